"""What happened in an office: tickets, contacts and appointments, mixed as they come, up to this minute."""

from __future__ import annotations

from array import array
from datetime import datetime, timedelta
from typing import Any

from dispatcher.domain.appointment import RELEASED, blocked
from dispatcher.domain.ticket import FIRST_NUMBER
from dispatcher.domain.verbs import BOOK, FILE_TICKET, NOTE
from dispatcher.store.index import search_text
from tests.bench.loader import Loader
from tests.bench.people import SIGNS
from tests.bench.scale import NOW, ZONE, Scale
from tests.bench.schedule import TRAVEL, Slot
from tests.bench.town import THINGS, Town

OPEN_TICKETS = 400
WITH_APPOINTMENT = 100
"""So many of the open tickets wait for their appointment."""
OPEN_EVERY = 6
"""One in six of the newest tickets is open."""
TICKET, CONTACT, APPOINTMENT = 0, 1, 2
CHANNELS = "TTTMPSV"


class Years:
    """Draws the entries in the order of their instants and hands them to the loader."""

    def __init__(self, loader: Loader, town: Town, scale: Scale, slots: list[Slot], sites: array[int]) -> None:
        """``sites`` holds each customer's first site."""
        self._load = loader
        self._town = town
        self._scale = scale
        self._slots = slots
        self._sites = sites
        self._owners = array("q", [0])
        self._latest = array("q", [0]) * (scale.customers + 1)
        self._waiting: list[int] = []
        self._booked = self._noted = 0

    def add(self, begins: datetime) -> None:
        """Everything from ``begins`` on."""
        scale = self._scale
        kinds = bytearray([TICKET] * scale.tickets + [CONTACT] * scale.contacts + [APPOINTMENT] * scale.appointments)
        first, rest = kinds[:100], kinds[100:]
        self._town.shuffle(rest)
        step = (NOW - timedelta(minutes=5) - begins) / len(kinds)
        draw = (self._ticket, self._contact, self._appointment)
        for number, kind in enumerate(first + rest):
            draw[kind]((begins + number * step).replace(microsecond=0))

    def _ticket(self, happened: datetime) -> None:
        ident, town, number = len(self._owners), self._town, FIRST_NUMBER - 1 + len(self._owners)
        customer = 1 + town.skewed(self._scale.customers)
        self._owners.append(customer)
        self._latest[customer] = ident
        title, text = f"{town.one_of(THINGS)}: {town.sentence()}", town.text()
        values = {
            "number": number, "customer_id": customer, "site_id": self._sites[customer], "title": title, "text": text,
            "urgent": ident % 11 == 0, "reported_at": happened, **self._ball(ident, happened),
        }  # fmt: skip
        self._load.add("ticket", ident, values)
        payload = {"text": f"{title}\n{text}", "direction": "in", "channel": "T", "person": "", "number": number}
        links = [("customer", customer), ("site", self._sites[customer]), ("ticket", ident)]
        self._load.entry(
            happened, town.one_of(SIGNS), FILE_TICKET, links, payload, town.salt(), search_text(title, text)
        )

    def _ball(self, ident: int, happened: datetime) -> dict[str, Any]:
        """Where a ticket stands: most have ended, the open ones wait for us, somebody, or their appointment."""
        number, odd = divmod(ident - (self._scale.tickets - OPEN_TICKETS * OPEN_EVERY), OPEN_EVERY)
        closed, holder, who, step, due = None, ("us", "customer", "other")[number % 3], "", "Rückruf", None
        state = "waiting"
        if number < 1 or odd:
            state, holder, step = "closed", "us", ""
            closed = min(happened + timedelta(days=1 + ident % 20), NOW - timedelta(minutes=1))
        elif number <= WITH_APPOINTMENT:
            self._waiting.append(ident)
            state, holder, step, due = "planned", "appointment", "Termin halten", NOW + timedelta(days=1 + number % 8)
        else:
            who = "" if holder == "us" else self._town.person()
            due = NOW + timedelta(hours=7 * (number % 60) - 60)
        ball = {"ball": holder, "ball_who": who, "next_step": step, "due_at": due}
        return {"state": state, "closed_at": closed, **ball}

    def _contact(self, happened: datetime) -> None:
        town, self._noted = self._town, self._noted + 1
        customer = 1 if self._noted % self._scale.big_share == 0 else 2 + town.skewed(self._scale.customers - 1)
        text, direction, ticket = town.text(), town.one_of(("in", "out", "internal")), self._latest[customer]
        links = [("customer", customer), *([("ticket", ticket)] if ticket and self._noted % 3 == 0 else [])]
        payload = {"text": text, "direction": direction, "channel": town.one_of(CHANNELS), "person": ""}
        self._load.entry(happened, town.one_of(SIGNS), NOTE, links, payload, town.salt(), search_text(text))

    def _appointment(self, happened: datetime) -> None:
        slot, self._booked = self._slots[self._booked], self._booked + 1
        ident, ticket = self._booked, self._ticket_for(slot)
        values = {
            "ticket_id": ticket, "state": slot.state, "starts_at": slot.starts, "ends_at": slot.ends, "zone": ZONE,
            "travel_minutes": TRAVEL,
        }  # fmt: skip
        start, end = blocked(slot.starts, slot.ends, TRAVEL)
        block = {
            "appointment_id": ident, "technician_id": slot.technician, "blocked_from": start, "blocked_until": end,
            "active": slot.state not in RELEASED,
        }  # fmt: skip
        self._load.add("appointment", ident, values)
        self._load.add("assignment", ident, block)
        payload = {
            "text": "", "starts": slot.starts, "ends": slot.ends, "zone": ZONE, "state": slot.state,
            "technicians": [f"T{slot.technician:02d}"],
        }  # fmt: skip
        links = [("customer", self._owners[ticket]), ("ticket", ticket), ("appointment", ident)]
        links.append(("technician", slot.technician))
        self._load.entry(happened, self._town.one_of(SIGNS), BOOK, links, payload, self._town.salt())

    def _ticket_for(self, slot: Slot) -> int:
        """A ticket that waits for what lies ahead, one of the newest for what is over."""
        if slot.ends > NOW:
            return self._waiting[self._booked % len(self._waiting)]
        return max(1, len(self._owners) - 1 - self._town.below(300))
