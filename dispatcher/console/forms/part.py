"""Parts of a ticket: what is on order, who delivers it and until when; and which one has come (X13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.turn import TurnForm, TurnStart, start_from
from dispatcher.domain.part import AddPart, PartArrived, promised_by, refuse_part
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.rows import PartRow

_FIELD_OF = {"too-long": "text", "promised": "until", "due": "until"}


def subject_for(start: TurnStart) -> str:
    """The draft's subject: one a ticket and author."""
    return f"part/ticket/{start.ticket}"


def arrived_subject(start: TurnStart) -> str:
    """The same for what has come."""
    return f"arrived/ticket/{start.ticket}"


class PartForm(TurnForm):
    """What the ticket waits for. We ask on the working day behind the date."""

    what, verb = N_("part on order"), "add part"
    takes_days = True
    field_of = _FIELD_OF

    def fields(self) -> Sequence[FormField]:
        """All but the order's number are needed."""
        return (
            FormField("text", _("Part"), required=True),
            FormField("supplier", _("Supplier"), required=True),
            FormField("until", _("Until"), required=True, hint=_("like fri or wed 14")),
            FormField("reference", _("Order number")),
        )

    def echo(self, name: str, text: str) -> str:
        """What the date means."""
        return self.read_until(text) if name == "until" else ""

    def command(self) -> AddPart | Refusal:
        """The part as it is on order, or what is missing."""
        when, office, start, values = self.until.take(), self.office(), self.start_at, self.values()
        if isinstance(when, Refusal):
            return when
        wish = AddPart(start.ticket, values["text"], values["supplier"], None, values["reference"], "", start.version)
        if when is not None:
            wish = replace(wish, promised=promised_by(when.due, office.zone), phrase=when.phrase)
        return self.missing() or refuse_part(wish, office.now) or wish


class ArrivedForm(TurnForm):
    """Which of several parts has come."""

    what, verb = N_("part arrived"), "part arrived"

    def __init__(self, start: TurnStart, subject: str, ties: Ties, draft: Data, parts: Mapping[str, int]) -> None:
        """``parts`` are those on order, by their names."""
        self._parts = parts
        super().__init__(start, subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """Only which."""
        return (FormField("part", _("Part"), required=True, choices=[*self._parts]),)

    def keys(self) -> str:
        """One field has no next one."""
        return _("Enter file   F4 list   Esc park")

    def typed_in(self) -> Data | None:
        """The letters, and what was on order."""
        typed = super().typed_in()
        return {**typed, "parts": dict(self._parts)} if typed is not None else None

    def command(self) -> PartArrived | Refusal:
        """The part that is named by its first letters."""
        typed = self.values()["part"].lower()
        fits = [ident for name, ident in self._parts.items() if typed and name.lower().startswith(typed)]
        if len(fits) != 1:
            return self.missing() or Refusal("part", _("Which one?  F4 = choose it"))
        return PartArrived(fits[0])


def by_name(parts: Iterable[PartRow]) -> dict[str, int]:
    """Parts as they are called in a list of them."""
    return {f"{one_line(part.text)} ({one_line(part.supplier)})": part.id for part in parts}


def reopened(subject: str, draft: Data, ties: Ties) -> PartForm | None:
    """The form of a draft as it was left."""
    start = start_from(draft)
    return PartForm(start, subject, ties, draft) if start is not None else None


def arrived_again(subject: str, draft: Data, ties: Ties) -> ArrivedForm | None:
    """The same for what has come; a part that came since is refused by the office."""
    start, parts = start_from(draft), draft.get("parts")
    if start is None or not isinstance(parts, dict):
        return None
    return ArrivedForm(start, subject, ties, draft, {str(name): int(ident) for name, ident in parts.items()})
