"""What an office is asked about its desks, its hand-overs and its word; each question opens a reading of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.domain.clock import Clock
    from dispatcher.domain.honesty import Week
    from dispatcher.domain.phrases import Office as Place
    from dispatcher.queries.desk_rows import DesksRow, HandoverRow, HandoverView
    from dispatcher.queries.rows import OfficeRow
    from dispatcher.store.drafts import Draft, Drafts


class DeskReads(ABC):
    """The questions about who is where and what is handed on."""

    clock: Clock

    @property
    @abstractmethod
    def row(self) -> OfficeRow:
        """Who we are."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def place(self) -> Place:
        """Where and when the office is, as time phrases and its hours are read."""
        from dispatcher.domain.phrases import Office as Place

        row = self.row
        return Place(self.clock.now(), row.zone, row.state, row.municipality, hours=row.hours)

    @property
    @abstractmethod
    def sign(self) -> str:
        """The sign of whoever asks."""

    @property
    @abstractmethod
    def drafts(self) -> Drafts:
        """What was typed and not filed yet."""

    def handovers(self) -> tuple[HandoverRow, ...]:
        """What was handed over and nobody acknowledged."""
        from dispatcher.queries.handover import open_handovers

        with self._reading() as connection:
            return open_handovers(connection)

    def handover(self) -> HandoverView:
        """The same, what there is to hand over now, and to whom it can go. Raises Trouble."""
        from dispatcher.queries.desk_rows import HandoverView
        from dispatcher.queries.handover import open_handovers, to_hand_over
        from dispatcher.queries.office import colleagues

        drafts = self._draft_names()
        with self._reading() as connection:
            items = to_hand_over(connection, self.place(), drafts, self.sign)
            return HandoverView(open_handovers(connection), items, colleagues(connection))

    def honesty(self, year: int, number: int) -> Week:
        """How the office kept its word in an ISO week, as it stands now."""
        from dispatcher.queries.honesty import honesty

        with self._reading() as connection:
            return honesty(connection, year, number, self.row.zone, self.clock.now())

    def keep_text(self, name: str, text: str) -> str:
        """Put ``text`` into a file of that name in the folder one is in; returns where it lies. Raises Trouble."""
        from pathlib import Path

        from dispatcher.cli.today_paper import keep
        from dispatcher.domain.text import clean

        return str(keep(clean(text), Path(name), name).absolute())

    def _draft_names(self) -> list[str]:
        """Drafts of whoever sits here by what they are and whom they are about; a hand-over is none that is handed
        over."""
        from dispatcher.domain.draft import OF_THE_DESK, draft_name, kind_of

        told = [draft for draft in self._own_drafts() if kind_of(draft.subject) not in OF_THE_DESK]
        return [draft_name(draft.subject, draft.data.get("name")) for draft in told]

    def _own_drafts(self) -> list[Draft]:
        from dispatcher.domain.colleague import login

        return self.drafts.all_of(login())

    def desks(self) -> DesksRow:
        """Who is at a desk, and what nobody may leave it empty over."""
        from dispatcher.queries.desks import desks

        with self._reading() as connection:
            return desks(connection, self.place(), self.clock.recorded())
