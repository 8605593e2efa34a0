"""A technician is absent (``6``): until when, in words; never why. Behind it comes the list of his visits (X9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.absent import SetAbsent, is_unknown, last_instant, refuse_absence, until_words
from dispatcher.domain.calendar import day_bounds, local_day, show_date
from dispatcher.domain.phrases import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class AbsentStart:
    """Who it is, and how many visits of his are to come today and later, as far as it is known."""

    technician: int
    name: str
    today: int = 0


def subject_for(start: AbsentStart) -> str:
    """The draft's subject: one a technician and author."""
    return f"absent/technician/{start.technician}"


class AbsentForm(FieldForm):
    """One date. Without a word it is today."""

    what, verb = N_("absent"), "absent"

    def __init__(self, start: AbsentStart, subject: str, ties: Ties, draft: Data, text: str = "") -> None:
        """``text`` stands in the field of a fresh form."""
        self.start_at = start
        self.until = Phrase("until", self.office, takes_days=True)
        super().__init__(subject, ties, draft, {"until": text})

    def office(self) -> Office:
        """Where and when the time is read."""
        return self.ties.office("")

    def about(self) -> str:
        """The technician's name."""
        return self.start_at.name

    def headline(self) -> str:
        """Who is absent."""
        return f"{super().headline()} {one_line(self.start_at.name)}"

    def fields(self) -> Sequence[FormField]:
        """Only until when."""
        hint = _("today, {day}   or like fri, 27.11, unknown").format(day=show_date(self._today()))
        return (FormField("until", _("Until"), hint=hint),)

    def keys(self) -> str:
        """One field has no next one."""
        return _("Enter file   Esc park")

    def notes(self, width: int) -> Sequence[Line]:
        """What comes behind it."""
        told = _("Never why.  Then: his visits ({n} today), and who could take each of them over.")
        return ((), ((cell(f" {told.format(n=self.start_at.today)}", width), "plain"),))

    def echo(self, name: str, text: str) -> str:
        """The last day that is meant; without a word, today."""
        if is_unknown(text):
            return until_words(None, self.office().zone)
        said = self.until.read(text)
        return said if text.strip() else show_date(self._today())

    def _today(self) -> date:
        office = self.office()
        return local_day(office.now, office.zone)

    def command(self) -> SetAbsent | Refusal:
        """The absence from now on, or what is to be asked about its end."""
        ends = self._ends()
        if isinstance(ends, Refusal):
            return ends
        office, text = self.office(), self.values()["until"]
        wish = SetAbsent(self.start_at.technician, office.now, ends, text)
        return refuse_absence(wish, office.now) or wish

    def _ends(self) -> datetime | Refusal | None:
        """The end of the day, or the time, that is meant; None for unknown."""
        text, zone = self.values()["until"], self.office().zone
        if is_unknown(text):
            return None
        when = self.until.take()
        meant = self.until.understood()
        if isinstance(when, Refusal):
            return when
        if meant is None:
            return day_bounds(self._today(), zone)[1]
        return last_instant(meant, zone)

    def typed_in(self) -> Data | None:
        """The field, and who it is about."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "start": asdict(self.start_at)}

    def phrase_in(self, name: str) -> Phrase | None:
        """That of the time."""
        return self.until if name == "until" else None


def reopened(subject: str, draft: Data, ties: Ties) -> AbsentForm | None:
    """The form of a draft as it was left."""
    told = draft.get("start")
    if not isinstance(told, dict) or told.keys() != set(AbsentStart.__slots__):
        return None
    return AbsentForm(AbsentStart(**told), subject, ties, draft)
