"""The people of one customer on his card: who opens, who stands in for whom, who is not there and until when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, Span, cell
from dispatcher.console.wording import absent_until, day_month
from dispatcher.domain.calendar import to_local
from dispatcher.domain.extension import short
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.card_rows import PersonRow
from dispatcher.values import dataclass

WIDE, TINY = 40, 20
"""From so many columns on an absence has a line of its own; below so many there is one for a name only."""
_FOREMOST = 2
"""So many people come before everything else: who is spoken to, and his deputy."""
_MOST = 6
_CONTACT = "contact"

Ranked = tuple[int, Line]
"""A line and how much it is needed: the smaller, the more."""


@dataclass(frozen=True, slots=True)
class View:
    """How wide the card is, whose numbers stand on it (their stems), and when it is looked at."""

    width: int
    stems: Collection[str]
    now: datetime
    zone: str

    @property
    def room(self) -> int:
        """Columns behind a label."""
        return self.width - cell_len(label_text("", self.width))


def label_text(label: str, width: int) -> str:
    """A label of the card, the texts behind all of them in one column."""
    return f" {cell(label, max(4 if width >= WIDE else 3, cell_len(label)))} "


def people_lines(people: Sequence[PersonRow], view: View) -> Iterator[Ranked]:
    """Whom to speak to, each before his deputy, whoever is told nothing last."""
    deputies = _deputies(people)
    for place, person in enumerate(_in_order(people, deputies)[:_MOST]):
        absent = _absent(person, view)
        rank = 1 if place < _FOREMOST else 7
        yield from _named(person, _("DEP") if deputies.get(person.id) else _("CON"), rank, view, absent)
        if view.width < WIDE:
            continue
        if absent is not None:
            yield rank + 1, (_indented(view), _long_absence(*absent, view))
        if part := _part(person, deputies.get(person.id, ())):
            yield (5 if rank == 1 else 9), (_indented(view), (part, "plain"))


def _deputies(people: Sequence[PersonRow]) -> dict[int, list[str]]:
    """Who stands in for whom; two who stand in for each other are both whom one speaks to."""
    return {
        person.id: [one.name for one in people if one.deputy == person.name]
        for person in people
        if not person.deputy and _CONTACT not in person.duties
    }


def _in_order(people: Sequence[PersonRow], deputies: dict[int, list[str]]) -> list[PersonRow]:
    first = [person for person in people if not deputies.get(person.id)]
    first.sort(key=lambda one: (one.no_information, _CONTACT not in one.duties, not one.deputy))
    ordered: dict[int, PersonRow] = {}
    for person in first:
        ordered[person.id] = person
        ordered.update((one.id, one) for one in people if deputies.get(one.id) and one.name == person.deputy)
    return list(ordered.values())


def _absent(person: PersonRow, view: View) -> tuple[datetime | None, datetime | None] | None:
    """Until when he is not there now, and when we were told; None where he is there."""
    told = (*person.told, *[None] * len(person.away))
    for (since, until), when in zip(person.away, told, strict=False):
        if since <= view.now and (until is None or until > view.now):
            return until, when
    return None


def _long_absence(until: datetime | None, told: datetime | None, view: View) -> Span:
    when = absent_until(until, view.now, view.zone)
    if told is None:
        return _("ABSENT until {when}").format(when=when), "due"
    day = day_month(to_local(told, view.zone).date())
    return _("ABSENT until {when} (told {day})").format(when=when, day=day), "due"


def _part(person: PersonRow, stands_in_for: Sequence[str]) -> str:
    """For whom he stands in, what he is there for, and that he is told nothing."""
    from dispatcher.domain.field_sorts import show_token

    duties = [show_token(duty) for duty in person.duties if duty != _CONTACT]
    said = [_("for {names}").format(names=", ".join(map(one_line, stands_in_for)))] if stands_in_for else []
    said += [", ".join(duties)] if duties else []
    said += [_("no information for him")] if person.no_information else []
    return "; ".join(said)


def _indented(view: View) -> Span:
    return label_text("", view.width), "plain"


def _named(person: PersonRow, label: str, rank: int, view: View, absent: object) -> Iterator[Ranked]:
    """His line: as much of name, role and number as there is room for; in a narrow pane that he is absent too."""
    number = person.numbers[0] if person.numbers else ""
    head: Span = (label_text(label, view.width), "head")
    mark = _mark(person, absent is not None, view)
    room = view.room - (cell_len(mark[0]) + 1 if mark else 0)
    name, said = _fitting(person, number, room, view)
    body: list[Span] = [head, (cell(name, max(0, room - cell_len(said) - bool(said))), "plain")]
    body += [(f" {said}", "plain")] if said else []
    yield rank, (*body, *([(" ", "plain"), mark] if mark else []))
    if number and not said:
        yield (rank + 4 if absent else rank + 2), ((f" {number}", "plain"),)


def _mark(person: PersonRow, is_absent: bool, view: View) -> Span | None:
    if view.width >= WIDE:
        return None
    if person.no_information:
        return _("NO INFO"), "hold"
    if is_absent:
        return (_("ABS.") if view.width < TINY else _("ABSENT")), "due"
    return None


def _fitting(person: PersonRow, number: str, room: int, view: View) -> tuple[str, str]:
    """The longest way to write name and number that fits; a number too long for the line stands below it."""
    name, surname = one_line(person.name), (one_line(person.bare_name or person.name).split() or [""])[-1]
    with_role = ", ".join(part for part in (name, one_line(person.role)) if part)
    brief = short(number, view.stems)
    ways = [
        (one, dialled) for one in (with_role, name, surname) for dialled in (number, brief) if dialled or not number
    ]
    for said, dialled in ways if view.width >= TINY else [(surname, brief or number)]:
        if cell_len(said) + cell_len(dialled) + bool(dialled) <= room:
            return said, dialled
    return surname if cell_len(name) > room else name, ""
