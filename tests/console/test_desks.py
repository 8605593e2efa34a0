"""Who is at the desks: the header of every console tells it, and nobody leaves an office empty over a promise (N5)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.actions.promise import give_promise
from dispatcher.cli.office import Office, Options
from dispatcher.domain.clock import Clock
from dispatcher.domain.promise import GivePromise
from dispatcher.store import sqlite
from dispatcher.store.types import as_text
from tests.console.office_of import NOW, at, make_office
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played


def sits_there(path: Path, sign: str, name: str, minutes_ago: int = 0) -> None:
    """Somebody else has a console open on the store, seen so many minutes ago."""
    at = as_text(Clock().recorded() - timedelta(minutes=minutes_ago))
    connection = sqlite.driver.connect(path, isolation_level=None)
    ident = connection.execute("SELECT max(id) + 1 FROM colleague").fetchone()[0]
    row = (ident, sign, sign, name, "dispatcher")
    connection.execute("INSERT INTO colleague (id, login, sign, name, role) VALUES (?, ?, ?, ?, ?)", row)
    connection.execute("INSERT INTO presence VALUES (?, ?, ?, ?)", (f"console of {sign}", ident, at, at))
    connection.close()


def signs_there(path: Path) -> list[str]:
    connection = sqlite.driver.connect(path)
    query = "SELECT colleague.sign FROM presence JOIN colleague ON colleague.id = colleague_id ORDER BY since"
    found = [row[0] for row in connection.execute(query)]
    connection.close()
    return found


@played
async def test_the_header_names_everybody_who_is_there(office: Path) -> None:
    sits_there(office, "wh", "Wiebke Weiß")
    sits_there(office, "no", "Peter Nowak", minutes_ago=30)
    async with on_stage(office, size=LARGE) as stage:
        await stage.shows(r"desk: mh Harms, wh Weiß\b")
        await stage.hides("Nowak")
        await stage.pilot.resize_terminal(*MIDDLE)
        await stage.shows("desk: mh, wh")
        await stage.pilot.resize_terminal(*SMALL)
        await stage.hides("desk:")


@played
async def test_a_console_is_there_while_it_is_open_and_gone_when_it_ends(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.until(lambda: signs_there(office) == ["mh"])
    assert signs_there(office) == []


@played
async def test_whoever_only_looks_is_not_there(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.shows("READ-ONLY")
        await stage.until(lambda: stage.board.desks is not None)
        assert signs_there(office) == []


def test_a_new_office_has_nobody(tmp_path: Path) -> None:
    assert signs_there(make_office(tmp_path / "office.db")) == []


def owe(path: Path, what: str = "call-back", hour: int = 14) -> None:
    """We have promised something to the embassy."""
    desk = Office(Options(str(path), now=NOW))
    desk.open()
    made = desk.perform(give_promise, GivePromise("ours", what, at(hour), customer=1))
    assert isinstance(made, Done), made
    desk.close()


def office_row(path: Path) -> dict[str, str]:
    connection = sqlite.driver.connect(path)
    columns = ("machine_number", "machine_text", "unstaffed_until")
    found = connection.execute(f"SELECT {', '.join(columns)} FROM office").fetchone()
    connection.close()
    return dict(zip(columns, found, strict=True))


@played
async def test_n5_nobody_leaves_the_desk_empty_over_a_promise(office: Path) -> None:
    owe(office)
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        await stage.press("Q")
        await stage.shows("LEAVE THE DESK EMPTY", "TODAY 14:00 call-back, Botschaft", "Open until Tue 24.11. 07:00")
        await stage.press("enter")
        await stage.shows("Calls go to is missing")
        await stage.press(*"0171 2312520", "tab", "tab", *"13", "enter")
        await stage.until(lambda: stage.app.return_code is not None or not stage.app.is_running)
    check_left(office)
    async with on_stage(office) as stage:
        await stage.until(lambda: office_row(office)["unstaffed_until"] is None)
        await stage.press("Q")
        await stage.shows("0171 2312520_", r"Without a text: Nobody is at our desks until Tue 24.11. 07:00.")
        await stage.press("tab", "f4")
        await stage.shows(r"Machine says +Nobody is at our desks until Mon 23.11. 13:00.")


def check_left(office: Path) -> None:
    left = office_row(office)
    assert left["machine_number"] == "0171 2312520"
    assert left["machine_text"] == "Nobody is at our desks until Mon 23.11. 13:00. In urgent cases: 0171 2312520."
    assert left["unstaffed_until"].startswith("2026-11-23 12:00")
    assert signs_there(office) == []


@played
async def test_n5_a_number_that_is_none_comes_back_in_the_form_with_the_sentence(office: Path) -> None:
    owe(office)
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        await stage.press("Q", *"abc", "enter")
        await stage.shows("A number is needed that reaches somebody", r"Calls go to \* +abc_")
        await stage.press("escape")
        await stage.hides("LEAVE THE DESK EMPTY")
        await stage.shows("1 draft")
        await stage.press("enter")
        await stage.shows("LEAVE THE DESK EMPTY", r"Calls go to \* +abc_", "TODAY 14:00 call-back, Botschaft")


@played
async def test_n5_a_number_of_last_time_that_is_none_comes_back_too(office: Path) -> None:
    owe(office)
    connection = sqlite.driver.connect(office, isolation_level=None)
    connection.execute("UPDATE office SET machine_number = 'NEAR( 1.1.0001'")
    connection.close()
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        await stage.press("Q", "enter")
        await stage.shows("A number is needed that reaches somebody", r"Calls go to \* +NEAR\( 1.1.0001_")
        await stage.shows("NOT SAVED. The text stays in the form", "TODAY 14:00 call-back, Botschaft")


@played
async def test_n5_whoever_leaves_does_not_say_that_he_is_there(office: Path) -> None:
    owe(office)
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None and stage.board.runner.presence.is_known)
        # What the console of somebody holds who was not known to the store when it was opened.
        stage.board.runner.presence.is_known = False
        await stage.press("Q", *"! fire alarm", "enter")
        await stage.until(lambda: not stage.app.is_running)
    assert office_row(office)["unstaffed_until"].startswith("2026-11-24 06:00")


@played
async def test_n5_a_reason_leaves_it_and_the_next_console_ends_that(office: Path) -> None:
    owe(office)
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        await stage.press("Q", *"!", "enter")
        await stage.shows("A reason is needed behind the !")
        await stage.press(*" fire alarm", "enter")
        await stage.until(lambda: not stage.app.is_running)
    assert office_row(office)["unstaffed_until"].startswith("2026-11-24 06:00")
    async with on_stage(office, read_only=True) as stage:
        await stage.shows("desk: nobody until Tue 24.11. 07:00")
    async with on_stage(office) as stage:
        await stage.until(lambda: office_row(office)["unstaffed_until"] is None)


@played
async def test_n5_the_desk_is_left_at_once_where_nothing_is_owed_or_somebody_is_there(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        await stage.press("Q")
        await stage.until(lambda: not stage.app.is_running)
    owe(office)
    sits_there(office, "wh", "Wiebke Weiß")
    async with on_stage(office) as stage:
        await stage.shows("wh Weiß")
        await stage.press("Q")
        await stage.until(lambda: not stage.app.is_running)


@played
async def test_n5_a_desk_that_is_not_left_keeps_what_was_typed(office: Path) -> None:
    owe(office)
    async with on_stage(office, size=SMALL) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        await stage.press("Q", *"0171 23", "escape")
        await stage.hides("LEAVE THE DESK")
        await stage.press("Q")
        await stage.shows("0171 23_")


@played
async def test_n5_whoever_left_a_moment_ago_is_not_taken_for_there(office: Path) -> None:
    owe(office)
    sits_there(office, "wh", "Wiebke Weiß")
    async with on_stage(office) as stage:
        await stage.shows("wh Weiß")
        connection = sqlite.driver.connect(office, isolation_level=None)
        connection.execute("DELETE FROM presence WHERE console = 'console of wh'")
        connection.close()
        await stage.press("Q")
        await stage.shows("LEAVE THE DESK EMPTY")


@played
async def test_a_store_that_does_not_answer_keeps_nobody_at_the_desk(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.desks is not None)
        monkeypatch.setattr(stage.board.runner, "ask", lambda _slot, _question: None)
        await stage.press("Q")
        await stage.until(lambda: not stage.app.is_running)
