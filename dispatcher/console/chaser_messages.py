"""What happens around matters that are reported more than once: what forms and the box ask for, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.chaser_rows import ChaserRow, Related


@dataclass
class ChasersWanted(Message):
    """A form wants to know to which open matters of ``customer`` its text may belong."""

    subject: str
    customer: int
    text: str
    site: int | None = None
    holds: bool = False
    """Whether the keys wait for the answer, because somebody took it before it was there."""


@dataclass
class ChasersLoaded(Message):
    """The open matters to which the text of a form probably belongs, the likeliest first."""

    subject: str
    rows: tuple[ChaserRow, ...]


@dataclass
class RelatedLoaded(Message):
    """With what a ticket may be merged, and what was joined in it."""

    ticket: int
    related: Related | None


@dataclass
class NoteRelated(Message):
    """The open matters about which a note may ask."""

    entry: int
    rows: tuple[ChaserRow, ...]


@dataclass
class RelateChosen(Message):
    """What is to be done, as it was chosen in the box: a row of the office's table of saves, and its command; ``what``
    says it in the language in use, ``name`` whom it is about."""

    verb: str
    command: Any
    what: str
    name: str
