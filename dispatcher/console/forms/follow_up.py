"""When we look at it again (``f``): a date in words; below it whom to call, and how often nobody was reached (B9)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.turn import TurnForm, TurnStart, start_from
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.attempt import way
from dispatcher.domain.ball import FollowUp, follow_up
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.dial_rows import NumberRow

_NUMBERS = 3
"""Lines for whom to call."""
_FIELD_OF = {"due": "until"}


def subject_for(start: TurnStart) -> str:
    """The draft's subject: one a ticket and author."""
    return f"follow-up/ticket/{start.ticket}"


class FollowUpForm(TurnForm):
    """One date. Without a word it is 09:00 in two working days."""

    what, verb = N_("follow-up"), "follow up"
    field_of = _FIELD_OF

    def __init__(self, start: TurnStart, subject: str, ties: Ties, draft: Data) -> None:
        self._numbers: Sequence[NumberRow] = ()
        super().__init__(start, subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """Only when."""
        return (FormField("until", _("When"), hint=_("like wed 14")),)

    def keys(self) -> str:
        """One field has no next one."""
        return _("Enter file   Esc park")

    def show_numbers(self, numbers: Sequence[NumberRow]) -> None:
        """Whom to call is known now."""
        self._numbers = numbers
        self.repaint()

    def notes(self, width: int) -> Sequence[Line]:
        """How the ticket stands, how often nobody was reached, and whom to call in which order."""
        words = {
            "call": _("next: a call"),
            "call and mail": _("next: a call and a mail"),
            "write": _("next: in writing (Esc, then y = letter)"),
        }
        attempts = self.start_at.attempts
        tried = f" {_('Attempts in vain')}: {attempts}   {words[way(attempts)]}"
        numbers = [_number(row, width) for row in self._numbers[:_NUMBERS]]
        blank: Line = ()
        return [*super().notes(width), ((cell(tried, width), "plain"),), *numbers, *[blank] * (_NUMBERS - len(numbers))]

    def echo(self, name: str, text: str) -> str:
        """What the date means; without one, the usual."""
        if text.strip():
            return self.read_until(text)
        self.read_until("")
        office = self.office()
        return self.date(follow_up(office.now, office.zone, office.state))

    def command(self) -> FollowUp | Refusal:
        """The date, or what is to be asked about it."""
        when, office, start = self.until.take(), self.office(), self.start_at
        if isinstance(when, Refusal):
            return when
        if when is None:
            return FollowUp(start.ticket, follow_up(office.now, office.zone, office.state), "", start.version)
        return FollowUp(start.ticket, when.due, when.phrase, start.version)


def _number(row: NumberRow, width: int) -> Line:
    name = one_line(row.name) or _("switchboard")
    of = _("stands in for {name}").format(name=one_line(row.deputy_of)) if row.deputy_of else one_line(row.role)
    said = f"   {row.number}  {name}{f' ({of})' if of else ''}"
    away = f"  {_('absent')}" if row.absent else ""
    return ((cell(said, min(cell_len(said), width - cell_len(away))), "plain"), (away, "due"))


def reopened(subject: str, draft: Data, ties: Ties) -> FollowUpForm | None:
    """The form of a draft as it was left."""
    start = start_from(draft)
    return FollowUpForm(start, subject, ties, draft) if start is not None else None
