"""The lines of the box of the best slots: what is offered, why, what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len

from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.domain.calendar import local_day, show_span
from dispatcher.domain.placing import Placing
from dispatcher.domain.slot_words import (
    about_words,
    bump_words,
    calls_words,
    domino,
    reasons,
    travel_words,
    when_words,
    who_words,
)
from dispatcher.domain.slots import Offer
from dispatcher.domain.technician import DAYS
from dispatcher.domain.text import one_line
from dispatcher.locale import _

_WHO, _WHEN = 9, 11
"""Cells of who goes, and of a time of today."""
_NAME, _SHORTEST = 16, 3
"""Signs of a customer's name beside a time, and those that are left of it where there is no room: states are never
cut."""
WHY_ROWS, _DOMINO_ROWS = 3, 2
_A_WEEK = 6


def offer_lines(offers: Sequence[Offer], chosen: int, zone: str, now: datetime, width: int) -> list[Line]:
    """One line an offer, with the digit that chooses it; the chosen one is marked."""
    today = local_day(now, zone)
    return [
        _offer_line(number, one, zone, today, width, is_chosen=number == chosen) for number, one in enumerate(offers)
    ]


def _offer_line(number: int, offer: Offer, zone: str, today: date, width: int, *, is_chosen: bool) -> Line:
    who = cell(who_words(offer), max(_WHO, min(cell_len(who_words(offer)), _WHO * len(offer.workers))))
    span = _span(offer, zone, today)
    left = f"{'>' if is_chosen else ' '}{number + 1} {who} {cell(span, max(_WHEN, cell_len(span)))} "
    left += f"{travel_words(offer)} "
    room = width - cell_len(left) - 1
    mark: MarkName = "due" if offer.broken or not offer.is_own_word_kept else "plain"
    return (left, "head" if is_chosen else "plain"), (cell(_about(offer, zone, room), max(0, room)), mark)


def _span(offer: Offer, zone: str, today: date) -> str:
    """Within a week the weekday tells which day it is; the line below tells the date."""
    day, said = local_day(offer.starts, zone), when_words(offer, zone, today)
    return said if not 0 < (day - today).days <= _A_WEEK else f"{_(DAYS[day.weekday()])} {said[-_WHEN:]}"


def _about(offer: Offer, zone: str, room: int) -> str:
    """Of whoever is pushed back the name gives way, not what becomes of him."""
    if not offer.bumps:
        return about_words(offer, zone)
    more = f"  +{len(offer.bumps) - 1}" if len(offer.bumps) > 1 else ""
    gravest = bump_words(offer.bumps[0], zone, _NAME) + more
    name = min(_NAME, len(offer.bumps[0].stay.customer_name))
    return about_words(offer, zone, short=max(_SHORTEST, name - max(0, cell_len(gravest) - room)))


def why_lines(offer: Offer, number: int, zone: str, width: int) -> list[Line]:
    """Why the chosen one is good, and what it does to the rest of the day; always as many lines."""
    span = show_span(offer.starts, offer.ends, zone)
    told = wrap(f"{_('Why {n}').format(n=number)}: {span}; {'; '.join(reasons(offer))}", width - 2)
    rest = _domino_lines(offer, number, zone, width - 2) if offer.bumps else []
    lines: list[Line] = [((f" {line}", "plain"),) for line in [*told[: WHY_ROWS - len(rest)], *rest]]
    return [*lines, *[()] * (WHY_ROWS - len(lines))]


def _domino_lines(offer: Offer, number: int, zone: str, width: int) -> list[str]:
    """At most two; how many have to be called stands at their end, whatever has no room."""
    calls = calls_words(offer)
    told = wrap(f"{_('Domino of {n}').format(n=number)}: {domino(offer, zone, whole=True)}.", width)[:_DOMINO_ROWS]
    if cell_len(f"{told[-1]}  {calls}") > width and len(told) < _DOMINO_ROWS:
        return [*told, calls]
    return [*told[:-1], f"{cell(told[-1], min(cell_len(told[-1]), width - cell_len(calls) - 2))}  {calls}"]


def own_lines(placing: Placing | None, sentence: str, zone: str, width: int) -> list[Line]:
    """What speaks against the slot that was typed; always as many lines."""
    if placing is None:
        texts = [sentence]
        mark: MarkName = "due"
    else:
        names = " + ".join(one.name for one in placing.workers)
        span = show_span(placing.starts, placing.ends, zone)
        found = "; ".join(one.sentence for one in placing.findings) or _("nothing speaks against it")
        mark = "due" if any(one.weight != "hint" for one in placing.findings) else "plain"
        travel = _("travel {n}").format(n=placing.travel_minutes)
        texts = wrap(f"{names} {span}  {travel}: {found}", width - 1)
    lines: list[Line] = [((f" {one_line(text)}", mark),) for text in texts[:WHY_ROWS]]
    return [*lines, *[()] * (WHY_ROWS - len(lines))]


def unable_lines(texts: Sequence[str], width: int, rows: int) -> list[Line]:
    """Who is not offered, each with the reason, one behind the other on at most so many lines."""
    told = wrap(f"- {'; '.join(texts)}", width - 2) if texts else []
    return [((f" {cell(one_line(text), width - 2)}", "done"),) for text in told[:rows]]
