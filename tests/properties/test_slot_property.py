"""I4: whoever is placed overlaps neither himself nor his way, absence or rest, can do the job and is wanted there,
unless an override stands with its reason. It is found out anew here, by other means than the checks of a slot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.decision import exclude_technician, lift_decision
from dispatcher.actions.moving import cancel, fall_through, move
from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.records import save_record
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.domain import slot_check
from dispatcher.domain.appointment import RELEASED, Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.decision import ExcludeTechnician, LiftDecision
from dispatcher.domain.moving import CancelAppointment, FallThrough, MoveAppointment
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.technician import Hours
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.store.create import founding
from dispatcher.store.place import Place
from dispatcher.store.schema import absence, appointment, assignment, decision, technician, ticket
from dispatcher.store.store import Store, open_store
from dispatcher.store.verify import check
from tests.properties.copies import Copies, copies
from tests.store.offices import NOW

ZONE = "Europe/Berlin"
BERLIN = ZoneInfo(ZONE)
DESKS = (Actor(1, "mh", "dispatcher"), Actor(2, "sl", "service manager"))
SETUP = Actor(0, "gf", "managing director")
"""Who founded the office, so that none of the desks takes that back."""
WEEK: Hours = (*((420, 1020),) * 4, (420, 900), None, None)
REST = timedelta(hours=11)
WORK = (
    "book", "book", "book", "push", "night", "night", "move", "move", "push move", "both", "away", "back", "exclude",
    "lift", "fall", "cancel", "clock", "undo", "undo",
)  # fmt: skip
TIMES = (-8, 2, 5, 8, 20, 56, 60, 88, 91, 94, 97, 100)
"""Quarters of an hour from now: few, so that they meet; of today, of the night and of the next morning."""
AT_NIGHT = timedelta(hours=14)
Step = tuple[int, str, int, int, int]


def steps_of(seed: int) -> list[Step]:
    """A day's work by chance: evenly spread, for what is wrong takes several steps that fit each other."""
    chance = random.Random(seed)
    return [
        (chance.randint(0, 1), chance.choice(WORK), chance.randint(0, 11), chance.choice(TIMES), chance.randint(0, 8))
        for _ in range(16)
    ]


def found(place: Place) -> None:
    """Two customers with two jobs, one of which takes a skill; three technicians, one of whom has it."""
    with founding(place, SETUP, Clock(NOW)) as uow:
        found_office(uow, FoundOffice("Haustechnik Nord", "BE"))
        enrol(uow, Enrol("mh", "Maria Harms"))
        enrol(uow, Enrol("sl", "Sven Lau", "service manager"))
    store = open_store(place)
    for number, skills in enumerate((("BMA",), (), ()), 1):
        wish = AddTechnician(f"T{number}", f"Technician {number}", skills, "", WEEK)
        perform(store, add_technician, wish, SETUP, Clock(NOW))
    for customer, skills in ((1, ("BMA",)), (2, ())):
        perform(store, add_customer, AddCustomer(f"Customer {customer}"), SETUP, Clock(NOW))
        job = FileTicket(customer, "job", Ball("us", "plan", NOW), skills=skills)
        perform(store, file_ticket, job, SETUP, Clock(NOW))
    store.close()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def copying(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Copies of that office on either database."""
    return copies(request, tmp_path_factory.mktemp("template"), found)


@dataclass
class Plan:
    """Everything that is planned, read row by row."""

    blocks: list[Any]
    away: list[Any]
    excluded: list[Any]
    people: dict[int, Any]
    jobs: dict[int, Any]

    def flaws(self, visit: int) -> Iterator[str]:
        """What is wrong with the blocks of an appointment."""
        for mine in (one for one in self.blocks if one.appointment_id == visit):
            span = mine.blocked_from, mine.blocked_until
            who, others = mine.technician_id, [one for one in self.blocks if one.appointment_id != visit]
            his = [one for one in others if one.technician_id == who]
            if any(one.blocked_from < span[1] and span[0] < one.blocked_until for one in his):
                yield "overlap"
            if any(
                one.technician_id == who and one.starts_at < span[1] and (one.ends_at is None or one.ends_at > span[0])
                for one in self.away
            ):
                yield "absent"
            if not set(self.jobs[mine.ticket_id].skills.split()) <= set(self.people[who].skills.split()):
                yield "skill"
            if (who, self.jobs[mine.ticket_id].customer_id) in self.excluded:
                yield "exclusion"
            if any(_disturbs(one, mine) or _disturbs(mine, one) for one in his):
                yield "rest"

    def doubles(self) -> list[tuple[int, int]]:
        """Blocks of one technician that overlap although neither has a reason."""
        free = [one for one in self.blocks if not one.override]
        return [
            (one.id, other.id)
            for one in free
            for other in free
            if one.id < other.id
            and one.technician_id == other.technician_id
            and one.blocked_from < other.blocked_until
            and other.blocked_from < one.blocked_until
        ]


def _disturbs(night: Any, day: Any) -> bool:
    """Whether work outside the hours of a week is followed by other work before the rest is over."""
    local = night.starts_at.astimezone(BERLIN)
    hours, minute = WEEK[local.weekday()], local.hour * 60 + local.minute
    is_at_night = hours is None or not hours[0] - 120 <= minute < hours[1]
    return is_at_night and night.starts_at < day.starts_at and day.blocked_from < night.ends_at + REST


@dataclass
class Work:
    """An office at work, and what its clock shows."""

    store: Store
    now: datetime = NOW
    placed: int = 0
    refused: list[str] = field(default_factory=list)

    def plan(self) -> Plan:
        query = (
            select(assignment, appointment.c.ticket_id, appointment.c.starts_at, appointment.c.ends_at)
            .join(appointment, appointment.c.id == assignment.c.appointment_id)
            .where(assignment.c.active.is_(True), appointment.c.state.not_in(RELEASED))
        )
        with self.store.reading() as connection:
            holds = select(decision).where(decision.c.lifted_at.is_(None), decision.c.archived.is_(False))
            return Plan(
                [*connection.execute(query)],
                [*connection.execute(select(absence).where(absence.c.archived.is_(False)))],
                [(row.technician_id, row.customer_id) for row in connection.execute(holds)],
                {row.id: row for row in connection.execute(select(technician))},
                {row.id: row for row in connection.execute(select(ticket))},
            )

    def visits(self) -> list[int]:
        with self.store.reading() as connection:
            return [*connection.scalars(select(appointment.c.id).order_by(appointment.c.id))]

    def do(self, step: Step) -> None:
        """One step; whoever is placed without a reason stands in nobody's way and in none of his own."""
        desk, what, chosen, quarters, length = step
        if what == "clock":
            self.now += timedelta(hours=length)
            return
        starts, lasts = self.now + timedelta(minutes=15 * quarters), timedelta(minutes=30 + 15 * length)
        action, wanted = self.wish(what, chosen, starts, lasts)
        before = self.plan()
        outcome = perform(self.store, action, wanted, DESKS[desk], Clock(self.now))
        after = self.plan()
        assert after.doubles() == []
        if isinstance(outcome, Done) and outcome.kind == "appointment" and what not in ("fall", "cancel"):
            self.assert_placed(outcome.ref, after)
        elif not isinstance(outcome, Done):
            self.refused.append(outcome.code)
            assert [*map(tuple, after.blocks)] == [*map(tuple, before.blocks)]

    def assert_placed(self, visit: int, plan: Plan) -> None:
        self.placed += 1
        with self.store.reading() as connection:
            row = connection.execute(select(appointment).where(appointment.c.id == visit)).one()
        flaws = set(plan.flaws(visit))
        assert not flaws or row.override, flaws
        assert "exclusion" not in flaws or self._is_by_leader(), flaws
        assert "rest" not in flaws or self._is_by_leader(), flaws

    def _is_by_leader(self) -> bool:
        from dispatcher.store.schema import journal

        with self.store.reading() as connection:
            return connection.scalar(select(journal.c.actor).order_by(journal.c.seq.desc()).limit(1)) == "sl"

    def wish(self, what: str, chosen: int, starts: datetime, length: timedelta) -> tuple[Any, Any]:
        visits, who = self.visits(), 1 + chosen % 3
        crew = (who, who % 3 + 1) if what == "both" else (who,)
        override = "es muss sein" if what.startswith(("push", "night")) else ""
        starts = self.now + AT_NIGHT if what == "night" else starts
        visit = visits[chosen % len(visits)] if visits else 0
        if what in ("book", "both", "push", "night"):
            way = None if chosen % 2 else 15 * (chosen % 4)
            wish = Book(
                2 if chosen % 4 else 1, crew, starts, starts + length, ZONE, travel_minutes=way, override=override
            )
            return book, wish
        if what in ("move", "push move"):
            to, goes = (starts, starts + length), crew if chosen % 2 else None
            return move, MoveAppointment(visit, *to, goes, "us", "wish", override=override, told="T")
        return {
            "away": (save_record, _away(who, starts, starts + length)),
            "back": (save_record, _away(who, starts, None)),
            "exclude": (exclude_technician, ExcludeTechnician(1 + chosen % 2, who, "Frau Hahn")),
            "lift": (lift_decision, LiftDecision(1 + chosen % 2, "Mail")),
            "fall": (fall_through, FallThrough(visit, "us", "part")),
            "cancel": (cancel, CancelAppointment(visit, "customer")),
            "undo": (undo, Undo()),
        }[what]


def _away(who: int, starts: datetime, ends: datetime | None) -> SaveRecord:
    """Absent for a while, or until nobody knows when."""
    told = {"starts": f"{starts.astimezone(BERLIN):%d.%m.%Y %H:%M}"}
    told |= {"ends": f"{ends.astimezone(BERLIN):%d.%m.%Y %H:%M}"} if ends is not None else {}
    return SaveRecord("absence", told, parent=("technician", who))


@settings(max_examples=30)
@given(st.integers(0, 2**32).map(steps_of))
def test_i4_whoever_is_placed_has_time_rest_skill_and_is_wanted(copying: Copies, steps: list[Step]) -> None:
    with copying() as place:
        work = Work(open_store(place))
        try:
            for step in steps:
                work.do(step)
            assert check(work.store).findings == ()
        finally:
            work.store.close()


DAYS = {
    "skill": [(0, "book", 4, 8, 2)],
    "exclusion": [(0, "exclude", 1, 8, 0), (0, "book", 1, 8, 2)],
    "rest": [(0, "night", 0, 8, 2), (0, "book", 3, 88, 2)],
}
"""Somebody is put where he lacks the skill, where nobody wants him, and where he has to rest."""


@pytest.mark.parametrize("rule", DAYS)
def test_i4_the_property_notices_where_a_rule_is_taken_out(
    copying: Copies, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copying() as place:
        work = Work(open_store(place))
        for step in DAYS[rule]:
            work.do(step)
        assert work.refused == [rule]
        monkeypatch.setattr(slot_check, "RULES", tuple(one for one in slot_check.RULES if one.__name__ != rule))
        with pytest.raises(AssertionError, match=rule):
            work.do(DAYS[rule][-1])
        work.store.close()
