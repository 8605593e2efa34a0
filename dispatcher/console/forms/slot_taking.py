"""Taking one of the best slots, or one of one's own: the command that what is chosen or typed makes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.slot_fields import OVERRIDE, SlotFields
from dispatcher.console.forms.slot_start import SlotStart
from dispatcher.domain.appointment import Book
from dispatcher.domain.calendar import show_span
from dispatcher.domain.inserting import InsertSlot, Push, refuse_broken
from dispatcher.domain.moving import US, MoveAppointment
from dispatcher.domain.planning import Stay, Worker
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.slots import Offer
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.slots import SlotsRow

_OUT = "technician out"


class SlotTaking(SlotFields):
    """The part of the form that takes a slot. ``row`` is None until it was read what can be had; ``at`` is the slot
    under the cursor."""

    def __init__(self, start: SlotStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(start, subject, ties, draft)
        self.row: SlotsRow | None = None
        self.at = 0

    def offer(self) -> Offer | None:
        """The slot under the cursor."""
        offers = self.row.offers if self.row is not None else ()
        return offers[self.at] if self.at < len(offers) else None

    def is_own(self) -> bool:
        """Whether a time or somebody of one's own choice was typed."""
        return bool(self.words("when") or self.words("who"))

    def command(self) -> Any | Refusal:
        """The slot that is chosen or typed, booked; or the appointment that must leave somebody, moved there."""
        if self.row is None:
            return Refusal("unread", _("It is being read ..."))
        refusal = self.refuse_fields()
        if refusal is not None:
            return refusal
        if self.is_own():
            return self._own_slot()
        offer = self.offer()
        if offer is None:
            return Refusal("when", _("No slot is chosen; type a time: wed 9"))
        return self._move(offer) if offer.job.appointment is not None else self._insert(offer)

    def _own_slot(self) -> Any | Refusal:
        placing = self.own(*default_of(self.offer()), files=True)
        if isinstance(placing, Refusal):
            return placing
        refusal = placing.refusal(self.words(OVERRIDE), self.role)
        if refusal is not None:
            return Refusal(refusal.code, self._with_a_way(refusal.sentence))
        crew = tuple(one.id for one in placing.workers)
        if placing.job.appointment is not None:
            return self._moved_to(placing.starts, placing.ends, crew, self.words(OVERRIDE))
        return InsertSlot(self._book(crew, placing.starts, placing.ends, placing.travel_minutes))

    def _with_a_way(self, sentence: str) -> str:
        return sentence if self.words(OVERRIDE) else f"{sentence}  {_('! = in spite of it, with a reason')}"

    def _insert(self, offer: Offer) -> InsertSlot | Refusal:
        reason = self.words(OVERRIDE)
        if offer.broken and not reason:
            stay = offer.broken[0].stay
            return refuse_broken(one_line(stay.customer_name), show_span(*(stay.window or _slot(stay)), self.zone))
        crew = tuple(one.id for one in offer.workers)
        pushes = tuple(
            Push(one.stay.appointment, one.starts, one.ends, one.travel_minutes, one.stay.version)
            for one in offer.bumps
        )
        return InsertSlot(self._book(crew, offer.starts, offer.ends, offer.travel_minutes), pushes, reason)

    def _book(self, crew: tuple[int, ...], starts: datetime, ends: datetime, travel: int) -> Book:
        assert self.row is not None
        return Book(
            self.start.ticket,
            crew,
            starts,
            ends,
            self.zone,
            window=self.window_on(starts),
            travel_minutes=travel,
            override=self.words(OVERRIDE),
            version=self.row.job.version,
            opener_name=self.words("opener"),
        )

    def _move(self, offer: Offer) -> MoveAppointment:
        crew = tuple(one.id for one in offer.workers)
        return self._moved_to(offer.starts, offer.ends, crew, self.words(OVERRIDE))

    def _moved_to(self, starts: datetime, ends: datetime, crew: tuple[int, ...], override: str) -> MoveAppointment:
        assert self.row is not None
        job = self.row.job
        assert job.appointment is not None
        told: dict[str, Any] = {"window": self.window_on(starts), "override": override, "seen": job.version}
        return MoveAppointment(job.appointment, starts, ends, crew, US, _OUT, **told)


def default_of(offer: Offer | None) -> tuple[Sequence[Worker], datetime | None]:
    """Who goes and when where only one of them is typed."""
    return (offer.workers, offer.starts) if offer is not None else ((), None)


def _slot(stay: Stay) -> tuple[datetime, datetime]:
    return stay.starts, stay.ends
