"""A technician and his digit in the command line: ``wo4``, ``wo 4 0905``, from anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.queue_visits import ABSENT
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.reported import reported_at
from dispatcher.domain.status import AT_ONCE
from dispatcher.domain.technician import STATUS
from dispatcher.domain.text import fold, one_line
from dispatcher.locale import _
from dispatcher.queries.rows import LaneRow

if TYPE_CHECKING:
    from dispatcher.console.commands import Order, Scene

_STATUS = re.compile(r"([^\W\d_]{2,})\s*(\d)(?:\s+(.*))?", re.DOTALL)
_MOST_NAMED = 5


def read_status(text: str, scene: Scene) -> Order | Refusal | None:
    """What ``wo 4`` comes to, with a time behind it where that was earlier; None where it names no technician.

    Refuses a beginning that several share, a time that is none or still to come, and a time behind a digit that asks
    for one itself."""
    found = _STATUS.fullmatch(text)
    fits = _named(found[1], scene.lanes) if found is not None else []
    if found is None or not fits:
        return None
    if len(fits) > 1:
        names = ", ".join(one_line(lane.name) for lane in fits[:_MOST_NAMED])
        return Refusal("technician", _("Which one: {names}?").format(names=names))
    return _order(fits[0], int(found[2]), (found[3] or "").strip(), scene)


def _named(typed: str, lanes: Sequence[LaneRow]) -> list[LaneRow]:
    """Those whose code is that, else those whose code or name begins so."""
    said = fold(typed)
    exact = [lane for lane in lanes if fold(lane.code) == said]
    return exact or [lane for lane in lanes if fold(lane.code).startswith(said) or fold(lane.name).startswith(said)]


def _order(lane: LaneRow, digit: int, rest: str, scene: Scene) -> Order | Refusal:
    from dispatcher.console.commands import Order

    if digit == ABSENT:
        told = [one_line(lane.name), _(STATUS[digit]), _("until {when}").format(when=rest) if rest else ""]
        return Order("status", "  ".join(told).rstrip(), digit, technician=lane.technician, text=rest)
    at = reported_at(rest, scene.now, scene.zone) if rest else None
    if rest and (at is None or at > scene.now or digit not in AT_ONCE):
        sentence = _("No time that has passed: {text}") if digit in AT_ONCE else _("Nothing stands behind {digit}.")
        return Refusal("time", sentence.format(text=rest, digit=digit))
    current = next_visit(lane.blocks, scene.now)
    told = [one_line(lane.name), _(STATUS[digit])]
    told += [one_line(current.customer_name)] if current is not None else []
    return Order("status", "  ".join([*told, rest]).rstrip(), digit, technician=lane.technician, at=at)
