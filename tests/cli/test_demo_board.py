"""The plan of the demo office as the drawings show it: what is kept free, and every confirmation with its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from dispatcher.cli.demo_command import MONDAY, ZONE
from dispatcher.cli.office import Office, Options
from dispatcher.console.forms.answer_lines import answer_lines
from dispatcher.console.suggestion_lines import suggestion
from dispatcher.domain.confirming import is_open
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.form_of_address import abbreviated
from dispatcher.domain.free import free_from
from dispatcher.domain.planning import travel
from dispatcher.domain.queue import Card, Rank
from dispatcher.domain.verbs import ACKNOWLEDGE_ORDER, CONFIRM, END_VISIT, NO_ACCESS, SEND_ORDER, STATUS
from dispatcher.store.schema import appointment, journal, journal_link, ticket
from tests.cli.demo_office import lists


@pytest.fixture
def opened(demo: Path) -> Iterator[Office]:
    office = Office(Options(str(demo)))
    office.open()
    yield office
    office.close()


def test_wolffs_early_afternoon_is_kept_for_emergencies_and_he_is_free_behind_it(opened: Office) -> None:
    wolff = next(lane for lane in opened.plan(date(2026, 11, 23)).lanes if lane.code == "Wolff")
    assert wolff.reserve == (13 * 60 + 15, 15 * 60 + 15)
    assert free_from(wolff, date(2026, 11, 23), ZONE, MONDAY) == 15 * 60 + 15


def test_i3_every_confirmed_appointment_has_the_entry_that_proves_it(opened: Office) -> None:
    with opened.store.reading() as connection:
        visits = connection.execute(select(appointment).where(appointment.c.state == "confirmed")).all()
        entries = connection.execute(select(journal.c.seq, journal.c.links).where(journal.c.verb == CONFIRM)).all()
    proofs = {seq: links.split() for seq, links in entries}
    assert len(visits) == 35
    assert [one.id for one in visits if f"appointment:{one.id}" not in proofs.get(one.confirmed_seq, [])] == []
    for one in visits:
        assert one.opener_id or one.opener, one.id
        assert bool(one.deputy_id or one.deputy) is not one.no_deputy, one.id
        assert one.confirmed_with, one.id
        assert one.confirmed_channel in CHANNELS, one.id
        assert one.confirmed_at < one.starts_at, one.id


WAY = {"en route": 1, "on site": 2, "done": 3, "no access": 2}
"""How many entries lie behind the confirmation of a visit."""


def test_i12_the_history_tells_of_each_visit_of_today_what_the_board_says(opened: Office) -> None:
    """Confirmed, on the way, on site, over: each with its entry, and with its instant at the appointment."""
    lanes = opened.plan(date(2026, 11, 23)).lanes
    shown = {block.appointment: block.state for lane in lanes for block in lane.blocks if block.state in WAY}
    assert Counter(shown.values()) == {"on site": 5, "done": 4, "en route": 1, "no access": 1}
    for ident, state in shown.items():
        assert entries(opened, ident)[-1 - WAY[state] :] == [CONFIRM, *proof(state)], (ident, state)
        with opened.store.reading() as connection:
            one = connection.execute(select(appointment).where(appointment.c.id == ident)).one()
        assert one.en_route_at is not None
        assert (one.on_site_at is None) is (state == "en route")
        assert (one.left_at is None) is (state in ("en route", "on site"))


def proof(state: str) -> list[str]:
    """The entries that say it, in order; of who met nobody, the protocol says when he came and left."""
    ends = {"done": [STATUS, END_VISIT], "no access": [NO_ACCESS], "on site": [STATUS], "en route": []}
    return [STATUS, *ends[state]]


def entries(opened: Office, ident: int) -> list[str]:
    """The verbs of an appointment, without the orders that were sent."""
    linked = journal.join(journal_link, journal_link.c.seq == journal.c.seq)
    mine = (journal_link.c.kind == "appointment") & (journal_link.c.ref == ident)
    query = select(journal.c.verb).select_from(linked).where(mine).order_by(journal.c.seq)
    with opened.store.reading() as connection:
        return [verb for verb in connection.scalars(query) if verb not in (SEND_ORDER, ACKNOWLEDGE_ORDER)]


def test_where_no_deputy_is_known_somebody_has_asked(opened: Office) -> None:
    with opened.store.reading() as connection:
        lonely = select(ticket.c.number, ticket.c.next_step).join(appointment, appointment.c.ticket_id == ticket.c.id)
        found = connection.execute(lonely.where(appointment.c.no_deputy.is_(True))).all()
    assert [number for number, _step in found] == [4785]
    assert found[0].next_step == "keep the appointment"


def test_whom_to_call_about_tomorrow_stands_there_with_his_form_of_address(opened: Office) -> None:
    still = [visit for visit in opened.agenda().visits if is_open(visit)]
    assert [abbreviated(visit.person) for visit in still] == ["Fr. Ahlers", "Fr. Bonnard", "Fr. Ruhnke"]


def test_the_strip_asks_whose_duty_it_is_to_open_and_not_who_stands_in_for_him(opened: Office) -> None:
    row = opened.ticket_by_number(4811)
    assert row is not None
    detail, customer = opened.ticket(row.id), opened.card(row.customer)
    assert detail is not None
    card = Card(Rank.UNCONFIRMED, "!", "Rathaus Nebenstelle", MONDAY, row.id, row.number, row.customer)
    assert suggestion(detail, card, customer, None, MONDAY, ZONE).startswith("ask Herr Wandrey 030 23125-151 who opens")


def test_a_site_in_its_list_is_written_as_an_address(opened: Office) -> None:
    embassy = opened.ticket_by_number(4711)
    assert embassy is not None
    found = opened.records("site", ("customer", embassy.customer))
    assert [line.detail for line in found] == ["Klarastr. 4, 10117 Berlin", "Am Seerosenteich 9, 14129 Berlin"]


@pytest.mark.parametrize("width", [60, 70, 78, 90])
def test_the_next_step_in_the_answer_ends_with_a_whole_word(opened: Office, width: int) -> None:
    row = opened.ticket_by_number(4809)
    assert row is not None
    answer = opened.answer(row.customer)
    assert answer is not None
    lines = ["".join(text for text, _mark in line) for line in answer_lines(answer, MONDAY, ZONE, width, 20)]
    step = next(line for line in lines if "T-4809" in line).partition("Next step:")[2]
    said, cut, _nothing = step.strip().partition(" ..")
    assert f"{row.next_step} ".startswith(f"{said} ")
    assert bool(cut) is (said != row.next_step)


def test_every_site_is_a_place_on_the_map_in_its_own_town() -> None:
    """A way of which an end is not known counts as twenty minutes, whoever drives it."""
    berlin = [row for row in lists("customers") if row["place"] == "Berlin"]
    assert len(berlin) > 100
    for row in berlin:
        assert 52.33 < float(row["latitude"]) < 52.68, row["key"]
        assert 13.08 < float(row["longitude"]) < 13.77, row["key"]
    assert [row["key"] for row in lists("customers") if not (row["latitude"] and row["longitude"])] == []


def test_everybody_has_the_time_for_his_way_from_one_visit_to_the_next(opened: Office) -> None:
    number = opened.ticket_by_number(4811)
    assert number is not None
    found = opened.planning(number.id, None, MONDAY.date(), 5)
    assert found is not None
    short, ways = [], []
    for worker in found.workers:
        for before, after in pairwise(one for one in worker.stays if one.state != "cancelled"):
            if before.ends.date() == after.starts.date() and before.site != after.site:
                minutes = travel(before.place, after.place)
                ways.append(minutes)
                if timedelta(minutes=minutes) > after.starts - before.ends:
                    short.append((worker.code, after.customer_name, minutes))
    assert short == []
    assert len(set(ways)) > 4, "ways differ"


def test_nobody_is_said_to_be_confirmed_without_an_event() -> None:
    assert [row["key"] for row in lists("appointments") if row["state"] == "bestätigt"] == []
