"""What happens around the report of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.rows import TicketDetail
    from dispatcher.queries.visit_rows import VisitSheet


@dataclass
class VisitLoaded(Message):
    """The visit that somebody reports on with a digit."""

    digit: int
    sheet: VisitSheet | None


@dataclass
class VisitStale(Message):
    """A form's visit was changed by somebody else; how does it stand?"""

    subject: str
    appointment: int


@dataclass
class VisitAgain(Message):
    """So it stands."""

    subject: str
    sheet: VisitSheet | None


@dataclass
class DraftOfVisit(Message):
    """A ticket of which a part has come, with what was drafted for it; ``last_key`` is the number of the key that said
    so."""

    detail: TicketDetail | None
    last_key: int
