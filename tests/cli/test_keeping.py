"""check, doctor, backup, restore, migrate: keeping a store, and saying what is wrong with one."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import text

from dispatcher.store import schema
from dispatcher.store.engine import open_engine
from dispatcher.store.place import find, make_file
from dispatcher.store.upgrade import upgrade
from tests.cli.conftest import Run, Said


class Terminal(io.StringIO):
    """A stdin at which somebody sits."""

    def isatty(self) -> bool:
        return True


def alter(store: Path, *statements: str) -> None:
    """Change a store behind the program's back."""
    engine = open_engine(find(str(store)))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_a_whole_store_is_sound(run: Run) -> None:
    said = run("check")
    assert (said.code, said.err) == (0, "")
    first, *_notes, last = said.out.splitlines()
    assert first.startswith("11 entries checked. The newest is 11, its hash ")
    assert last == "Nothing found."


def test_check_without_a_noted_head_says_so(run: Run) -> None:
    assert "No head was noted on this computer" in run("check").out
    run("note", "k1001", "text")
    assert "No head was noted" not in run("check").out


def test_check_names_the_entry_that_was_changed(run: Run, store: Path) -> None:
    alter(store, *_unlocked(store), "UPDATE journal SET actor = 'xx' WHERE seq = 3")
    said = run("check")
    assert said.code == 3
    assert "entry 3" in said.out.lower()
    assert said.err.startswith("The store is not as it was left: ")
    assert "Der Speicher ist nicht, wie er zurückgelassen wurde: " in run("--lang", "de", "check").err


def _unlocked(store: Path) -> list[str]:
    engine = open_engine(find(str(store)), read_only=True)
    with engine.connect() as connection:
        names = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'")
        )
        statements = [f"DROP TRIGGER {name}" for name in names]
    engine.dispose()
    return statements


def test_check_as_json(run: Run, store: Path) -> None:
    document = run("check", "--json").json
    assert (document["sound"], document["entries"], document["findings"]) == (True, 11, [])
    assert document["head"]["seq"] == 11
    assert len(document["head"]["hash"]) == 64
    assert document["notes"][0]["code"] == "no-head"
    alter(store, *_unlocked(store), "UPDATE journal SET actor = 'xx' WHERE seq = 3")
    said = run("check", "--json")
    assert said.code == 3
    assert said.json["sound"] is False
    finding = next(one for one in said.json["findings"] if one["entry"] == 3)
    assert set(finding) == {"code", "subject", "entry", "sentence"}


def facts(said: Said) -> dict[str, str]:
    return {fact["name"]: fact["value"] for fact in said.json["facts"] if fact["name"] != "setting"}


def test_doctor_tells_what_there_is(run: Run, store: Path, home: Path) -> None:
    said = run("doctor", "--json")
    assert said.code == 0
    assert said.json["trouble"] is None
    found = facts(said)
    assert found["store"] == str(store)
    assert found["schema"] == schema.REVISION
    assert found["modes"].startswith("office.db 06")
    assert found["error_log"] == str(home / "XDG_STATE_HOME" / "dispatcher" / "log" / "faults.log")
    assert "sqlalchemy 2." in found["libraries"]
    assert found["drafts"] == "0"
    assert set(found) == {
        "program", "libraries", "language", "user", "terminal", "error_log", "store", "file_system", "modes", "disk",
        "driver", "database", "schema", "head", "drafts", "pin", "backup", "settings_file", "preference",
    }  # fmt: skip


def test_doctor_shows_every_setting_the_store_rests_on(run: Run) -> None:
    settings = [fact for fact in run("doctor", "--json").json["facts"] if fact["name"] == "setting"]
    values = {fact["value"] for fact in settings}
    assert {"journal_mode = wal", "synchronous = 2", "foreign_keys = 1", "secure_delete = 1"} <= values
    assert all(fact["ok"] for fact in settings)


def test_doctor_prints_a_line_a_fact(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    said = run("doctor")
    lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert all(line.startswith(("ok ", "warning ")) for line in lines)
    (terminal,) = (line for line in lines if " terminal " in line)
    assert terminal.startswith("warning ")
    assert terminal.endswith("This terminal cannot draw a screen; the commands work.")
    assert "Warnung  letzte Sicherung" in run("--lang", "de", "doctor").out


def test_doctor_warns_of_an_old_sqlite_and_of_the_other_driver(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatcher.store.sqlite.version", "3.40.1")
    assert "This SQLite can damage a store that several programs write at once" in run("doctor").out
    monkeypatch.setattr("dispatcher.store.sqlite.version", "3.53.4")
    monkeypatch.setattr("dispatcher.store.sqlite.driver.__name__", "sqlite3.dbapi2")
    assert "The standard library's SQLite is in use" in run("doctor").out


def test_doctor_counts_drafts_and_knows_backups(run: Run, tmp_path: Path) -> None:
    run("note", "k1001", "text", "--ticket", "T-9")
    run("backup", str(tmp_path / "elsewhere.copy"))
    found = facts(run("doctor", "--json"))
    assert found["drafts"] == "1"
    assert found["backup"] == f"{tmp_path}/elsewhere.copy, 0 days old"
    run("note", "k9", "text")
    assert "1 could not be filed from the command line; they are kept in " in run("doctor").out


def test_doctor_never_shows_a_password(run: Run) -> None:
    said = run("doctor", at="postgresql://anna:Geheim@127.0.0.1:1/office")
    assert said.code == 3
    assert "Geheim" not in said.out + said.err
    assert "postgresql://anna@127.0.0.1:1/office" in said.out


def test_doctor_changes_nothing(run: Run, store: Path) -> None:
    before = store.read_bytes()
    run("doctor")
    assert store.read_bytes() == before


def test_backup_lies_beside_the_store_with_the_time_in_its_name(run: Run, store: Path) -> None:
    said = run("backup")
    (copy,) = store.parent.glob("office-*.db")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Copied to {copy} (")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert run("history", "k1001", at=copy).out == run("history", "k1001").out


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Berlin", "10"), ("America/New_York", "04"), ("Asia/Tokyo", "18")])
def test_a_backup_is_named_by_the_office_s_clock(run: Run, store: Path, zone: str, hour: str) -> None:
    alter(store, f"UPDATE office SET zone = '{zone}'")
    with time_machine.travel(datetime(2026, 12, 1, 9, 5, tzinfo=UTC), tick=False):
        run("backup")
    assert [path.name for path in store.parent.glob("office-*.db")] == [f"office-20261201-{hour}0500.db"]


def test_backup_to_a_file_or_a_folder(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    document = run("backup", "--json", str(target)).json
    assert document == {"file": str(target), "bytes": target.stat().st_size}
    folder = tmp_path / "copies"
    folder.mkdir()
    assert run("backup", str(folder)).code == 0
    assert len(list(folder.glob("office-*.db"))) == 1


def test_a_copy_overwrites_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    said = run("backup", str(target))
    assert (said.code, said.err) == (1, f"{target} is there already. Nothing was changed.\n")
    assert target.read_text() == "mine"
    assert run("backup", str(store)).code == 1
    assert run("backup", str(tmp_path / "no" / "folder.db")).code == 1
    assert run("backup", "").code == 2


def test_restore_puts_the_copy_back_and_keeps_the_store_before(run: Run, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    run("backup", str(copy))
    run("note", "k1001", "after the copy")
    said = run("restore", str(copy), "--yes")
    assert (said.code, said.err) == (0, "")
    kept = Path(said.out.splitlines()[1].removeprefix("The store before is kept as ").removesuffix("."))
    assert said.out.startswith(f"{store} holds the copy now; its newest entry is 11.\n")
    assert "after the copy" not in run("history", "k1001").out
    assert "after the copy" in run("history", "k1001", at=kept).out
    assert run("check").code == 0


def test_restore_as_json_to_a_place_where_nothing_is(run: Run, store: Path, tmp_path: Path) -> None:
    place = tmp_path / "new.db"
    said = run("restore", str(store), "--json", at=place)
    assert said.code == 0
    assert said.json == {"store": str(place), "entry": 11, "kept": None}


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("ja\n", 0), ("n\n", 1), ("\n", 1), ("", 1), ("what\n", 1)])
def test_restore_asks(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    copy = tmp_path / "copy.db"
    run("backup", str(copy))
    run("note", "k1001", "after the copy")
    monkeypatch.setattr("tests.cli.conftest.io.TextIOWrapper", lambda _bytes: Terminal(typed))
    said = run("restore", str(copy))
    assert said.code == code
    assert said.err.startswith(f"Put {copy} in the place of {store}? What is there now is kept beside it. [y/N] ")
    assert ("after the copy" in run("history", "k1001").out) == bool(code)


def test_restore_does_not_ask_where_nobody_is(run: Run, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    run("backup", str(copy))
    said = run("restore", str(copy), stdin=b"y\n")
    assert (said.code, said.err) == (1, "Nobody can be asked here: say --yes. Nothing was changed.\n")


def test_restore_refuses_while_somebody_works_on_the_store(run: Run, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    run("backup", str(copy))
    engine = open_engine(find(str(store)))
    with engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM journal"))
        said = run("restore", str(copy), "--yes")
    engine.dispose()
    assert said.code == 3
    assert said.err == "The store is open in another program. End it there first; nothing was changed.\n"


def _text_file(path: Path) -> None:
    path.write_text("not a store")


def _bytes_file(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _empty_file(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("make", [_text_file, _bytes_file, _empty_file])
def test_restore_takes_no_file_that_is_no_store(run: Run, tmp_path: Path, make: Callable[[Path], None]) -> None:
    file = tmp_path / "file"
    make(file)
    said = run("restore", str(file), "--yes")
    assert said.code == 3
    assert said.err.count("\n") == 1
    assert str(file) in said.err
    assert run("history", "k1001").code == 0


def test_restore_without_a_file_or_from_itself(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("restore", str(tmp_path / "no.db"), "--yes").err == f"There is no file {tmp_path}/no.db.\n"
    assert run("restore", str(tmp_path), "--yes").code == 1
    assert run("restore", str(store), "--yes").code == 1
    assert run("restore", "--yes").code == 2
    assert run("--read-only", "restore", str(store), "--yes").code == 1


def test_migrate_brings_an_old_store_up_to_date(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    make_file(old)
    upgrade(find(str(old)), schema.REVISIONS[0])
    said = run("migrate", at=old)
    assert (said.code, said.out) == (0, f"Schema {schema.REVISIONS[0]} became {schema.REVISION}.\n")
    assert run("migrate", at=old).out == f"The store is up to date (schema {schema.REVISION}).\n"


def test_migrate_as_json(run: Run, tmp_path: Path) -> None:
    assert run("migrate", "--json").json == {"from": schema.REVISION, "to": schema.REVISION, "changed": False}
    old = tmp_path / "old.db"
    make_file(old)
    upgrade(find(str(old)), schema.REVISIONS[0])
    assert run("--read-only", "migrate", at=old).code == 1
    document = run("migrate", "--json", at=old).json
    assert document == {"from": schema.REVISIONS[0], "to": schema.REVISION, "changed": True}


def test_a_store_of_a_newer_program_is_named_and_left_alone(run: Run, store: Path) -> None:
    alter(store, "UPDATE alembic_version SET version_num = '9999'")
    before = store.read_bytes()
    for words in ("today", "note k1001 text", "check", "migrate", "history k1001"):
        said = run(*words.split())
        assert said.code == 3, words
        assert said.err.startswith(f"{store} was made by a newer version (schema 9999, this program knows ")
    assert run("--read-only", "history", "k1001").code == 0
    assert "Made by a newer version" in run("doctor").out
    assert store.read_bytes() == before


def test_a_copy_of_another_office_is_put_in_place_only_when_that_is_meant(run: Run, tmp_path: Path) -> None:
    north, south, copy = tmp_path / "north.db", tmp_path / "south.db", tmp_path / "copy.db"
    assert run("init", "--name", "Nord", at=north).code == run("init", "--name", "Süd", at=south).code == 0
    assert run("backup", str(copy), at=south).code == 0
    before = north.read_bytes()
    refused = run("restore", str(copy), "--yes", at=north)
    assert refused.code == 1
    assert "another office (Süd), not of Nord" in refused.err
    assert north.read_bytes() == before
    assert run("restore", str(copy), "--yes", "--other-office", at=north).code == 0


def test_an_empty_name_is_no_store_least_of_all_the_default_one(run: Run, tmp_path: Path) -> None:
    for named in ("", "  "):
        said = run("--store", named, "today", at=None)
        assert said.code == 3
        assert said.err.startswith("--store names no store.")
