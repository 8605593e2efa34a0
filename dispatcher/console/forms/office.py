"""The first form anybody sees: what this program is, and who we are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.keys import FIRST, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.colleague import make_sign
from dispatcher.domain.office import OFFICE_HOURS, ZONE, NewOffice, read_office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import STATE_NAMES, state_code
from dispatcher.domain.technician import parse_hours, show_hours
from dispatcher.locale import N_, _

OFFICE = "office/first"
"""The draft's subject."""


class OfficeForm(FieldForm):
    """Office, federal state, zone, hours, name and sign."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FIRST)]
    what, verb = N_("office"), "found office"

    def __init__(self, ties: Ties, where: str, person: str, usual: Mapping[str, str], draft: Data) -> None:
        """``where`` the office will lie, ``person`` the name the computer knows for whoever sits here; ``usual`` is
        what the settings say of ``state``, ``zone`` and ``hours``; ``draft`` is what an earlier start left."""
        self._where = where
        self._sign = make_sign(person, frozenset()) if person else ""
        start = {"zone": ZONE, "hours": show_hours(OFFICE_HOURS), "person": person, "sign": self._sign}
        start |= {name: value for name, value in usual.items() if value}
        super().__init__(OFFICE, ties, draft, start)
        values = self.values()
        if values["person"] and values["sign"] == make_sign(values["person"], frozenset()):
            self._sign = values["sign"]
        self.tallest += len(self._intro(76))

    def fields(self) -> Sequence[FormField]:
        """Six of them; three have an answer already."""
        return (
            FormField("name", _("Office name"), required=True, hint=_("as it stands on your letters")),
            FormField("state", _("Federal state"), required=True, choices=tuple(STATE_NAMES), hint=_("BE or Berlin")),
            FormField("zone", _("Time zone"), choices=(ZONE, "Europe/Vienna", "Europe/Zurich")),
            FormField("hours", _("Office hours"), hint=_("Mon-Thu 7-17, Fri 7-15")),
            FormField("person", _("Your name"), required=True),
            FormField("sign", _("Your sign"), hint=_("two or three letters that stand behind what you write")),
        )

    def headline(self) -> str:
        """What happens here."""
        return _("YOUR OFFICE")

    def keys(self) -> str:
        """There is nothing to park; the demo office has a key of its own."""
        return _("Enter make it   Tab fields   F4 list   Ctrl+D demo office   Esc leave")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What the program is for stands above the fields, as far as there is room."""
        intro = self._intro(width - 2)
        intro = intro if len(intro) + 4 <= height else []
        return [*intro, *super().lines(width, height - len(intro))]

    def _intro(self, width: int) -> list[Line]:
        texts = (
            _(
                "One screen for the dispatcher: today's technicians, the open tickets and everything said with a"
                " customer, side by side."
            ),
            _("There is no office here yet. Enter makes it, in {where}").format(where=self._where),
        )
        blank: Line = ()
        return [blank, *(((f" {line}", "plain"),) for text in texts for line in wrap(text, width)), blank]

    def echo(self, name: str, text: str) -> str:
        """The federal state's name, the hours in full."""
        if name == "state" and (code := state_code(text)):
            return f"{code} {STATE_NAMES[code][0]}"
        hours = parse_hours(text) if name == "hours" else None
        shown = "" if hours is None or isinstance(hours, Refusal) else show_hours(hours)
        return "" if shown == text.strip() else shown

    def typed(self, name: str) -> None:
        """The sign follows the name until somebody types another one."""
        values = self.values()
        if name == "person" and values["sign"] == self._sign:
            self._sign = make_sign(values["person"], frozenset()) if values["person"] else ""
            self.set_value("sign", self._sign)

    def command(self) -> NewOffice | Refusal:
        """The office as it was typed."""
        return self.missing() or read_office(self.values())
