"""What is said about a technician beside his day: what is wrong first, else from when he is free."""

from __future__ import annotations

from datetime import date, datetime

from dispatcher.console.widgets.marks import Span
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.calendar import to_local
from dispatcher.domain.delay import minutes_ahead, slip
from dispatcher.domain.free import free_from
from dispatcher.domain.queue_visits import ASKS_FOR_A_CALL, is_away, minutes_late
from dispatcher.locale import _, ngettext
from dispatcher.queries.rows import LaneRow

_NO_ACCESS = 9


def lane_note(lane: LaneRow, day: date, zone: str, now: datetime, hidden: int) -> Span:
    """A word in twelve cells; ``hidden`` appointments lie behind the hours on show."""
    trouble = lane_trouble(lane, day, zone, now)
    if trouble is not None:
        return trouble
    if hidden:
        return ngettext("{n} later", "{n} later", hidden).format(n=hidden), "plain"
    if lane.hours is None:
        return _("off"), "done"
    if (ahead := minutes_ahead(lane.blocks, now)) and to_local(now, zone).date() == day:
        return _("+{n} min").format(n=ahead), "plain"
    if is_on_call(lane, day, zone, now):
        return _("on call"), "plain"
    free = free_from(lane, day, zone, now)
    if free is None:
        return _("full"), "done"
    return f"{_('free')} {free // 60:02d}:{free % 60:02d}", "plain"


def is_on_call(lane: LaneRow, day: date, zone: str, now: datetime) -> bool:
    """Whether he is on call: now, where the plan shows today; else at some time of the day."""
    is_today = to_local(now, zone).date() == day
    return any(not is_today or (since <= now and (until is None or now < until)) for since, until in lane.on_call)


def lane_trouble(lane: LaneRow, day: date, zone: str, now: datetime) -> Span | None:
    """What is wrong with his day, the weightiest; None where nothing is. Digits and delays are today's."""
    is_today = to_local(now, zone).date() == day
    slipped = slip(lane.blocks, now)
    late = max((minutes_late(block, now) for block in lane.blocks), default=0)
    late = max(late, slipped[1]) if slipped is not None else late
    away = sum(is_away(lane, block, now) for block in lane.blocks)
    if is_today and lane.status == _NO_ACCESS:
        return f"{_('NO ACCESS')} !!", "alarm"
    if is_today and late and not away:
        return f"{_('-{n} min').format(n=late)} !", "due"
    if away and (is_today or lane.away):
        return f"{ngettext('{n} open', '{n} open', away).format(n=away)} !", "due"
    if is_today and lane.status == ASKS_FOR_A_CALL:
        return f"{_('ASKS CALL')} !", "due"
    return None


def has_doubts(lane: LaneRow) -> bool:
    """Whether something of his that still stands was pushed through, or is not confirmed any more."""
    standing = (block for block in lane.blocks if block.state not in OVER | RELEASED)
    return any(block.override or block.insisted or block.unconfirmed for block in standing)
