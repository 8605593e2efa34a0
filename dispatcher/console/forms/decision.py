"""What was decided about a customer who is about to leave, or who complained: one field, and the mark goes (A11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.flag import SettleFlag, flag_word
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """A customer and the mark that is decided about."""

    customer: int
    number: int
    name: str
    flag: str


class DecisionForm(FieldForm):
    """The decision in a few words."""

    what, verb = N_("decision"), "settle flag"

    def __init__(self, marked: Marked, subject: str, ties: Ties, draft: Data) -> None:
        self.marked = marked
        super().__init__(subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """Only what was decided."""
        return (FormField("text", _("Decided"), required=True, rows=3),)

    def keys(self) -> str:
        """One field has no next one."""
        return _("Enter file   Ctrl+O new line   Esc park")

    def about(self) -> str:
        """Whom it is about."""
        return self.marked.name

    def customer(self) -> int | None:
        """Whom Contacts shows with it."""
        return self.marked.customer

    def headline(self) -> str:
        """Which mark of whom."""
        return f"{flag_word(self.marked.flag)} K-{self.marked.number} {one_line(self.marked.name)}"

    def notes(self, width: int) -> Sequence[Line]:
        """What filing it does."""
        return [((f" {_('The mark goes with the decision.')}", "plain"),)]

    def typed_in(self) -> Data | None:
        """The words, and whom they are about."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "marked": asdict(self.marked)}

    def command(self) -> SettleFlag | Refusal:
        """The decision, or what is missing."""
        text = self.values()["text"]
        if not text:
            return Refusal("text", _("What was decided? A few words are needed."))
        return SettleFlag(self.marked.customer, self.marked.flag, text)


def reopened(subject: str, draft: Data, ties: Ties) -> DecisionForm | None:
    """The form of a draft as it was left."""
    told = draft.get("marked")
    if not isinstance(told, dict) or told.keys() != set(Marked.__slots__):
        return None
    return DecisionForm(Marked(**told), subject, ties, draft)
