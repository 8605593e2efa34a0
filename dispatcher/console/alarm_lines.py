"""What the alarm header says: the weightiest cards of the queue in a few words, and how long the queue is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from rich.cells import cell_len

from dispatcher.console.card_words import card_words
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell, whole_words
from dispatcher.console.wording import due, weekday
from dispatcher.domain.calendar import to_local
from dispatcher.domain.queue import Card, Rank, weightiest
from dispatcher.domain.text import one_line
from dispatcher.locale import _

MOST_TEXTS = 5
_NAME = 18
"""Cells of a customer's name in an alarm."""
_TITLED_FROM = 120
"""Columns from which an emergency tells its fault."""
_LONGEST = 48
"""Cells of an alarm."""
_GROUPED = (Rank.UNMANNED, Rank.UNCONFIRMED)
Text = tuple[str, Sequence[Card]]
"""A text of the header and the cards it stands for."""


def alarm_line(cards: Sequence[Card], now: datetime, zone: str, width: int, next_day: date | None) -> Line:
    """The alarm header's own line; ``next_day`` is the next working day."""
    loud = [card for card in cards if card.weight]
    if not loud:
        return _quiet(cards, now, zone, width)
    spans, shown = _fitting(list(_texts(loud, now, zone, width, next_day)), width - _tail_room(cards))
    return _closed(spans, len(cards) - shown, len(cards), width, _("Space"))


def short_alarm(cards: Sequence[Card], now: datetime, zone: str, width: int, next_day: date | None) -> Line:
    """The same in ``width`` cells beside the clock: the first alarm, how many more where there is room, and the
    queue's length. What is too long ends with a whole word."""
    loud = [card for card in cards if card.weight]
    if not loud:
        text, tail = f" {_('no alarms')}", f" ({len(cards)})" if cards else ""
        long = f"   {_('Space')}{tail}" if cards else ""
        return ((cell(text + (long if cell_len(text + long) <= width else tail), width), "plain"),)
    text, stands_for = next(_texts(loud, now, zone, 0, next_day))
    sign = weightiest(stands_for)
    tail = _tail(len(cards) - len(stands_for), len(cards), "")
    room = width - len(sign) - 2
    if cell_len(text) + cell_len(tail) > room:
        tail = f" ({len(cards)})"
    left = max(0, room - cell_len(tail))
    return ((f" {sign} ", _mark(sign)), (cell(whole_words(text, left), left), "head"), (tail, "plain"))


def alarm_row(card: Card, now: datetime, zone: str, width: int) -> Line:
    """One card as a line of its own."""
    text = alarm_text(card, now, zone, width)
    return ((f" {card.weight:<2} ", _mark(card.weight)), (cell(text, width - 4), "plain"))


def _quiet(cards: Sequence[Card], now: datetime, zone: str, width: int) -> Line:
    if not cards:
        return ((f" {_('no alarms   nothing is waiting')}", "plain"),)
    first = cards[0]
    when = f"{due(first.at, now, zone)} " if first.at is not None and first.rank is not Rank.DRAFT else ""
    about = f"{_name(first)}: {one_line(first.text)}" if first.text else alarm_text(first, now, zone, width)
    told = " " + _("no alarms   next: {what}").format(what=f"{when}{about}")
    tail = f"   {_('Space')} ({len(cards)}) "
    return ((cell(told, min(cell_len(told), width - cell_len(tail))), "plain"), (tail, "plain"))


def _texts(cards: Sequence[Card], now: datetime, zone: str, width: int, next_day: date | None) -> Iterator[Text]:
    """Each card's text in order; several appointments of one kind are one text, those of today apart."""
    told: set[tuple[Rank, str]] = set()
    for card in cards:
        group = _group(card, now, zone, next_day)
        several = [one for one in cards if _group(one, now, zone, next_day) == group] if group else [card]
        if group is None or (len(several) == 1 and card.rank is not Rank.UNCONFIRMED):
            yield alarm_text(card, now, zone, width), (card,)
        elif group not in told:
            told.add(group)
            yield _several(*group, len(several)), several


def _group(card: Card, now: datetime, zone: str, next_day: date | None) -> tuple[Rank, str] | None:
    """What is told in one text; None for a card with a text of its own."""
    if card.rank not in _GROUPED:
        return None
    if card.rank is Rank.UNMANNED or card.at is None:
        return card.rank, ""
    day, today = to_local(card.at, zone).date(), to_local(now, zone).date()
    if day == today:
        return card.rank, _("today")
    if next_day is None or day > next_day:
        return card.rank, _("later") if next_day is not None else _("tomorrow")
    return card.rank, _("tomorrow") if next_day - today == timedelta(days=1) else weekday(next_day)


def _several(rank: Rank, day: str, count: int) -> str:
    if rank is Rank.UNMANNED:
        return _("{n} without technician").format(n=count)
    return _("{n} open {day}").format(n=count, day=day)


def alarm_text(card: Card, now: datetime, zone: str, width: int) -> str:
    """What one card says in the header."""
    fault = _fault(card.text) if card.rank is Rank.EMERGENCY and width >= _TITLED_FROM else ""
    return whole_words(card_words(card, now, zone, name=_name(card), fault=fault), _LONGEST)


def _name(card: Card) -> str:
    name = one_line(card.name)
    if cell_len(name) <= _NAME:
        return name
    return cell(name, _NAME).rstrip()


def _fault(title: str) -> str:
    """The fault in its first words."""
    words = re.split(r"[:;,(]", one_line(title))[0].strip()
    return words if cell_len(words) <= _NAME + 4 else cell(words, _NAME + 4).rstrip()


def _mark(weight: str) -> MarkName:
    return "alarm" if weight == "!!" else "due" if weight else "plain"


def _fitting(texts: Sequence[Text], room: int) -> tuple[list[Span], int]:
    """The first texts that have room, and how many cards they stand for."""
    spans: list[Span] = []
    shown = used = 0
    for text, cards in texts[:MOST_TEXTS]:
        sign = weightiest(cards)
        between = " |" if spans else ""
        size = cell_len(text) + len(sign) + 3 + len(between)
        if spans and used + size > room:
            break
        spans += [(between, "plain"), (f" {sign} ", _mark(sign)), (cell(text, min(cell_len(text), room)), "head")]
        used += size
        shown += len(cards)
    return spans, shown


def _tail(more: int, count: int, key: str) -> str:
    return f"  {f'+{more}' if more > 0 else ''}  {key} ({count}) ".replace("   (", " (").replace("    ", "  ")


def _tail_room(cards: Sequence[Card]) -> int:
    return cell_len(_tail(len(cards), len(cards), _("Space")))


def _closed(spans: list[Span], more: int, count: int, width: int, key: str) -> Line:
    tail = _tail(more, count, key)
    gap = max(0, width - sum(cell_len(text) for text, _sign in spans) - cell_len(tail))
    return (*spans, (" " * gap, "plain"), (tail, "plain"))
