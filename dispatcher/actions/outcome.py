"""What an action answers when it did its work; a no is a :class:`~dispatcher.domain.refusal.Refusal`."""

from __future__ import annotations

from dispatcher.domain.refusal import Refusal
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """A change that is filed: the journal's sequence, and what it made or changed.

    ``again`` says that the same save had been filed before and was not filed twice.
    """

    seq: int
    kind: str
    ref: int
    number: int | None = None
    again: bool = False


Outcome = Done | Refusal


def result(kind: str, ref: int, number: int | None = None) -> dict[str, object]:
    """The part of a payload from which the answer to a repeated save is made."""
    return {"kind": kind, "ref": ref, "number": number}
