"""What an office is asked about matters that are reported more than once; each question opens a reading of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from dispatcher.domain.clock import Clock
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.chaser_rows import ChaserRow, Related
    from dispatcher.queries.rows import TicketRow


class ChaserReads(ABC):
    """The questions about what belongs together."""

    clock: Clock

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def chasers(
        self, customer_id: int, text: str, site: int | None = None, *, is_all: bool = False
    ) -> tuple[ChaserRow, ...]:
        """The customer's open matters to which ``text`` about ``site`` probably belongs, the likeliest first; all
        of them where ``is_all``."""
        from dispatcher.queries.chasers import chasers

        with self._reading() as connection:
            return chasers(connection, customer_id, text, site, self.clock.now(), is_all=is_all)

    def related(self, ticket_id: int) -> Related | None:
        """With what a ticket may be merged, and what was joined in it."""
        from dispatcher.queries.chasers import related

        with self._reading() as connection:
            return related(connection, ticket_id, self.clock.now())

    def ticket_as_filed(self, typed: str) -> TicketRow:
        """The ticket meant by ``T-4711``, itself also where it was joined in another one. Raises Trouble where there
        is none."""
        from dispatcher.domain.ticket import ticket_number
        from dispatcher.queries.tickets import ticket_as_filed

        number = ticket_number(typed)
        if number is None:
            raise Trouble("input", _('"{value}" is no ticket. Like: T-4711').format(value=one_line(typed)[:60]))
        with self._reading() as connection:
            found = ticket_as_filed(connection, number)
        if found is None:
            raise Trouble("input", _("There is no ticket T-{number}.").format(number=number))
        return found
