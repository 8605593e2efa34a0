"""The console on a database server: the same main job, the other desks' news, and a line that breaks."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.domain.contact import Note
from tests.console.office_of import NOW, fill_office, make_office
from tests.console.stage import on_stage, played
from tests.servers import PostgresServer

_CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def address(postgres_server: PostgresServer) -> Iterator[str]:
    """The filled office on a server."""
    url = postgres_server.new_database()
    yield fill_office(make_office(url.render_as_string(hide_password=False)))
    postgres_server.drop(url)


@played
async def test_the_main_job_on_a_server(address: str) -> None:
    async with on_stage(Office(Options(address, now=NOW))) as stage:
        await stage.press("f2", *"5471")
        await stage.shows(r">K-1002 +Textbüro Albers .* 030 23125-471", "T-1002 check line")
        await stage.press("enter", "n", *"line checked", "enter")
        await stage.shows("Filed: note Textbüro Albers", "<T mh line checked")
        other = Office(Options(address, now=NOW))
        other.open()
        assert isinstance(other.file_note(Note(2, "told by another desk", "in", "T"), "one"), Done)
        await stage.shows("told by another desk")
        other.close()


@played
async def test_a_line_that_breaks_is_taken_up_again(address: str) -> None:
    async with on_stage(Office(Options(address, now=NOW))) as stage:
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as hand:
            hand.execute(_CUT)
        await stage.press("j")
        await stage.shows("TEXTBÜRO ALBERS +K-1002")
        await stage.press("n", *"still here", "enter")
        await stage.shows("Filed: note Textbüro Albers", "<T mh still here")
        await stage.hides("NOT REACHABLE", "STORE BUSY")


@played
async def test_reports_records_and_undo_on_a_server(address: str) -> None:
    async with on_stage(Office(Options(address, now=NOW))) as stage:
        await stage.press("t", *"gate dead", "tab", *"wed 8-10", "enter")
        await stage.shows(r"Filed: fault report T-\d+ Bot")
        await stage.press("u")
        await stage.shows("Undone: ")
        await stage.press("w")
        await stage.shows(">Calvet")
        await stage.press("a", *"unknown", "enter")
        await stage.shows("Filed: time off Calvet")
        await stage.press("enter")
        await stage.shows("CONTACT PERSON Calvet")
        await stage.press("end", *"et", "enter")
        await stage.shows("Filed: contact person")
        await stage.press("x")
        await stage.shows("Done: contact person")
        await stage.press("escape", "s", *"nobody at all")
        await stage.shows("No match for nobody at all")
        await stage.press("enter", "n", *"asks for a price", "enter")
        await stage.shows("Filed: note")
        await stage.press("N")
        await stage.shows("nobody at all: asks for a price")
        await stage.press("enter", *"sandner")
        await stage.shows(">K-1007")
        await stage.press("enter")
        await stage.shows("Filed: assigned note K-1007")
        await stage.press("escape", "comma", *"k 1002", "enter")
        await stage.shows("TEXTBÜRO ALBERS +K-1002")
        await stage.hides("NOT REACHABLE", "STORE BUSY")
