"""The offices that are measured are stores like any other: nothing in them is made up that a check would not find."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from dispatcher.cli.office import Office, Options
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from dispatcher.store.verify import check
from tests.bench.conftest import TINY
from tests.bench.office import make_office
from tests.bench.people import SIGNS
from tests.bench.scale import NOW, TODAY
from tests.bench.years import OPEN_TICKETS


def count(connection: Connection, table: str, where: str = "true") -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {table} WHERE {where}")).scalar_one())


def test_a_check_finds_nothing(made: Path) -> None:
    store = open_store(find(str(made)))
    report = check(store)
    store.close()
    assert report.findings == ()
    nouns = TINY.technicians + TINY.customers + TINY.tickets + TINY.appointments
    assert report.entries == 1 + len(SIGNS) + nouns + TINY.contacts


def test_it_has_what_its_scale_says(made: Path) -> None:
    store = open_store(find(str(made)))
    with store.reading() as connection:
        for table in ("customer", "ticket", "appointment", "technician"):
            assert count(connection, table) == getattr(TINY, f"{table}s")
        assert count(connection, "journal", "verb = 'note'") == TINY.contacts
        assert count(connection, "ticket", "closed_at IS NULL") == OPEN_TICKETS
        assert count(connection, "journal_link", "kind = 'customer' AND ref = 1") >= TINY.contacts // TINY.big_share
        standing = "ball = 'appointment' AND id NOT IN (SELECT ticket_id FROM appointment WHERE starts_at > :now)"
        query = text(f"SELECT count(*) FROM ticket WHERE {standing}")
        assert connection.execute(query, {"now": NOW.isoformat(" ")}).scalar_one() == 0
    store.close()


def test_the_console_finds_its_day_full(made: Path) -> None:
    office = Office(Options(str(made), now=NOW))
    office.open()
    assert office.today() == TODAY
    assert all(len(lane.blocks) >= 3 for lane in office.plan(TODAY).lanes)
    assert [row.due for row in office.tickets()] == sorted(row.due or NOW for row in office.tickets())
    assert office.search("müller")
    assert office.history(1).total > TINY.contacts // TINY.big_share
    office.close()


def test_the_same_seed_makes_the_same_journal(made: Path, tmp_path: Path) -> None:
    make_office(tmp_path / "again.db", TINY, say=len)
    heads = []
    for path in (made, tmp_path / "again.db"):
        store = open_store(find(str(path)))
        heads.append(store.head())
        store.close()
    assert heads[0] == heads[1]
