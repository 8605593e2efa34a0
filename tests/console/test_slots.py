"""The best slots by keys (screen 3.6): a ticket is planned, an emergency squeezed in, and nobody is moved unnamed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.domain.ball import Ball
from dispatcher.domain.decision import ExcludeTechnician
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.queries.rows import AppointmentLine
from tests.console.office_of import NOW, at
from tests.console.stage import LARGE, MIDDLE, SMALL, WAIT_SECONDS, Stage, on_stage, played
from tests.console.test_beginning import slow
from tests.console.test_turns import gone, on, save, ticket_of

PRESS, WIDE, ALARM = 1006, 1009, 1018
"""Sandner's ticket, which is urgent; one that can wait; and the emergency that :func:`burning` files."""


def booked(store: Path, number: int) -> AppointmentLine:
    """The one appointment of a ticket."""
    (line,) = ticket_of(store, number).appointments
    return line


def burning(store: Path, *, minutes: int = 90, technician: int = 1) -> None:
    """Müller's fire alarm, for which one technician (Wolff: proposed 11-13, confirmed 14-16) has the skill."""
    save(store, "save record", SaveRecord("technician", {"skills": "TK BMA"}, technician), "skill")
    report = FileTicket(3, "fire alarm", Ball("us", "plan", at(10)), urgent=True, skills=("BMA",), minutes=minutes)
    save(store, "ticket", report, "alarm")


async def looked(stage: Stage, number: int) -> None:
    """The box of the best slots of a ticket."""
    await on(stage, number)
    await stage.press("a")
    await stage.shows(f"(APPOINTMENT|TERMIN) T-{number}", ">1 ")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_x25_a_ticket_is_planned_into_the_best_slot_by_three_keys(office: Path, size: tuple[int, int]) -> None:
    """Keystroke row 7."""
    async with on_stage(office, size=size) as stage:
        await on(stage, WIDE)
        await stage.burst("a", "1", "enter")
        await gone(stage)
        await stage.shows("Filed: appointment")
    line = booked(office, WIDE)
    assert (line.state, line.starts, line.technicians) == ("proposed", at(11, 15), ("Brandt",))
    assert ticket_of(office, WIDE).row.ball == "appointment"


@played
async def test_x25_keys_wait_for_the_customer_although_the_ticket_they_waited_for_has_come(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        await on(stage, WIDE)
        await stage.settles()
        board, comes = stage.board, Event()
        ask, read = board.desk.card, Event()

        def late(customer: int) -> CustomerCard | None:
            read.set()
            return ask(customer) if comes.wait(WAIT_SECONDS) else None

        monkeypatch.setattr(board.desk, "card", late)
        board.detail = board.card = None
        await stage.burst("a", "1", "enter")
        await stage.until(lambda: read.is_set() and board.detail is not None)
        await stage.pilot.pause()
        comes.set()
        await gone(stage)
        await stage.shows("Filed: appointment")
    assert booked(office, WIDE).technicians == ("Brandt",)


@pytest.mark.parametrize(
    ("language", "offer", "why"),
    [
        (
            "en",
            r">1 Wolff T\. +10:05-11:35 travel 20 Meyer.* 11:00 -> 11:55 \(only proposed\)",
            "Calls needed: 0",
        ),
        ("de", r">1 Wolff T\. +10:05-11:35 Fahrt 20 Meyer.* 11:00 -> 11:55 \(nur vorgeschlagen\)", "Anrufe nötig: 0"),
    ],
)
@played
async def test_x10_who_is_pushed_back_is_named_with_by_how_much(
    office: Path, language: str, offer: str, why: str
) -> None:
    burning(office)
    locale.use(language)
    async with on_stage(office) as stage:
        await looked(stage, ALARM)
        await stage.shows(
            offer, r"Domino (of|von) 1: Meyer Elektro 11:00 -> 11:55", "Müller", "14:00 (stays|bleibt)", why
        )
        await stage.press("1", "enter")
        await gone(stage)
    assert booked(office, ALARM).starts == at(10, 5)
    assert booked(office, 1010).starts == at(11, 55)


@played
async def test_x10_a_confirmed_time_is_broken_only_with_a_reason_and_its_customer_is_owed_a_call(office: Path) -> None:
    burning(office, minutes=180)
    async with on_stage(office) as stage:
        await looked(stage, ALARM)
        await stage.shows("out of window !", "Calls needed: 1")
        await stage.press("1", "enter")
        await stage.shows("would be pushed out of Mon 23.11.2026 14:00-16:00")
        await stage.press("exclamation_mark", *"BMA", "enter")
        await gone(stage)
        await stage.shows("Filed: appointment")
    read = Office(Options(str(office), now=NOW))
    read.open()
    owed = [(one.customer_name, one.what) for one in read.promises() if one.what == "call: new time"]
    moves = read.moves(ticket_of(office, 1011).row.id)
    read.close()
    assert owed == [("Müller Heizung", "call: new time")]
    assert [(one.asked_by, one.reason, one.text) for one in moves] == [("us", "emergency", f"T-{ALARM} BMA")]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "longer than any working day: split it"), ("de", "länger als jeder Arbeitstag: auf mehrere")],
)
@played
async def test_a_job_longer_than_any_day_has_to_be_split(office: Path, language: str, said: str) -> None:
    burning(office, minutes=36 * 60)
    locale.use(language)
    async with on_stage(office) as stage:
        await on(stage, ALARM)
        await stage.press("a")
        await stage.shows("T-1018 (takes|dauert) 36:00 h", said)
        await stage.hides("Nobody has time|niemand Zeit")


@played
async def test_x10_undo_gives_everybody_his_time_back(office: Path) -> None:
    burning(office)
    async with on_stage(office) as stage:
        await looked(stage, ALARM)
        await stage.press("1", "enter")
        await gone(stage)
        await stage.press("u")
        await gone(stage)
        await stage.shows("Undone")
    assert booked(office, 1010).starts == at(11)
    assert booked(office, ALARM).state == "cancelled"


@played
async def test_b15_who_is_excluded_is_not_offered_and_named_with_the_reason(office: Path) -> None:
    save(office, "exclude technician", ExcludeTechnician(9, 5, "Frau Elbe", "der nicht"))
    report = FileTicket(9, "phone", Ball("us", "plan", at(10)), minutes=60)
    save(office, "ticket", report, "phone")
    async with on_stage(office) as stage:
        await looked(stage, ALARM)
        await stage.shows(r"- Hotel Elbe: without Schulte \(Frau Elbe, Mon 23.11.2026\)")
        assert not re.search(r"[1-9] Schulte", stage.text().replace("Schulte   1", ""))
        await stage.press("w", *"ed 9", "tab", *"schulte", "enter")
        await stage.shows("without Schulte", "Time +wed 9")
    assert ticket_of(office, ALARM).appointments == ()


@played
async def test_v13_beside_a_decision_the_path_is_free(office: Path) -> None:
    """A fault of a customer who decided something else is planned without any override."""
    save(office, "exclude technician", ExcludeTechnician(7, 5, "Herr Sandner"))
    async with on_stage(office) as stage:
        await on(stage, PRESS)
        await stage.press("t", *"phones dead", "enter")
        await gone(stage)
        await stage.press("number_sign", *f"T{ALARM}", "enter")
        await looked(stage, ALARM)
        await stage.shows("without Schulte")
        await stage.press("1", "enter")
        await gone(stage)
    assert booked(office, ALARM).technicians != ("Schulte",)


@played
async def test_b14_what_was_learned_at_the_site_is_added_to_the_way_and_said(office: Path) -> None:
    async with on_stage(office) as stage:
        await on(stage, WIDE)
        await stage.burst("i", "tab", *"no parking", "enter")
        await gone(stage)
        await stage.shows("Filed: site knowledge")
        await stage.press("escape")
        await looked(stage, WIDE)
        await stage.shows("travel 50", "30 min more", "no parking")
        await stage.press("1", "enter")
        await gone(stage)
    assert booked(office, WIDE).starts == at(11, 45)


@played
async def test_a_time_of_ones_own_is_typed_and_checked(office: Path) -> None:
    async with on_stage(office) as stage:
        await looked(stage, WIDE)
        await stage.press(*"wed 9", "tab", *"wolff")
        await stage.shows(r"Wolff T\. Wed 25\.11\.2026 09:00-10:00  travel 20: nothing speaks against it")
        await stage.press("tab", *"8-10", "enter")
        await gone(stage)
    line = booked(office, WIDE)
    assert (line.starts, line.technicians) == (at(9, day=25), ("Wolff",))


@played
async def test_two_go_where_two_are_named(office: Path) -> None:
    async with on_stage(office) as stage:
        await looked(stage, WIDE)
        await stage.press(*"wed 9", "tab", *"wolff, demir", "enter")
        await gone(stage)
    assert booked(office, WIDE).technicians == ("Demir", "Wolff")


@played
async def test_a_day_far_ahead_is_read_and_then_filed(office: Path) -> None:
    async with on_stage(office) as stage:
        await looked(stage, WIDE)
        await stage.burst("tab", *"15.12 9", "tab", *"wolff", "enter")
        await gone(stage)
        await stage.shows("Filed: appointment")
    assert booked(office, WIDE).starts == at(9) + timedelta(days=22)


@played
async def test_a_day_far_ahead_is_read_without_filing_what_nobody_sent_off(office: Path) -> None:
    with slow(office, "planning") as desk:
        async with on_stage(desk) as stage:
            await looked(stage, WIDE)
            await stage.burst("tab", "tab", *"wolff", "shift+tab", *"15.12 9")
            await stage.shows("It is being read")
            desk.let_go.set()
            await stage.shows(r"Wolff T\. Tue 15\.12\.2026 09:00-10:00  travel 20: nothing speaks against it")
            assert ticket_of(office, WIDE).appointments == ()
            await stage.press("enter")
            await gone(stage)
    assert booked(office, WIDE).starts == at(9) + timedelta(days=22)


@pytest.mark.parametrize(
    ("typed", "who", "sentence"),
    [
        ("wed 25", "wolff", "25 is no time"),
        ("wed", "wolff", "time?"),
        ("sun 9", "wolff", "does not work on"),
        ("today 12", "wolff", "is booked already"),
        ("29.03.2027 9", "nobody", "Which technician"),
    ],
)
@played
async def test_what_cannot_be_is_said_and_the_form_stays_as_it_was(
    office: Path, typed: str, who: str, sentence: str
) -> None:
    async with on_stage(office) as stage:
        await looked(stage, WIDE)
        await stage.press("z", "backspace", *typed, "tab", *who, "enter")
        await stage.shows(sentence, f"Time +{typed}")
        assert ticket_of(office, WIDE).appointments == ()


@played
async def test_b12_what_speaks_against_it_is_pushed_through_with_a_reason(office: Path) -> None:
    async with on_stage(office) as stage:
        await looked(stage, WIDE)
        await stage.press(*"today 12", "tab", *"wolff", "enter")
        await stage.shows("is booked already", "! = in spite of it")
        await stage.press("exclamation_mark", *"both together", "enter")
        await gone(stage)
        await stage.shows("Filed: appointment")
    assert booked(office, WIDE).starts == at(12)


@played
async def test_b2_who_opens_is_chosen_by_f4(office: Path) -> None:
    async with on_stage(office) as stage:
        await on(stage, 1001)
        await stage.press("a")
        await stage.shows("There is an appointment already: Tue 24.11.2026 09:00-11:00")
        await stage.press("tab", "tab", "tab", "tab", "f4", "f4", "enter")
        await gone(stage)
        await stage.shows("Filed: appointment")
    read = Office(Options(str(office), now=NOW))
    read.open()
    lines = [one for one in ticket_of(office, 1001).appointments if one.starts != at(9, day=24)]
    read.close()
    assert [one.state for one in lines] == ["proposed"]


@played
async def test_x9_an_appointment_whose_technician_is_away_is_given_to_somebody_else(office: Path) -> None:
    """Of a visit that stands `a` makes no second one: whoever can takes it over."""
    gone_off = SaveRecord("absence", {"starts": "23.11.2026", "ends": "24.11.2026"}, parent=("technician", 1))
    save(office, "save record", gone_off, "away")
    async with on_stage(office) as stage:
        await looked(stage, 1010)
        await stage.shows(r"instead of Wolff 23\.11\. 11-13", ">1 Schulte   11:00-13:00 .*fits")
        await stage.press("1", "enter")
        await gone(stage)
    line = booked(office, 1010)
    assert (line.state, line.starts, line.technicians) == ("proposed", at(11), ("Schulte",))


@played
async def test_x1_what_was_typed_is_a_draft_and_comes_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await looked(stage, WIDE)
        await stage.press(*"wed 9", "escape")
        await stage.shows("1 draft: appointment")
        await stage.press("enter")
        await stage.shows("APPOINTMENT T-1009", "Time +wed 9")
