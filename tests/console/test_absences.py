"""X9: a technician calls in at 07:05; his visits are given to others with a digit and Enter each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.domain.appointment import Book
from dispatcher.domain.refusal import Refusal
from dispatcher.store.schema import journal
from tests.console.office_of import NOW, ZONE
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played
from tests.console.test_statuses import rows

NOON = NOW.replace(hour=13, minute=0)


def booked(office: Path, *slots: datetime, technician: str = "Schulte") -> None:
    """A visit of that technician for each slot, with a told window, for the tickets T-1001 and on."""
    desk = Office(Options(str(office), now=NOW))
    desk.open()
    ident = desk.technician(technician)
    for number, starts in enumerate(slots, 1001):
        ticket = desk.ticket_named(f"T-{number}").id
        window = (starts, starts + timedelta(hours=1))
        wish = Book(ticket, (ident,), starts, starts + timedelta(hours=1), ZONE, window=window, override="for the test")
        outcome = desk.save("appointment", wish, f"visit {number}")
        assert not isinstance(outcome, Refusal), outcome
    desk.close()


@pytest.fixture
def desk(office: Path) -> Iterator[Office]:
    opened = Office(Options(str(office), now=NOW))
    opened.open()
    yield opened
    opened.close()


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_x9_six_and_enter_list_his_visits_with_two_choices_each(office: Path, size: tuple[int, int]) -> None:
    booked(office, NOON, NOON + timedelta(hours=2))

    @played
    async def scene() -> None:
        async with on_stage(office, size=size, now=NOW) as stage:
            await stage.press("f6", "g", "j", "j", "j", "j", "6")
            await stage.shows(r"ABSENT Schulte")
            await stage.shows(r"Until +.*today, Mon 23\.11\.2026")
            await stage.press("enter")
            await stage.shows(r"promised +customer +1st choice +2nd choice")
            await stage.shows(r"\(13-14\) +\S.* 1 \S+")

    scene()


def test_x9_a_digit_and_enter_give_each_visit_away(office: Path, desk: Office) -> None:
    booked(office, NOON, NOON + timedelta(hours=2))
    schulte = desk.technician("Schulte")

    @played
    async def scene() -> None:
        async with on_stage(office, now=NOW) as stage:
            await stage.press("f6", "g", "j", "j", "j", "j", "6", "enter")
            await stage.shows(r"today 2, later 0")
            await stage.press("1", "enter")
            await stage.shows(r"today 1, later 0")
            await stage.press("2", "enter")
            await stage.shows(r"Nothing of his is left to plan")

    scene()
    found = desk.worklist(schulte)
    assert found is not None
    assert found.rows == ()
    moves = [move for number in (1001, 1002) for move in desk.moves(desk.ticket_named(f"T-{number}").id)]
    assert [(one.asked_by, one.reason) for one in moves] == [("us", "technician out")] * 2


def test_x9_what_is_not_given_away_stays_listed(office: Path, desk: Office) -> None:
    booked(office, NOON)

    @played
    async def scene() -> None:
        async with on_stage(office, now=NOW) as stage:
            await stage.press("f6", "g", "j", "j", "j", "j", "6", "enter")
            await stage.shows(r"today 1, later 0")
            await stage.press("escape")
            await stage.hides(r"today 1, later 0")
            await stage.shows(r"1 open !")
            await stage.press("6")
            await stage.shows(r"today 1, later 0")

    scene()


@played
async def test_x9_from_anywhere_with_a_day_in_words(office: Path) -> None:
    async with on_stage(office, now=NOW) as stage:
        await stage.press("comma", *"schulte 6 fri", "enter")
        await stage.shows(r"ABSENT Schulte")
        await stage.shows(r"Friday, 27\.11\.2026")
        await stage.press("enter")
        await stage.shows(r"no visit of his is to be planned anew|promised")


@played
async def test_x9_the_same_end_typed_twice_is_known_already(office: Path) -> None:
    async with on_stage(office, now=NOW) as stage:
        for said in (r"Schulte: no visit of his", r"Known already: absent Schulte"):
            await stage.press("comma", *"schulte 6 fri", "enter")
            await stage.shows(r"Friday, 27\.11\.2026")
            await stage.press("enter")
            await stage.shows(said)
            await stage.hides(r"Friday, 27\.11\.2026")
        await stage.settles()
        await stage.shows(r"Known already: absent Schulte")
    assert [one["verb"] for one in rows(office, select(journal))].count("add absence") == 1


@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_b4_a_contacts_time_off_typed_twice_is_known_already(office: Path, language: str) -> None:
    locale.use(language)
    async with on_stage(office) as stage:
        await stage.press("w")
        await stage.shows(">Calvet")
        for said in (r"Filed: time off|Abgelegt: \S+", r"Known already: time off Calvet|Schon bekannt: \S+ Calvet"):
            await stage.press("a", *"fri", "enter")
            await stage.shows(said)
    assert [one["verb"] for one in rows(office, select(journal))].count("add absence") == 1


@played
async def test_an_end_that_is_none_is_told_in_german_and_the_text_stays(office: Path) -> None:
    locale.use("de")
    async with on_stage(office, now=NOW) as stage:
        await stage.press("comma", *"schulte 6 gestern", "enter")
        await stage.press("enter")
        await stage.shows(r"gestern")
        await stage.shows(r"ABWESEND Schulte")


@pytest.mark.parametrize(("language", "told", "first"), [("en", "call", "1st choice"), ("de", "Anruf", "1. Wahl")])
@played
async def test_each_choice_stands_apart_and_keeps_the_sign_that_the_customer_is_called(
    demo: Path, language: str, told: str, first: str
) -> None:
    locale.use(language)
    async with on_stage(demo, size=SMALL) as stage:
        await stage.press("f6", *"jjjjj", "6")
        await stage.shows(rf">\[11-12\] +Praxis Hahn 1 \w+ \w+ \d\d:\d\d {told} ! +2 \w+ \w+ \d\d:\d\d {told} !")
        head, row = (
            stage.line_with(word) for word in ("1. Wahl" if language == "de" else "1st choice", "Praxis Hahn 1")
        )
        assert head.index("1. Wahl" if language == "de" else "1st choice") == row.index("1 ", row.index("Hahn"))
