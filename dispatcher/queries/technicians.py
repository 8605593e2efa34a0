"""Technicians by what people call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from dispatcher.domain.text import fold, one_line, words
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.queries.raw import Read
from dispatcher.store.schema import technician

_ALL = Read(
    select(technician.c.id, technician.c.code, technician.c.name, technician.c.archived).order_by(technician.c.code)
)
_MOST_NAMED = 8


def find_technician(connection: Connection, named: str) -> int:
    """The technician meant by his code, or by a beginning of each word of his name that fits only one.

    Raises Trouble "unknown" or "ambiguous" with the candidates, and "left" for one who works here no more. Reads all
    technicians, of whom an office has a few.
    """
    rows = _ALL.all(connection)
    everybody = [row for row in rows if not row[3]]
    fits = _fitting(everybody, named)
    if len(fits) == 1:
        return int(fits[0][0])
    if not fits and (left := _fitting([row for row in rows if row[3]], named)):
        raise Trouble(
            "left", _("{technician} does not work here any more.").format(technician=left[0][2] or left[0][1])
        )
    shown = ", ".join(f"{row[1]} {row[2]}".strip() for row in (fits or everybody)[:_MOST_NAMED])
    if fits:
        sentence = _("{name} fits several technicians: {list}")
        raise Trouble("ambiguous", sentence.format(name=one_line(named.strip()), list=shown))
    sentence = _("No technician is called {name}. There are: {list}")
    raise Trouble("unknown", sentence.format(name=one_line(named.strip()) or "?", list=shown or "-"))


def _fitting(rows: Sequence[Any], named: str) -> list[Any]:
    asked = words(named)
    same = [row for row in rows if fold(row[1]) == fold(named.strip())]
    return same or [row for row in rows if asked and all(_is_in(word, row[2]) for word in asked)]


def _is_in(word: str, name: str) -> bool:
    return any(part.startswith(word) for part in words(name))
