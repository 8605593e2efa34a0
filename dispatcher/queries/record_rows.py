"""Frozen rows of master data: records as text, lists of them, who changed one, and who may be there already.

Imports neither SQLAlchemy nor a rule, like the other rows of the screen.
"""

from __future__ import annotations

from datetime import datetime

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of master data as a form shows it. ``values`` are the texts of its fields in the language in use,
    ``version`` is what a change names as seen, ``parent`` the kind and id of what it belongs to."""

    kind: str
    id: int
    version: int
    archived: bool
    title: str
    values: dict[str, str]
    parent: tuple[str, int] | None = None
    number: int | None = None
    of: str = ""
    """What that is called."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list: what it is called, and what else tells it apart. ``of`` is whose it is, in a list of more
    than one owner's."""

    id: int
    title: str
    detail: str
    archived: bool = False
    of: str = ""
    is_away: bool = False
    """Whether he is not there now, and until when (None: nobody knows)."""
    away_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Who changed a record last, and when that was recorded."""

    author: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A customer that may be the one somebody is about to make: by number, name, place, and ``why``, which is English
    source text for ``_()`` ("same number", "same mail", "same name and street", "same name", "sounds alike")."""

    customer: int
    customer_number: int
    name: str
    detail: str
    why: str
