"""What was learned at a site (``i`` Tab): one line, and how much longer the way takes from now on (B14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.record_messages import LearnWanted
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.field_figures import read_minutes, show_minutes
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.site_knowledge import USUAL_BUFFER, buffer_now, parking_now
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.record_rows import RecordRow
from dispatcher.values import dataclass

SUBJECT = "learned"
"""The kind of such a form's draft."""


@dataclass(frozen=True, slots=True)
class LearnStart:
    """The site as it was when the form was opened; ``buffer`` in minutes."""

    site: int
    title: str
    customer: int | None
    parking: str
    buffer: int
    version: int

    @property
    def subject(self) -> str:
        """The name of the form's draft: one a site and author."""
        return f"{SUBJECT}/{self.site}"


def start_of(row: RecordRow) -> LearnStart:
    """How the form of a site begins."""
    minutes = read_minutes(row.values.get("buffer_minutes", ""), None)
    customer = row.parent[1] if row.parent is not None else None
    buffer = minutes if isinstance(minutes, int) else 0
    return LearnStart(row.id, row.title, customer, row.values.get("parking", ""), buffer, row.version)


class LearnForm(FieldForm):
    """What was learned, and what it costs."""

    what, verb = N_("site knowledge"), "save record"

    def __init__(self, start: LearnStart, subject: str, ties: Ties, draft: Data) -> None:
        self.learned_at = start
        usual = show_minutes(USUAL_BUFFER, "") if not start.buffer else "0 min"
        super().__init__(subject, ties, draft, {"more": usual})

    def fields(self) -> Sequence[FormField]:
        """The line, and the minutes."""
        return (
            FormField("text", _("Learned"), required=True, hint=_("where one parks, how one gets in")),
            FormField("more", _("Longer way"), hint=_("30 min; 0 for none")),
        )

    def about(self) -> str:
        """The site."""
        return self.learned_at.title

    def customer(self) -> int | None:
        """Whose site it is."""
        return self.learned_at.customer

    def headline(self) -> str:
        """Which site."""
        return f"{super().headline()} {one_line(self.learned_at.title)[:50]}"

    def typed_in(self) -> Data | None:
        """The fields, and of which site they are."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "start": asdict(self.learned_at)}

    def notes(self, width: int) -> Sequence[Line]:
        """What stands there now."""
        start = self.learned_at
        parking = one_line(start.parking) or _("nothing known")
        now = f" {_('Now')}: {parking}"
        more = f" {_('Added to the way')}: {show_minutes(start.buffer, '') or _('nothing')}"
        return [((cell(now, width), "plain"),), ((cell(more, width), "plain"),)]

    def echo(self, name: str, text: str) -> str:
        """How long the way takes longer from then on."""
        more = self._minutes() if name == "more" else None
        if not isinstance(more, int):
            return ""
        total = buffer_now(self.learned_at.buffer, more)
        return _("{n} min more on each way").format(n=total)

    def _minutes(self) -> int | Refusal:
        return read_minutes(self.values()["more"], None)

    def command(self) -> SaveRecord | Refusal:
        """The two fields of the site as they are from now on."""
        more, start = self._minutes(), self.learned_at
        if refusal := self.missing():
            return refusal
        if isinstance(more, Refusal):
            return Refusal("more", more.sentence)
        values = {
            "parking": parking_now(start.parking, self.values()["text"]),
            "buffer_minutes": show_minutes(buffer_now(start.buffer, more), ""),
        }
        return SaveRecord("site", values, start.site, start.version)

    def refused(self, refusal: Refusal) -> None:
        """Of another's change it is asked how the site stands now."""
        super().refused(refusal)
        if refusal.code == "conflict":
            self.post_message(LearnWanted(self.learned_at.site, None))

    def base_on(self, start: LearnStart) -> None:
        """Somebody else changed the site: what was typed stays, and the next Enter adds it to his."""
        self.learned_at = start
        self.say(_("Somebody changed it meanwhile; it stands above as it is now.  Enter = file yours"))


def reopened(subject: str, draft: Data, ties: Ties) -> LearnForm | None:
    """The form of a draft as it was left."""
    told: Any = draft.get("start")
    if not isinstance(told, dict) or set(LearnStart.__slots__) - told.keys():
        return None
    return LearnForm(LearnStart(**{name: told[name] for name in LearnStart.__slots__}), subject, ties, draft)
