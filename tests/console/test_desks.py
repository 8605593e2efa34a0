"""Who is at the desks: the header of every console tells it, and nobody leaves an office empty over a promise (N5)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from dispatcher.domain.clock import Clock
from dispatcher.store import sqlite
from dispatcher.store.types import as_text
from tests.console.office_of import make_office
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
