"""An old store is brought up to date once, wholly or not at all, after a backup; on both databases."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dispatcher.store import schema
from dispatcher.store.engine import open_engine
from dispatcher.store.place import Place, find, make_file
from dispatcher.store.store import Store, open_store, read_revision
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.upgrade import configuration, upgrade
from dispatcher.store.verify import check
from tests.servers import PostgresServer
from tests.store.catalogue import catalogue, triggers
from tests.store.conftest import Opening, address
from tests.store.desk import ROOT, Desk, together
from tests.store.later import NEXT, TODAY
from tests.store.later_program import become_later
from tests.store.offices import all_of, save
from tests.store.words import told

LATER = "tests.store.later_program"


@pytest.fixture
def empty(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A database in which nothing is."""
    if kind == "sqlite":
        make_file(tmp_path / "empty.db")
        yield find(str(tmp_path / "empty.db"))
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    yield find(address(url))
    server.drop(url)


@pytest.fixture
def later(file_template: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process is a later program, with one step more; today's templates, which all tests share, are there
    before it."""
    assert file_template.exists()
    if "kind" in request.fixturenames and request.getfixturevalue("kind") == "postgresql":
        request.getfixturevalue("server_template")
    become_later(monkeypatch.setattr)


def shape(place: Place) -> list[tuple[str, ...]]:
    engine = open_engine(place, read_only=True)
    with engine.connect() as connection:
        found = catalogue(connection)
    engine.dispose()
    return found


def test_the_program_knows_its_newest_step() -> None:
    script = ScriptDirectory.from_config(configuration())
    steps = [step.revision for step in script.walk_revisions()]
    assert script.get_heads() == [schema.REVISION]
    assert tuple(reversed(steps)) == schema.REVISIONS


def test_the_tables_are_those_of_the_schema(store: Store) -> None:
    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return not (kind == "table" and "_fts" in (name or ""))

    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True, "compare_server_default": False}
        )
        differing = compare_metadata(context, schema.metadata)
    expected = store.place.is_file or {"ix_journal_payload_search", "ix_search_document_words"}
    assert [step for step in differing if not (expected is not True and step[1].name in expected)] == []


@pytest.mark.parametrize("first", schema.REVISIONS)
def test_a_fresh_and_an_upgraded_store_are_of_one_shape(empty: Place, place: Place, first: str) -> None:
    upgrade(empty, first)
    upgrade(empty)
    assert shape(empty) == shape(place)
    assert read_revision(empty) == schema.REVISION


def test_an_upgrade_that_was_done_is_not_done_again(empty: Place) -> None:
    assert upgrade(empty)
    before = shape(empty)
    assert not upgrade(empty)
    assert not upgrade(empty, "0001")
    assert shape(empty) == before


def test_a_store_without_an_office_is_told(empty: Place) -> None:
    upgrade(empty, "0001")
    with pytest.raises(StoreTrouble) as trouble:
        open_store(empty, read_only=True)
    assert told(trouble.value) == "older"
    with pytest.raises(StoreTrouble) as trouble:
        open_store(empty)
    assert told(trouble.value) == "no-office"


@pytest.mark.usefixtures("later")
def test_a_store_in_use_is_brought_up_to_date(place: Place, opening: Opening) -> None:
    store = opening(place)
    assert store.head().seq == 6
    with store.reading() as connection:
        assert triggers(connection) == triggers_of_today(place)
    assert save(store) == 7
    assert check(store).findings == ()


def triggers_of_today(place: Place) -> set[str]:
    from dispatcher.store.triggers import install

    engine = open_engine(place)
    with engine.connect() as connection, connection.begin() as transaction:
        install(connection)
        found = triggers(connection)
        transaction.rollback()
    engine.dispose()
    assert len(found) >= 7
    return found


def test_an_upgrade_keeps_every_row_and_every_lock(
    place: Place, opening: Opening, request: pytest.FixtureRequest
) -> None:
    before = opening(place)
    rows, names = all_of(before), names_of(before)
    before.close()
    request.getfixturevalue("later")
    after = opening(place)
    assert all_of(after).keys() == rows.keys()
    assert {name: [row[: len(rows[name][0])] for row in found] for name, found in all_of(after).items() if found} == {
        name: found for name, found in rows.items() if found
    }
    assert names_of(after) == names


def names_of(store: Store) -> set[str]:
    with store.reading() as connection:
        return triggers(connection)


@pytest.mark.usefixtures("later")
def test_a_backup_is_made_before(file_place: Place, opening: Opening) -> None:
    path = file_place.path
    assert path is not None
    opening(file_place)
    backup = path.with_name(f"office.db.before-{NEXT}-from-{TODAY}")
    assert sorted(found.name for found in path.parent.glob("*before*")) == [backup.name]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert read_revision(find(str(backup))) == TODAY


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("fault", ["breaks", "orphans"])
def test_a_step_that_fails_leaves_the_store_as_it_was(
    place: Place, monkeypatch: pytest.MonkeyPatch, opening: Opening, fault: str
) -> None:
    before = shape(place)
    monkeypatch.setenv("LATER", fault)
    for _time in range(2):
        with pytest.raises(StoreTrouble) as trouble:
            open_store(place)
        assert told(trouble.value) in ("not-upgraded", "rule")
        assert (shape(place), read_revision(place)) == (before, TODAY)
    if place.path is not None:
        assert len(list(place.path.parent.glob("*before*"))) == 2
    monkeypatch.delenv("LATER")
    assert opening(place).head().seq == 6


def test_of_eight_programs_that_start_at_once_one_upgrades(place: Place) -> None:
    said = together("upgrade", place, 8, module=LATER)
    assert sorted(line for lines in said for line in lines) == ["False"] * 7 + ["True"]
    assert read_revision(place) == NEXT
    if place.path is not None:
        assert len(list(place.path.parent.glob("*before*"))) == 1


def test_of_eight_programs_that_start_on_the_first_schema_one_upgrades(empty: Place, place: Place) -> None:
    upgrade(empty, "0001")
    said = together("open", empty, 8)
    assert {line.split()[0] for lines in said for line in lines} == {"no-office"}
    assert shape(empty) == shape(place)


def test_an_upgrade_killed_at_any_statement_is_done_or_not_begun(
    file_place: Place, opening: Opening, request: pytest.FixtureRequest
) -> None:
    assert file_place.path is not None
    before, program = shape(file_place), Desk("killed", file_place, module=LATER)
    program.go()
    *killed, last = (line.split() for line in program.rest())
    assert len(killed) > 40
    assert last[1] == "False"
    assert read_revision(find(str(file_place.path.with_name(last[0])))) == NEXT
    request.getfixturevalue("later")
    for name, was_killed in killed:
        copy = find(str(file_place.path.with_name(name)))
        assert (was_killed, shape(copy), read_revision(copy)) == ("True", before, TODAY)
    for name, _was_killed in killed[::10]:
        store = opening(find(str(file_place.path.with_name(name))))
        assert save(store) == 7
        assert check(store).findings == ()


IMPORTED = """
import sys
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from dispatcher.store.trouble import StoreTrouble
try:
    open_store(find(sys.argv[1])).close()
except StoreTrouble as trouble:
    print(trouble.code)
print("alembic" in sys.modules)
"""


def loaded(place: Place) -> list[str]:
    command = [sys.executable, "-c", IMPORTED, place.url or str(place.path)]
    return subprocess.check_output(command, cwd=ROOT, text=True).split()


def test_alembic_is_loaded_only_for_an_old_store(place: Place, empty: Place) -> None:
    assert loaded(place) == ["False"]
    upgrade(empty, "0001")
    assert loaded(empty) == ["no-office", "True"]
    assert loaded(empty) == ["no-office", "False"]
