"""What a hand-over shows, as plain functions of what is known: for the box, and for the text file made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from dispatcher.console.wording import full_day, hour_minute, moment
from dispatcher.domain.calendar import to_local
from dispatcher.domain.handover import Item
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.desk_rows import HandoverRow
from dispatcher.values import dataclass

ENDS = {"kept": N_("kept"), "moved": N_("moved"), "broken": N_("broken"), "withdrawn": N_("withdrawn")}
"""How a promise ended that is still listed in a hand-over."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list: a heading, an item that was given, or one that is to be given. ``is_done`` is whether it
    was acknowledged; ``number`` counts what is to be given."""

    text: str
    row: HandoverRow | None = None
    item: Item | None = None
    number: int = 0
    is_done: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the cursor passes over it."""
        return self.row is None and self.item is None

    @property
    def key(self) -> object:
        """What it is, whatever its words."""
        if self.row is not None:
            return self.row.item
        return item_key(self.item) if self.item is not None else self.text

    @property
    def line(self) -> str:
        """As it stands in the list."""
        if self.is_heading:
            return self.text
        return f"[{'x' if self.is_done else ' '}] {f'{self.number:>2} ' if self.number else ''}{one_line(self.text)}"


def item_key(item: Item) -> tuple[str, object]:
    """What an item is about, whatever its words."""
    return item.kind, item.ref if item.ref is not None else item.text


def to_take(rows: Sequence[HandoverRow], taken: Collection[int], now: datetime, zone: str) -> Iterator[Shown]:
    """What waits for an acknowledgement, under who gave it and when."""
    known: int | None = None
    for row in rows:
        if row.id != known:
            known = row.id
            told = _("from {who}, {when}")
            name = " ".join(filter(None, (row.from_sign, one_line(row.from_name))))
            yield Shown(told.format(who=name, when=moment(row.given, now, zone)))
        yield Shown(_worded(row), row=row, is_done=row.item in taken)


def _worded(row: HandoverRow) -> str:
    """An item, and what became meanwhile of the promise that it is about."""
    return f"{row.text} - {_(ENDS[row.state])}" if row.state in ENDS else row.text


def to_give(items: Sequence[Item], marked: Collection[object], given: Sequence[HandoverRow]) -> Iterator[Shown]:
    """What there is to hand over; behind it what was handed over before and waits."""
    for number, item in enumerate(items, 1):
        yield Shown(item.text, item=item, number=number, is_done=item_key(item) in marked)
    if given:
        yield Shown(_("given, not acknowledged yet:"))
    for row in given:
        to = row.to_sign or _("next who comes")
        yield Shown(f"{to}: {_worded(row)}", row=row)


def headline(giver: str, receiver: str, now: datetime, zone: str) -> str:
    """Who gives to whom, and when."""
    who = receiver or _("next who comes")
    day = full_day(to_local(now, zone).date())
    return _("HANDOVER {giver} -> {receiver}  {when}").format(
        giver=giver, receiver=who, when=f"{day} {hour_minute(now, zone)}"
    )


def count_line(shown: Sequence[Shown]) -> str:
    """How many of the items are acknowledged."""
    items = [one for one in shown if not one.is_heading]
    return _("{n} of {all} acknowledged").format(n=sum(one.is_done for one in items), all=len(items)) if items else ""


def page(title: str, shown: Sequence[Shown]) -> str:
    """The same as a text file."""
    return "\n".join([title, "", *(one.line if one.is_heading else f"  {one.line}" for one in shown), ""])


def page_name(now: datetime, zone: str) -> str:
    """What the file is called."""
    return f"{_('handover')}-{to_local(now, zone):%Y-%m-%d-%H%M}.txt"
