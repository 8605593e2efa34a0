"""A technician's day as cells of 15 minutes: brackets are the state, so the plan is read without colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from rich.cells import cell_len

from dispatcher.console.widgets.marks import MarkName, Span, cell
from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import day_bounds, to_local
from dispatcher.domain.queue_visits import ABSENT, is_away
from dispatcher.locale import _, ngettext
from dispatcher.queries.rows import BlockRow, LaneRow
from dispatcher.values import dataclass

CELL_MINUTES = 15
NARROW = 40
"""Below so many cells the plan shows a part of the day, around now."""
WHOLE_DAY = 24 * 60
_MARKS: dict[str, MarkName] = {"on site": "onsite", "done": "done", "interrupted": "done", "no access": "alarm"}


@lru_cache(maxsize=64)
def day_minutes(day: date, zone: str) -> tuple[datetime, int]:
    """When a local day begins, and how many minutes it has: 1380 or 1500 where the clocks change."""
    starts, ends = day_bounds(day, zone)
    return starts, int((ends - starts).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours a plan shows: minutes that have passed since midnight at the first cell, and how many cells there are.

    On a day on which the clocks change there is an hour more or less of them (I14)."""

    day: date
    zone: str
    first: int
    cells: int
    step: int = CELL_MINUTES
    """Minutes that a cell stands for."""

    def at(self, instant: datetime) -> int:
        """The cell of ``instant``, which may lie before the first or behind the last."""
        return (self._passed(instant) - self.first) // self.step

    def until(self, instant: datetime) -> int:
        """The cell behind the last one that a span ending at ``instant`` touches."""
        return -((self.first - self._passed(instant)) // self.step)

    def _passed(self, instant: datetime) -> int:
        return int((instant - day_minutes(self.day, self.zone)[0]).total_seconds() // 60)

    def clock(self, index: int) -> int:
        """What the clocks show at the start of a cell, in minutes after midnight."""
        midnight, length = day_minutes(self.day, self.zone)
        passed = self.first + index * self.step
        if length == WHOLE_DAY:
            return passed
        local = to_local(midnight + timedelta(minutes=passed), self.zone)
        return (local.date() - self.day).days * WHOLE_DAY + local.hour * 60 + local.minute


def axis_for(day: date, zone: str, cells: int, now: datetime, lanes: Sequence[LaneRow]) -> Axis:
    """The axis for ``cells`` cells: from 07:00, earlier where somebody starts earlier; a narrow one follows now.

    Work of last night that is over widens nothing: it would push the day off the right edge."""
    midnight, length = day_minutes(day, zone)
    seven = 7 * 60 + length - WHOLE_DAY
    cells = min(cells, length // CELL_MINUTES)
    last = (length - cells * CELL_MINUTES) // 60 * 60
    here = Axis(day, zone, 0, 0).at(now) * CELL_MINUTES
    if cells < NARROW:
        return Axis(day, zone, max(0, min(here // 60 * 60 - 60 if 0 <= here < length else seven, last)), cells)
    over = min(now, midnight + timedelta(minutes=seven)) if 0 <= here < length else midnight
    blocks = [block for lane in lanes for block in lane.blocks if block.ends > over]
    starts = [int((block.starts - midnight).total_seconds()) // 3600 * 60 for block in blocks]
    return Axis(day, zone, max(0, min([seven, last, *(start for start in starts if start >= 0)])), cells)


def week_axes(days: Sequence[date], zone: str, cells: int, lanes: Sequence[LaneRow]) -> list[Axis]:
    """The axes of days that stand below each other: all from the same time on the clock, a narrow one in half hours,
    so that a working day is on show."""
    step = CELL_MINUTES if cells >= NARROW else 2 * CELL_MINUTES
    latest = max(0, WHOLE_DAY - cells * step) // 60 * 60
    first = min([7 * 60, latest, *(_start_on(day, zone, lane) for day, lane in zip(days, lanes, strict=True))])
    return [_axis_from(day, zone, first, cells, step) for day in days]


def _start_on(day: date, zone: str, lane: LaneRow) -> int:
    """The full hour at which the first visit of a day begins."""
    locals_ = (to_local(block.starts, zone) for block in lane.blocks)
    return min((local.hour * 60 for local in locals_ if local.date() == day), default=WHOLE_DAY)


def _axis_from(day: date, zone: str, clock: int, cells: int, step: int) -> Axis:
    """The axis that begins when the clock shows ``clock`` for the first time."""
    length = day_minutes(day, zone)[1]
    plain = Axis(day, zone, clock, min(cells, length // step), step)
    shift = clock - plain.clock(0)
    return plain if not shift else Axis(day, zone, max(0, clock + shift), plain.cells, step)


def scale(axis: Axis) -> str:
    """The hours above the plan: two figures at the start of each, of every second where a cell is half an hour."""
    hours = (f"{axis.clock(4 * n) // 60 % 24:02d}  " for n in range(-(-axis.cells // 4)))
    return "".join(hours)[: axis.cells]


def lane_spans(lane: LaneRow, axis: Axis, now: datetime, chosen: int | None, mark: MarkName = "cursor") -> list[Span]:
    """The cells of one technician; ``chosen`` is the appointment that has ``mark``: under the cursor, or grabbed."""
    if chosen is None and (told := _replanned(lane, axis, now)):
        return [(told, "plain")]
    signs = _ground(lane, axis, now)
    _write_absence(lane, axis, now, signs)
    marks: list[MarkName] = ["plain"] * axis.cells
    for block in lane.blocks:
        _draw_travel(block, axis, signs)
    for block in lane.blocks:
        _draw_block(block, axis, signs, marks, mark if block.appointment == chosen else None)
    return _joined(signs, marks)


def _ground(lane: LaneRow, axis: Axis, now: datetime) -> list[str]:
    away, here = away_cells(lane, axis, now), axis.at(now)
    signs = [_sign(lane, axis, index, away) for index in range(axis.cells)]
    if 0 <= here < axis.cells:
        signs[here] = "|"
    return signs


def _sign(lane: LaneRow, axis: Axis, index: int, away: list[range]) -> str:
    minute = axis.clock(index)
    if lane.hours is None or not lane.hours[0] <= minute < lane.hours[1]:
        return " "
    if any(index in cells for cells in away):
        return "x"
    if lane.lunch is not None and lane.lunch[0] <= minute < lane.lunch[1]:
        return "-"
    return ":" if lane.reserve is not None and lane.reserve[0] <= minute < lane.reserve[1] else "."


def away_cells(lane: LaneRow, axis: Axis, now: datetime) -> list[range]:
    """The cells in which he is not there. One whose digit says absent, and of whom no more is known, is away from now
    on until the end of today."""
    if not lane.away and lane.status == ABSENT and to_local(now, axis.zone).date() == axis.day:
        return [range(max(0, axis.at(now)), axis.cells)]
    return [
        range(max(0, axis.at(since)), min(axis.cells, axis.cells if until is None else axis.until(until)))
        for since, until in lane.away
    ]


def _write_absence(lane: LaneRow, axis: Axis, now: datetime, signs: list[str]) -> None:
    """Say until when he is away, in full or in short, never over an appointment, and beside the now-line where there is
    room for it."""
    visits = [range(axis.at(block.starts) - _way(block, axis), axis.until(block.ends)) for block in lane.blocks]
    busy = {index for visit in visits for index in visit}
    for cells, texts in zip(away_cells(lane, axis, now), _absences(lane, axis), strict=False):
        over = {index for index in cells if signs[index] in "x|" and index not in busy}
        beside = {index for index in over if signs[index] == "x"}
        places = ((text, free) for text in texts for free in (beside, over))
        ways = (
            (free, start, way) for text, free in places for way in (f"{text} ", text) for start in _starts(free, busy)
        )
        fits = ((start, text) for free, start, text in ways if free.issuperset(range(start, start + cell_len(text))))
        start, text = next(fits, (0, ""))
        signs[start : start + len(text)] = text


def _replanned(lane: LaneRow, axis: Axis, now: datetime) -> str:
    """What is said in place of a day on which he is not there at all: until when, and how many of his visits somebody
    else has to make. They are listed as work without technician, and drawn while the cursor is on him."""
    away = [block for block in lane.blocks if is_away(lane, block, now)]
    signs = _ground(lane, axis, now)
    if not away or len(away) < len(lane.blocks) or set(signs) - set("x| "):
        return ""
    count = ngettext("{n} to re-plan", "{n} to re-plan", len(away)).format(n=len(away))
    hours = "".join(signs).replace("|", "x")
    start, room = len(hours) - len(hours.lstrip()), len(hours.strip())
    texts = [text for span in _absences(lane, axis) for text in span]
    ways = (way.format(text, count) for text in texts for way in ("{} - {} ", "{} {} ", "{} {}"))
    told = next((way for way in ways if cell_len(way) <= room), "")
    return hours[:start] + told + hours[start + cell_len(told) :] if told else ""


def _starts(free: set[int], busy: set[int]) -> list[int]:
    """Where free cells begin, the last first; between two visits only where there is no better place."""
    starts = [index for index in sorted(free, reverse=True) if index - 1 not in free]
    return sorted(starts, key=lambda one: one - 1 in busy)


def _absences(lane: LaneRow, axis: Axis) -> list[tuple[str, ...]]:
    """What could be said of each absence, the longest first."""
    return [_until(until, axis, until == lane.rest_until) for _since, until in lane.away] or [(_("absent"),)]


def _until(until: datetime | None, axis: Axis, is_rest: bool) -> tuple[str, ...]:
    if until is None:
        return _("absent until unknown"), _("absent")
    local = to_local(until, axis.zone)
    last = local.date() if local.hour or local.minute else local.date() - timedelta(days=1)
    when = f"{local:%H:%M}" if local.date() == axis.day else f"{last:%d.%m.}"
    told = (_("rest until {when}"), _("rest {when}")) if is_rest else (_("absent until {when}"), _("to {when}"))
    return tuple(text.format(when=when) for text in told)


def _way(block: BlockRow, axis: Axis) -> int:
    """Cells of the way there."""
    return -(-block.travel_minutes // axis.step)


def _draw_travel(block: BlockRow, axis: Axis, signs: list[str]) -> None:
    ends = axis.at(block.starts)
    for index in range(ends - _way(block, axis), ends):
        if 0 <= index < axis.cells and signs[index] != "|":
            signs[index] = "~"


def _draw_block(block: BlockRow, axis: Axis, signs: list[str], marks: list[MarkName], chosen: MarkName | None) -> None:
    starts = axis.at(block.starts)
    first, last = max(0, starts), min(axis.cells, axis.until(block.ends))
    if last - first < 1:
        return
    drawn = _bracketed(block, last - first)
    mark = chosen or _MARKS.get(block.state, "plain")
    for offset, sign in enumerate(drawn):
        signs[first + offset], marks[first + offset] = sign, mark


def _bracketed(block: BlockRow, width: int) -> list[str]:
    """``width`` signs: name between brackets; a wide sign takes its cell and leaves an empty one behind it."""
    pair = brackets(block.state)
    left, right = pair[0], pair[1]
    if width == 1:
        return [left]
    suffix = " 2P" if block.two_person and width >= 10 else ""
    suffix += "!" if block.override or block.insisted else "?" if block.unconfirmed else ""
    if width == 2 and suffix:
        return [left, suffix]  # The left bracket tells the state.
    name = cell(block.customer_name, width - 2 - len(suffix)).rstrip() + suffix
    signs: list[str] = []
    for sign in name:
        wide = cell_len(sign)
        if wide == 0:
            continue
        signs += [sign] + [""] * (wide - 1)
    return [left, *signs[: width - 2], *[" "] * (width - 2 - len(signs)), right]


def _joined(signs: list[str], marks: list[MarkName]) -> list[Span]:
    spans: list[Span] = []
    for sign, mark in zip(signs, marks, strict=True):
        if spans and spans[-1][1] == mark:
            spans[-1] = (spans[-1][0] + sign, mark)
        else:
            spans.append((sign, mark))
    return spans
