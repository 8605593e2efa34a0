"""Decisions of a customer: who does not come to him again, and how that is lifted (B15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import ClassVar

from textual.binding import BindingType

from dispatcher.console.deciding_messages import DecisionWanted
from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.keys import DECIDING, bindings_for
from dispatcher.console.widgets.marks import Frame, Line, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.decision import ExcludeTechnician, LiftDecision
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import fold, one_line
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

_BESIDE = 5
"""Rows of the box beside the decisions: the frame, what can be decided, and the keys."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that holds: its id and version, and how it reads."""

    id: int
    version: int
    words: str


@dataclass(frozen=True, slots=True)
class DecidingStart:
    """The customer who decides, with the names of his ``people``, our ``technicians`` (name, code and id) and the
    decisions of his that hold."""

    customer: int
    number: int
    name: str
    people: Sequence[str] = ()
    technicians: Sequence[tuple[str, str, int]] = ()
    decided: Sequence[Decided] = ()


class DecidingBox(Overlay):
    """What a customer has decided; a letter decides something else."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(DECIDING)]

    def __init__(self, *, frame: Frame, start: DecidingStart) -> None:
        super().__init__(frame=frame)
        self.start = start
        self.tallest = _BESIDE + max(1, len(start.decided))

    def title(self) -> tuple[str, str]:
        """Whose decisions they are."""
        return f"{_('DECISION')} K-{self.start.number} {one_line(self.start.name)[:40]}", ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The decisions that hold, and the letters."""
        shown = [one.words for one in self.start.decided] or [_("Nothing is decided.")]
        keys = _("t technician exclusion   Esc back")
        if self.start.decided:
            keys = _("t technician exclusion   w lift   Esc back")
        blank: Line = ()
        rows: list[Line] = [((cell(f" {one_line(words)}", width), "plain"),) for words in shown]
        return [*[*rows, *[blank] * height][: height - 1], key_line(keys)]

    def action_exclude(self) -> None:
        """Somebody does not come again."""
        self.post_message(DecisionWanted(self.start, lifts=False))

    def action_lift(self) -> None:
        """One of the decisions holds no longer."""
        if self.start.decided:
            self.post_message(DecisionWanted(self.start, lifts=True))


def subject_for(start: DecidingStart, *, lifts: bool) -> str:
    """The draft's subject: one a customer and author."""
    return f"{'lift' if lifts else 'exclude'}/customer/{start.customer}"


class _AboutCustomer(FieldForm):
    """A form about what one customer decides."""

    def __init__(self, start: DecidingStart, subject: str, ties: Ties, draft: Data) -> None:
        self.start_at = start
        super().__init__(subject, ties, draft)

    def about(self) -> str:
        """Whose decision it is."""
        return self.start_at.name

    def customer(self) -> int | None:
        """Whom Contacts shows with it."""
        return self.start_at.customer

    def headline(self) -> str:
        """What is decided, and by whom."""
        return f"{super().headline()} K-{self.start_at.number} {one_line(self.start_at.name)[:40]}"

    def typed_in(self) -> Data | None:
        """The fields, and about whom they are."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "start": asdict(self.start_at)}


class ExcludeForm(_AboutCustomer):
    """A technician who does not come again: who, said by whom, in which words."""

    what, verb = N_("technician exclusion"), "exclude technician"

    def fields(self) -> Sequence[FormField]:
        """Only the technician is needed."""
        names = [name for name, _code, _ident in self.start_at.technicians]
        return (
            FormField("technician", _("Technician"), required=True, choices=names, hint=_("F4 = list")),
            FormField("said_by", _("Said by"), choices=self.start_at.people),
            FormField("quote", _("In these words"), rows=3),
        )

    def command(self) -> ExcludeTechnician | Refusal:
        """The decision, or what is missing."""
        values = self.values()
        if refusal := self.missing():
            return refusal
        fits = self._fitting(values["technician"])
        if len(fits) != 1:
            return Refusal("technician", _("Which technician?  F4 = choose him"))
        return ExcludeTechnician(self.start_at.customer, fits[0], values["said_by"], values["quote"])

    def _fitting(self, typed: str) -> list[int]:
        asked, people = fold(typed), self.start_at.technicians
        same = [ident for name, code, ident in people if asked in (fold(name), fold(code))]
        return same or [ident for name, code, ident in people if fold(name).startswith(asked)]


class LiftForm(_AboutCustomer):
    """A decision that holds no longer, and where that is written."""

    what, verb = N_("decision lifted"), "lift decision"

    def fields(self) -> Sequence[FormField]:
        """Which one is asked where there are several."""
        reference = FormField("reference", _("Reference"), required=True, hint=_("like: mail of Mon 23.11."))
        words = [one.words for one in self.start_at.decided]
        return (reference,) if len(words) == 1 else (FormField("which", _("Which"), True, words), reference)

    def notes(self, width: int) -> Sequence[Line]:
        """The decision, where there is only one."""
        words = self.start_at.decided[0].words if len(self.start_at.decided) == 1 else ""
        return [((cell(f" {one_line(words)}", width), "plain"),)]

    def command(self) -> LiftDecision | Refusal:
        """What is lifted by what, or what is missing."""
        values = self.values()
        typed = fold(values.get("which", ""))
        fits = [one for one in self.start_at.decided if fold(one.words).startswith(typed)]
        if refusal := self.missing():
            return refusal
        if len(fits) != 1:
            return Refusal("which", _("Which one?  F4 = choose it"))
        return LiftDecision(fits[0].id, values["reference"], fits[0].version)


def reopened(subject: str, draft: Data, ties: Ties) -> ExcludeForm | LiftForm | None:
    """The form of a draft as it was left."""
    told = draft.get("start")
    if not isinstance(told, dict) or not {"customer", "number", "name"} <= told.keys():
        return None
    known = {name: told[name] for name in DecidingStart.__slots__ if name in told}
    known["technicians"] = tuple((str(one[0]), str(one[1]), int(one[2])) for one in told.get("technicians", ()))
    known["decided"] = tuple(Decided(**one) for one in told.get("decided", ()))
    start = DecidingStart(**known)
    if subject.startswith("exclude/"):
        return ExcludeForm(start, subject, ties, draft)
    return LiftForm(start, subject, ties, draft) if start.decided else None
