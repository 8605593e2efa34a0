"""The embassy's month, event by event with the clock set: what must be true right after each, by the commands alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor, login
from dispatcher.store.create import founding
from dispatcher.store.place import find
from tests.cli.conftest import Run, Said

BEGINS = datetime(2026, 10, 12, 7, 0, tzinfo=ZoneInfo("Europe/Berlin"))
FAULT, CHASER, SECOND_CHASER = "T-1001", "T-1002", "T-1003"


@dataclass(frozen=True)
class Desk:
    """A dispatcher who types commands at an instant of that autumn."""

    run: Run
    store: Path

    def at(self, clock: str, *words: str) -> Said:
        return self.run("--now", clock, *words, at=self.store)

    def does(self, clock: str, *words: str) -> Said:
        said = self.at(clock, *words)
        assert (said.code, said.err) == (0, ""), said
        return said

    def queue(self, clock: str) -> list[tuple[str, str]]:
        """The cards from the top: what makes each, and its ticket."""
        cards = self.does(clock, "queue", "--json").json["cards"]
        return [(card["kind"], card["ticket"]) for card in cards]

    def moves(self) -> dict[str, int]:
        """How often whom moved something of the fault, as far as anybody did."""
        counts = self.does("2026-11-24T10:00", "moves", FAULT, "--json").json["counts"]
        return {party: n for party, n in counts.items() if n}

    def clock(self, clock: str) -> tuple[str, dict[str, Any]]:
        """How the clock of the fault stands at that instant, and its newest segment."""
        told = self.does(clock, "clock", FAULT, "--json").json
        return told["state"], told["segments"][-1]

    def history(self) -> str:
        return self.does("2026-11-24T10:00", "history", "K-1001").out


Event = Callable[[Desk], None]
EVENTS: list[Event] = []


def event(one: Event) -> Event:
    """The next thing that happens."""
    EVENTS.append(one)
    return one


@event
def the_fault_is_urgent_and_not_before_next_week(desk: Desk) -> None:
    desk.does(
        "2026-10-12T08:15", "ticket", "K-1001", "URGENT, technician needed on site !",
        "--earliest", "19.10 8-10", "--person", "Calvet", "--channel", "T", "--minutes", "120", "--until", "19.10 8",
    )  # fmt: skip
    assert desk.queue("2026-10-15T09:00") == []
    assert "[URGENT] [earliest 19.10.]" in desk.history()
    state, since = desk.clock("2026-10-15T09:00")
    assert (state, since["reason"], since["from"][:16]) == ("stopped", "wish", "2026-10-12T08:15")


@event
def he_gets_the_first_time_he_names(desk: Desk) -> None:
    said = desk.does("2026-10-12T08:20", "book", FAULT, "--technician", "wolff", "--at", "19.10 8", "--window", "8-10")
    assert "Mon 19.10.2026 08:00-10:00" in said.out
    assert desk.queue("2026-10-15T09:00") == []


@event
def the_day_before_lists_it_as_unconfirmed_with_its_opener_and_without_a_deputy(desk: Desk) -> None:
    assert desk.queue("2026-10-15T14:00") == []
    assert desk.queue("2026-10-16T14:00") == [("unconfirmed", FAULT)]
    told = desk.does("2026-10-16T14:00", "queue").out
    assert "Botschaft der Republik Tarvonien not confirmed, deputy?" in told


@event
def the_technician_reports_a_move_by_the_customer(desk: Desk) -> None:
    said = desk.does(
        "2026-10-19T07:35", "move", FAULT, "--to", "1w", "--asked-by", "customer", "--reason", "contact-away",
        "--via", "Calvet", "--reported-by", "Wolff", "--window", "8-10",
    ).out  # fmt: skip
    assert "19.10. 08-10 -> 26.10. 08-10  customer: contact away  via Calvet  reported by Wolff" in said
    assert desk.moves() == {"customer": 1}
    assert "Calvet: appointment moved T-1001 19.10. 08-10 -> 26.10. 08-10, customer: contact away" in desk.history()
    said = desk.does("2026-10-19T07:36", "confirm", FAULT, "--opener", "Calvet", "--deputy", "Bonnard").out
    assert said == "T-1001 appointment 1 confirmed: Mon 26.10.2026 08:00-10:00, Herr Calvet opens.\n"
    desk.does("2026-10-19T07:37", "follow-up", FAULT, "23.10 14")
    assert desk.queue("2026-10-19T08:30") == []


@event
def the_portal_asks_where_he_stays_and_it_is_the_same_matter(desk: Desk) -> None:
    said = desk.does("2026-10-20T08:30", "ticket", "K-1001", "Bitte DRINGEND endlich Techniker !", "--channel", "P")
    assert f"It probably belongs to {FAULT}: dispatcher merge {CHASER} {FAULT}" in said.out
    merged = desk.does("2026-10-20T08:32", "merge", CHASER, FAULT, "--json").json
    assert (merged["ticket"], merged["reports"]) == (FAULT, 2)
    assert desk.queue("2026-10-20T08:33") == []
    assert "URGENT, technician needed on site" in desk.history()
    assert "Bitte DRINGEND endlich Techniker" in desk.history()


@event
def the_customer_will_call(desk: Desk) -> None:
    away = ("absence", "Calvet", "--customer", "K-1001", "--from", "today", "--until", "unknown")
    desk.does("2026-10-20T11:04", *away)
    assert desk.queue("2026-10-20T11:04") == [("unconfirmed", FAULT)], "whoever opens is away"
    assert "not confirmed, opener away" in desk.does("2026-10-20T11:04", "queue").out
    desk.does(
        "2026-10-20T11:05", "note", "K-1001", "Calvet absent, the customer will call back =c", "--out", "--channel",
        "T", "--ticket", CHASER, "--person", "Sorel",
    )  # fmt: skip
    (owed,) = desk.does("2026-10-20T11:06", "promises", "--open", "--json").json["promises"]
    assert (owed["side"], owed["due"]) == ("theirs", "2026-10-22T09:00:00+02:00")
    assert desk.queue("2026-10-22T08:59") == [("unconfirmed", FAULT)], "one card for both"


@event
def nobody_called_and_the_deputy_is_tried_first(desk: Desk) -> None:
    assert desk.queue("2026-10-22T09:00") == [("unconfirmed", FAULT)]
    desk.does("2026-10-22T09:05", "attempt", FAULT, "--outcome", "no-answer")
    assert "Frau Bonnard: call attempt" in desk.history()


@event
def nothing_moves_by_itself_in_the_night_of_the_clock_change(desk: Desk) -> None:
    desk.does("2026-10-23T09:00", "follow-up", FAULT, "mon 9")
    assert desk.queue("2026-10-25T02:30:00+01:00") == [("unconfirmed", FAULT)]
    (told,) = desk.does("2026-10-26T06:50", "moves", FAULT, "--json").json["moves"]
    assert told["to"]["starts"] == "2026-10-26T08:00:00+01:00"


@event
def nobody_confirmed_so_nobody_drives_and_it_falls_through(desk: Desk) -> None:
    said = desk.at("2026-10-26T06:59", "status", "WO", "3")
    assert (said.code, "Herr Calvet opens, but is absent that day" in said.err) == (1, True), "nobody is sent"
    desk.does(
        "2026-10-26T07:00", "move", FAULT, "--to", "none", "--asked-by", "customer", "--reason", "contact-away",
        "--text", "not confirmed",
    )  # fmt: skip
    assert desk.moves() == {"customer": 2}
    assert "appointment fell through T-1001 26.10. 08-10, customer: contact away" in desk.history()
    assert desk.queue("2026-10-26T08:40") == []
    assert desk.queue("2026-10-26T09:00") == [("follow_up", FAULT)]


@event
def the_third_attempt_in_vain_offers_the_letter(desk: Desk) -> None:
    desk.does("2026-10-26T09:05", "attempt", FAULT, "--outcome", "no-answer")
    third = desk.does("2026-10-27T09:05", "--lang", "de", "attempt", FAULT, "--outcome", "no-answer", "--json").json
    assert third["attempts"] == 3
    assert FAULT in third["letter"]["text"]
    assert "12.10.2026" in third["letter"]["subject"]
    assert desk.history().count("call attempt") == 3


@event
def a_month_of_nothing_stays_among_the_first_five(desk: Desk) -> None:
    left = ("ball", FAULT, "customer", "--who", "Bonnard", "--next", "who opens, and when", "--until", "mon 9")
    desk.does("2026-11-05T09:00", *left, "--insist")
    for number in range(8):
        desk.does("2026-11-05T09:00", "add", "customer", "--name", f"Betrieb {number}", "--anyway")
        desk.does("2026-11-05T09:00", "ticket", f"K-{1002 + number}", "Rauchmelder piept", "--until", "fri 9")
    queue = desk.queue("2026-11-06T16:00")
    assert len(queue) == 9
    assert FAULT in [ticket for _kind, ticket in queue[:5]]
    assert "Botschaft" in desk.does("2026-11-06T16:00", "handover", "--json").out
    assert FAULT in desk.does("2026-11-06T16:00", "reminder", FAULT).out


@event
def the_second_chaser_keeps_its_text_and_the_oldest_number(desk: Desk) -> None:
    text = "Wann können wir endlich einen Techniker haben? Termin war vor drei Wochen!"
    made = desk.does("2026-11-16T14:55", "ticket", "K-1001", text, "--channel", "P", "--json").json["ticket"]
    merged = desk.does("2026-11-16T14:56", "merge", made, FAULT, "--json").json
    assert (merged["ticket"], merged["reports"]) == (FAULT, 3)
    assert "Termin war vor drei Wochen!" in desk.history()
    assert desk.does("2026-11-16T14:57", "note", "K-1001", "asks again", "--ticket", made).code == 0


@event
def tomorrow_is_to_be_confirmed_at_once_by_opener_deputy_and_gate(desk: Desk) -> None:
    desk.does("2026-11-16T15:35", "edit", "site", "1", "--access-class", "security lock", "--register-hours", "24")
    desk.does("2026-11-16T15:40", "book", FAULT, "--technician", "WO", "--at", "17.11 9", "--minutes", "60")
    assert ("unconfirmed", FAULT) in desk.queue("2026-11-16T15:41")
    who = ("--opener", "Bonnard", "--deputy", "none", "--appointment", "2")
    said = desk.at("2026-11-16T15:42", "confirm", FAULT, *who)
    assert (said.code, "before driving (2/3): nobody has registered us at the gate" in said.err) == (1, True)
    away = desk.at("2026-11-16T15:42", "confirm", FAULT, "--opener", "Calvet", "--deputy", "none", "--appointment", "2")
    assert "Herr Calvet is absent until unknown. Who else opens?" in away.err
    assert desk.at("2026-11-16T15:42", "confirm", FAULT, "--opener", "Bonnard").code == 1
    done = desk.does("2026-11-16T15:44", "confirm", FAULT, *who, "--registered", "Wache").out
    assert done == "T-1001 appointment 2 confirmed: Tue 17.11.2026 09:00-10:00, Frau Bonnard opens.\n"
    assert "registered with Wache" in desk.history()


@event
def nobody_lets_him_in_and_the_clock_stands_with_its_proof(desk: Desk) -> None:
    desk.does("2026-11-17T08:30", "status", "WO", "3")
    desk.does("2026-11-17T09:00", "status", "WO", "4")
    desk.does(
        "2026-11-17T09:25", "status", "WO", "9", "--person", "Sorel", "--tried", "0904 -117, 0906 -118",
        "--travel", "60", "--parking", "none", "--fine", "25 EUR",
    )  # fmt: skip
    told = desk.history()
    for words in ("09:00-09:25", "tried 09:04 -117, 09:06 -118", "travel 60 min", "parking: none", "fine: 25 EUR"):
        assert words in told
    assert desk.moves() == {"customer": 2, "no_access": 1}
    state, since = desk.clock("2026-11-17T09:26")
    assert (state, since["reason"], since["from"][:16]) == ("stopped", "no access", "2026-11-17T09:25")
    assert since["proof"] is not None
    assert FAULT in [ticket for _kind, ticket in desk.queue("2026-11-18T09:00")]


@event
def the_chain_holds_and_tells_the_whole_month(desk: Desk) -> None:
    assert desk.does("2026-11-24T10:00", "check").code == 0
    assert desk.moves() == {"customer": 2, "no_access": 1}
    told = desk.history()
    for line in ("12.10. 08:15 <T", "20.10. 08:30 <P", "20.10. 11:05 >T", "16.11. 14:55 <P", "17.11. 09:25 iV"):
        assert line in told


@pytest.mark.parametrize("last", range(len(EVENTS)), ids=[one.__name__ for one in EVENTS])
def test_b_the_embassy_replayed_event_by_event(last: int, run: Run, tmp_path: Path) -> None:
    desk = Desk(run, tmp_path / "embassy.db")
    founded(desk.store)
    people = (
        ("Bonnard", "Frau", "030 23125-118", ()),
        ("Calvet", "Herr", "030 23125-117", ("--deputy", "Bonnard", "--duties", "contact; opener")),
    )
    name, street = "Botschaft der Republik Tarvonien", "Klarastr. 4"
    desk.does("2026-10-12T08:00", "add", "customer", "--name", name, "--street", street, "--postcode", "10117")
    for name, form, phone, more in people:
        who = ("--customer", "K-1001", "--name", name, "--form", form, "--phone", phone)
        desk.does("2026-10-12T08:00", "add", "person", *who, *more)
    desk.does("2026-10-12T08:00", "add", "technician", "--name", "Wolff", "--code", "WO", "--hours", "Mon-Fri 7-17")
    for happens in EVENTS[: last + 1]:
        happens(desk)
    assert desk.at("2026-11-24T10:00", "check").code == 0


def founded(store: Path) -> None:
    """A training office on the morning of the first call."""
    with founding(find(str(store)), Actor(0, "mh", "managing director"), Clock(BEGINS)) as uow:
        found_office(uow, FoundOffice("Nordlicht Technik", "BE", training=True, clock_set_to=BEGINS))
        uow.flush()
        enrol(uow, Enrol(login(), "Marta Harms", "dispatcher", "mh"))
