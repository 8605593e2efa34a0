"""Leaving the desk empty (``Q``) over a promise of ours: where calls go, what the machine says, until when (N5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.console.wording import follow_up, parsed, short_day
from dispatcher.domain.calendar import to_local
from dispatcher.domain.leaving import LeaveDesk
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

SUBJECT = "leave/desk"
MOST_SHOWN = 4
"""Lines of what is open that stand in the form."""


class LeaveForm(FieldForm):
    """Number, text, until when; below what is open until the next shift. ``!`` and a reason leave without a number."""

    what, verb = N_("desk left empty"), "leave desk"

    def __init__(
        self,
        ties: Ties,
        draft: Data,
        again: datetime,
        owed: Sequence[str],
        machine: tuple[str, str],
        subject: str = SUBJECT,
    ) -> None:
        """``again`` is when the next shift begins, ``owed`` tells what is open until then, ``machine`` number and text
        of the last time; ``subject`` is that of the draft."""
        self._ties, self._again, self._owed, self._said_last = ties, again, tuple(owed), machine[1]
        self._until = Phrase("until", lambda: ties.office(""), takes_days=False)
        super().__init__(subject, ties, draft, {"number": machine[0]})

    def fields(self) -> Sequence[FormField]:
        """Three of them; until when is known already."""
        again = self._shown(self._again)
        return (
            FormField("number", _("Calls go to"), required=True, hint=_("a number, or ! and why there is none")),
            FormField("text", _("Machine says"), rows=2, choices=[self._said_last] if self._said_last else ()),
            FormField("until", _("Back at"), hint=again),
        )

    def _shown(self, instant: datetime) -> str:
        office = self._ties.office("")
        return follow_up(instant, office.now, office.zone)

    def _said(self, instant: datetime) -> str:
        local = to_local(instant, self._ties.office("").zone)
        return f"{short_day(local.date())} {local:%H:%M}"

    def headline(self) -> str:
        """What happens here."""
        return _("LEAVE THE DESK EMPTY")

    def about(self) -> str:
        """Nobody but ourselves."""
        return ""

    def notes(self, width: int) -> Sequence[Line]:
        """What is owed meanwhile, the first of it."""
        head = _("Open until {when}, and nobody else is here:").format(when=self._shown(self._again))
        shown = self._owed[: MOST_SHOWN if len(self._owed) <= MOST_SHOWN else MOST_SHOWN - 1]
        more = len(self._owed) - len(shown)
        told = [*shown, *([_("... {n} more").format(n=more)] if more else [])]
        usual = [f" {line}" for line in wrap(_("Without a text: {text}").format(text=self._usual()), width - 2)]
        return [
            *(((line, "done"),) for line in [*usual, "", ""][:2]),
            ((f" {head}", "due"),),
            *(((cell(f"   {one}", width), "plain"),) for one in told),
        ]

    def _usual(self) -> str:
        """What the machine says where nobody types anything else."""
        number, meant = self.values()["number"], self._until.meant()
        told = _("Nobody is at our desks until {when}. In urgent cases: {number}.")
        shown = ".." if not number or number.startswith("!") else number
        return told.format(when=self._said(meant.due if meant is not None else self._again), number=shown)

    def keys(self) -> str:
        """Enter leaves."""
        return _("Enter leave   Tab fields   F4 text of last time   Esc stay")

    def echo(self, name: str, text: str) -> str:
        """The time as it is understood."""
        return self._until.read(text) if name == "until" else ""

    def typed_in(self) -> Data | None:
        """The fields, and what the form told."""
        typed = super().typed_in()
        return typed and {**typed, "owed": list(self._owed), "again": self._again.isoformat()}

    def command(self) -> LeaveDesk | Refusal:
        """Leave; a text that is left out tells until when and the number."""
        if (refusal := self.missing()) is not None:
            return refusal
        self._until.read(self.values()["until"])
        said = self._until.take()
        if isinstance(said, Refusal):
            return said
        values, until = self.values(), said.due if said is not None else self._again
        number, override = values["number"], ""
        if number.startswith("!"):
            number, override = "", number[1:].strip()
            if not override:
                return Refusal("number", _("A reason is needed behind the !."))
        return LeaveDesk(number, values["text"] or self._usual(), until, override)


def reopened(subject: str, draft: Data, ties: Ties) -> LeaveForm | None:
    """The form as it was parked or refused, or None for a draft that tells too little."""
    again, owed = parsed(draft.get("again")), draft.get("owed", ())
    if again is None:
        return None
    return LeaveForm(ties, draft, again, [str(one) for one in owed], ("", ""), subject)
