"""A technician's day as cells of 15 minutes: brackets are the state, so the plan is read without colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rich.cells import cell_len

from dispatcher.console.widgets.marks import MarkName, Span, cell
from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import to_local
from dispatcher.domain.queue_visits import ABSENT
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow, LaneRow

CELL_MINUTES = 15
_MARKS: dict[str, MarkName] = {"on site": "onsite", "done": "done", "interrupted": "done", "no access": "alarm"}


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours a plan shows: local minutes after midnight of the first cell, and how many cells there are."""

    day: date
    zone: str
    first: int
    cells: int

    def at(self, instant: datetime) -> int:
        """The cell of ``instant``, which may lie before the first or behind the last; by the clock on the wall."""
        local = to_local(instant, self.zone)
        minutes = (local.date() - self.day).days * 1440 + local.hour * 60 + local.minute
        return (minutes - self.first) // CELL_MINUTES

    def until(self, instant: datetime) -> int:
        """The cell behind the last one that a span ending at ``instant`` touches."""
        local = to_local(instant, self.zone)
        minutes = (local.date() - self.day).days * 1440 + local.hour * 60 + local.minute
        return -((self.first - minutes) // CELL_MINUTES)


def axis_for(day: date, zone: str, cells: int, now: datetime, lanes: tuple[LaneRow, ...]) -> Axis:
    """The axis for ``cells`` cells: from 07:00, earlier where somebody starts earlier; a narrow one follows now."""
    first = 7 * 60
    if cells < 40:
        local = to_local(now, zone)
        first = max(0, min(local.hour - 1, 24 - cells // 4)) * 60 if local.date() == day else 7 * 60
    else:
        axis = Axis(day, zone, 0, 96)
        starts = [axis.at(block.starts) * CELL_MINUTES for lane in lanes for block in lane.blocks]
        first = max(0, min([first, *(start // 60 * 60 for start in starts if start >= 0)]))
    return Axis(day, zone, min(first, max(0, 1440 - cells * CELL_MINUTES)), cells)


def scale(axis: Axis) -> str:
    """The hours above the plan: two figures at the start of each."""
    hours = (f"{(axis.first // 60 + n) % 24:02d}  " for n in range(-(-axis.cells // 4)))
    return "".join(hours)[: axis.cells]


def lane_spans(lane: LaneRow, axis: Axis, now: datetime, chosen: int | None) -> list[Span]:
    """The cells of one technician; ``chosen`` is the appointment under the cursor."""
    signs = _ground(lane, axis, now)
    _write_absence(lane, axis, now, signs)
    marks: list[MarkName] = ["plain"] * axis.cells
    for block in lane.blocks:
        _draw_travel(block, axis, signs)
    for block in lane.blocks:
        _draw_block(block, axis, signs, marks, chosen)
    return _joined(signs, marks)


def _ground(lane: LaneRow, axis: Axis, now: datetime) -> list[str]:
    away, here = away_cells(lane, axis, now), axis.at(now)
    signs = [_sign(lane, axis, index, away) for index in range(axis.cells)]
    if 0 <= here < axis.cells:
        signs[here] = "|"
    return signs


def _sign(lane: LaneRow, axis: Axis, index: int, away: list[range]) -> str:
    minute = axis.first + index * CELL_MINUTES
    if lane.hours is None or not lane.hours[0] <= minute < lane.hours[1]:
        return " "
    if any(index in cells for cells in away):
        return "x"
    return "-" if lane.lunch is not None and lane.lunch[0] <= minute < lane.lunch[1] else "."


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
    """Say until when he is away, in full or in short: behind the now-line or before it, never over an appointment."""
    taken = sorted({axis.at(now), *(axis.at(block.starts) for block in lane.blocks)})
    for cells, texts in zip(away_cells(lane, axis, now), _absences(lane, axis), strict=False):
        starts = [index for index in cells if signs[index] == "x" and (index == cells.start or signs[index - 1] != "x")]
        rooms = [(start, min([cells.stop, *(one for one in taken if one > start)]) - start) for start in starts]
        fits = ((start, text) for text in texts for start, room in reversed(rooms) if room >= cell_len(text))
        start, text = next(fits, (0, ""))
        signs[start : start + len(text)] = text


def _absences(lane: LaneRow, axis: Axis) -> list[tuple[str, ...]]:
    """What could be said of each absence, the longest first."""
    return [_until(until, axis) for _since, until in lane.away] or [(_("absent"),)]


def _until(until: datetime | None, axis: Axis) -> tuple[str, ...]:
    if until is None:
        return _("absent until unknown"), _("absent")
    local = to_local(until, axis.zone)
    last = local.date() if local.hour or local.minute else local.date() - timedelta(days=1)
    when = f"{local:%H:%M}" if local.date() == axis.day else f"{last:%d.%m.}"
    return _("absent until {when}").format(when=when), _("to {when}").format(when=when)


def _draw_travel(block: BlockRow, axis: Axis, signs: list[str]) -> None:
    ends = axis.at(block.starts)
    for index in range(ends - -(-block.travel_minutes // CELL_MINUTES), ends):
        if 0 <= index < axis.cells and signs[index] != "|":
            signs[index] = "~"


def _draw_block(block: BlockRow, axis: Axis, signs: list[str], marks: list[MarkName], chosen: int | None) -> None:
    starts = axis.at(block.starts)
    # In the night of the clock change a visit may end at the time on the wall at which it began.
    first, last = max(0, starts), min(axis.cells, max(starts + 1, axis.until(block.ends)))
    if last - first < 1:
        return
    drawn = _bracketed(block, last - first)
    mark: MarkName = "cursor" if block.appointment == chosen else _MARKS.get(block.state, "plain")
    for offset, sign in enumerate(drawn):
        signs[first + offset], marks[first + offset] = sign, mark


def _bracketed(block: BlockRow, width: int) -> list[str]:
    """``width`` signs: name between brackets; a wide sign takes its cell and leaves an empty one behind it."""
    pair = brackets(block.state)
    left, right = pair[0], pair[1]
    if width == 1:
        return [left]
    suffix = "2P" if block.two_person and width >= 10 else ""
    name = cell(block.customer_name, width - 2 - len(suffix)) + suffix
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
