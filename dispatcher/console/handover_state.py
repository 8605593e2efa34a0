"""A hand-over as far as it has come: who gives, to whom, what was taken or heard; without a word on how it looks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from dispatcher.domain.handover import NOTE, Item, comes_next

if TYPE_CHECKING:
    from dispatcher.queries.desk_rows import HandoverRow, HandoverView
    from dispatcher.queries.rows import ColleagueRow


class HandoverState:
    """``sign`` is whoever sits here, ``there`` the ids of the other colleagues at the desks."""

    def __init__(self, sign: str, there: tuple[int, ...], draft: dict[str, Any]) -> None:
        """``draft`` is what was typed before: notes, and the receiver where one was chosen."""
        self.sign = sign
        self.there = there
        self.view: HandoverView | None = None
        self.notes = [str(one) for one in draft.get("notes", ())]
        self.to = str(draft["to"]) if "to" in draft else None
        """The chosen receiver's sign, empty for the next who comes; None where nobody was chosen."""
        self.taken: dict[int, HandoverRow] = {}
        """What whoever sits here has acknowledged in this box."""
        self.marked: set[object] = set()
        """What the receiver has heard already."""

    def mine(self) -> int | None:
        """Whoever sits here, by id; None where nobody knows him yet."""
        return next((one.id for one in self._people() if one.sign == self.sign), None)

    def takeable(self, now: datetime, zone: str) -> list[HandoverRow]:
        """What was given to whoever sits here, or to the next who comes."""
        mine, rows = self.mine(), self.view.given if self.view is not None else ()
        if mine is None:
            return []
        return [row for row in rows if row.to == mine or (row.to is None and self._is_next(mine, row, now, zone))]

    def _is_next(self, mine: int, row: HandoverRow, now: datetime, zone: str) -> bool:
        return comes_next(mine, row.giver, row.given, now, zone)

    def given(self) -> list[HandoverRow]:
        """What he himself gave, and nobody has acknowledged."""
        mine, rows = self.mine(), self.view.given if self.view is not None else ()
        return [row for row in rows if row.giver == mine]

    def to_give(self) -> list[Item]:
        """What is open, and the notes that go along."""
        found = list(self.view.items) if self.view is not None else []
        return [*found, *(Item(NOTE, text) for text in self.notes)]

    def receivers(self) -> list[ColleagueRow]:
        """Colleagues to whom one can hand over."""
        return [one for one in self._people() if one.sign != self.sign and one.role != "viewer"]

    def receiver(self) -> ColleagueRow | None:
        """The one who was chosen; unasked the only other one who is there, else nobody: the next who comes."""
        if self.to is not None:
            return next((one for one in self.receivers() if one.sign == self.to), None)
        there = [one for one in self.receivers() if one.id in self.there]
        return there[0] if len(there) == 1 else None

    def next_receiver(self) -> None:
        """The next colleague; behind the last one the next who comes. What another one heard does not count."""
        signs = ["", *(one.sign for one in self.receivers())]
        chosen = self.receiver()
        self.to = signs[(signs.index(chosen.sign if chosen is not None else "") + 1) % len(signs)]
        self.marked.clear()

    def _people(self) -> tuple[ColleagueRow, ...]:
        return self.view.colleagues if self.view is not None else ()
