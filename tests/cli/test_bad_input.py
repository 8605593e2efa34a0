"""Nonsense for every option, argument and store: one sentence, the right exit code, no traceback, nothing lost."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dispatcher.cli.main import COMMANDS, LazyGroup, command_line
from dispatcher.store import sqlite, trouble
from dispatcher.store.engine import open_engine
from dispatcher.store.place import find, make_file
from tests.cli.conftest import Run, Said

ON_A_STORE = (
    ("today",),
    ("lookup", "x"),
    ("history", "k1001"),
    ("note", "k1001", "text"),
    ("import", "customers", "x.csv"),
    ("check",),
    ("doctor",),
    ("backup",),
    ("migrate",),
)
NONSENSE = (
    "",
    " ",
    "\udcff",
    "\x1b]52;c;aGk=\x07",
    "a" * 100_000,
    "K-",
    "K-99999999999999999999",
    "[/b]",
    "%s{0}",
    "\u202e",
)


def is_one_sentence(said: Said) -> bool:
    """Whether the complaint is one that a person can read: nothing else, no traceback, no control characters."""
    sentence = said.err.rstrip("\n").rpartition("\n\n")[2]
    harmless = all(sign == "\n" or sign >= " " for sign in said.err)
    return bool(sentence) and "\n" not in sentence and "Traceback" not in said.err and harmless and len(said.err) < 2500


def missing(place: Path, _store: Path) -> str:
    return str(place / "none.db")


def folder(place: Path, _store: Path) -> str:
    return str(place)


def words(place: Path, _store: Path) -> str:
    path = place / "words.db"
    path.write_text("no database")
    path.chmod(0o600)
    return str(path)


def empty(place: Path, _store: Path) -> str:
    make_file(place / "empty.db")
    return str(place / "empty.db")


def foreign(place: Path, store: Path) -> str:
    path = place / "foreign.db"
    shutil.copy(store, path)
    engine = open_engine(find(str(path)))
    with engine.begin() as connection:
        connection.execute(text("PRAGMA application_id = 7"))
    engine.dispose()
    return str(path)


def torn(place: Path, store: Path) -> str:
    path = place / "torn.db"
    path.write_bytes(store.read_bytes()[:20_000])
    path.chmod(0o600)
    return str(path)


def open_to_all(place: Path, store: Path) -> str:
    path = place / "open.db"
    shutil.copy(store, path)
    path.chmod(0o644)
    return str(path)


def no_name(_place: Path, _store: Path) -> str:
    return "a\0b"


def endless(_place: Path, _store: Path) -> str:
    return "x" * 5000


def long_part(_place: Path, _store: Path) -> str:
    return "x" * 300


def other_kind(_place: Path, _store: Path) -> str:
    return "mysql://anna:Geheim@host/x"


def nobody_there(_place: Path, _store: Path) -> str:
    return "postgresql://anna:Geheim@127.0.0.1:1/x"


def no_address(_place: Path, _store: Path) -> str:
    return "postgresql://anna:Geheim@[::1/x"


def wrong_port(_place: Path, _store: Path) -> str:
    return "postgresql://anna:Geheim@host:port/x"


def surrogate(place: Path, _store: Path) -> str:
    return str(place / "\udcff.db")


STORES = (
    missing, folder, words, empty, foreign, torn, open_to_all, no_name, endless, long_part, other_kind, nobody_there,
    no_address, wrong_port, surrogate,
)  # fmt: skip


@pytest.mark.parametrize("make", STORES)
def test_a_store_that_is_none_is_trouble(
    run: Run, store: Path, tmp_path: Path, make: Callable[[Path, Path], str]
) -> None:
    place = make(tmp_path, store)
    for command in ON_A_STORE:
        said = run(*command, at=place)
        on_server = command == ("backup",) and place.startswith("postgresql:")
        assert said.code == (1 if on_server else 3), (command, said)
        assert is_one_sentence(said), (command, said)
        assert "Geheim" not in said.out + said.err


@pytest.mark.parametrize("make", [words, empty, foreign, torn, open_to_all])
def test_what_is_no_store_is_not_written_to(
    run: Run, store: Path, tmp_path: Path, make: Callable[[Path, Path], str]
) -> None:
    place = Path(make(tmp_path, store))
    before = place.read_bytes()
    for command in (*ON_A_STORE, ("init", "--name", "X"), ("restore", str(place), "--yes")):
        run(*command, at=place)
    assert place.read_bytes() == before


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_for_an_argument(run: Run, nonsense: str) -> None:
    for command in (
        ("lookup", "--", nonsense),
        ("history", "--", nonsense),
        ("note", "--", nonsense, "text"),
        ("import", "customers", "--", nonsense),
        ("import", "--", nonsense, "x.csv"),
        ("restore", "--yes", "--", nonsense),
    ):
        said = run(*command)
        found = said.code == 0 and command[0] in ("lookup", "history", "note") and "\x1b" not in said.out
        assert found or said.code in (1, 2), (command, said)
        assert found or is_one_sentence(said), (command, said)


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_for_an_option(run: Run, nonsense: str) -> None:
    for command in (
        (f"--now={nonsense}", "today"),
        (f"--lang={nonsense}", "today"),
        ("history", "k1001", f"--limit={nonsense}"),
        ("note", "k1001", "text", f"--at={nonsense}"),
        ("note", "k1001", "text", f"--channel={nonsense}"),
        ("note", "k1001", "text", f"--ticket={nonsense}"),
        (f"--x{nonsense}", "today"),
        ("today", f"--x{nonsense}"),
        (nonsense,),
    ):
        said = run(*command)
        assert said.code in (1, 2), (command, said)
        assert is_one_sentence(said), (command, said)


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_for_a_new_office(run: Run, tmp_path: Path, nonsense: str) -> None:
    place = tmp_path / "new.db"
    for options in (("--state", nonsense, "--name", "X"), ("--zone", nonsense, "--name", "X")):
        said = run("init", *options, at=place)
        assert said.code == 1
        assert is_one_sentence(said)
        assert not place.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_an_office_needs_a_name(run: Run, tmp_path: Path, name: str) -> None:
    said = run("init", "--name", name, at=tmp_path / "new.db")
    assert (said.code, said.err) == (1, "The office needs a name of at most 200 signs.\n")
    assert run("init", at=tmp_path / "new.db").code == 2
    assert not (tmp_path / "new.db").exists()


def test_a_store_is_made_once(run: Run, tmp_path: Path, home: Path) -> None:
    place = tmp_path / "deep" / "new.db"
    said = run("init", "--name", "Nord", "--state", "by", "--zone", "Europe/Vienna", at=place)
    assert (said.code, said.out, said.err) == (0, f"Made: {place}\n", "")
    before = place.read_bytes()
    said = run("init", "--name", "Süd", at=place)
    assert (said.code, said.err) == (1, f"{place} is there already. Nothing was changed.\n")
    assert place.read_bytes() == before
    assert run("today", "--json", at=place).json["zone"] == "Europe/Vienna"
    for option in ("--read-only", "--now=2026-11-23"):
        said = run(option, "init", "--name", "X", at=tmp_path / "other.db")
        assert (said.code, said.err) == (1, "A store is made with neither --read-only nor --now.\n")
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("2026-11-23", 0),
        ("2026-11-23T09:42", 0),
        ("2026-11-23T09:42+01:00", 0),
        ("2026-11-23T08:42Z", 0),
        ("2026-03-29T02:30", 1),
        ("2026-10-25T02:30", 1),
        ("0001-01-01T00:00", 2),
        ("9999-12-31T23:59-12:00", 2),
        ("1066-10-14", 1),
        ("9999-12-31", 1),
        ("2026-13-01", 2),
        ("today", 2),
    ],
)
def test_the_clock_is_set_to_an_instant_there_is(run: Run, now: str, code: int) -> None:
    said = run("--now", now, "today")
    assert said.code == code
    assert code == 0 or is_one_sentence(said)


def test_every_command_says_what_it_is_for_in_both_languages(run: Run) -> None:
    assert isinstance(command_line, LazyGroup)
    english, german = run("--help").out, run("--lang", "de", "--help").out
    for name in COMMANDS:
        assert f"\n  {name} " in english
        assert f"\n  {name} " in german
        said = run(name, "--help")
        assert said.code == 0
        assert said.out.startswith(f"Usage: dispatcher {name} ")
        assert run("--lang", "de", name, "--help").out.startswith(f"Aufruf: dispatcher {name} ")


def test_every_reading_command_has_json(run: Run) -> None:
    for command in (
        ("today",),
        ("lookup", "x"),
        ("history", "k1001"),
        ("check",),
        ("doctor",),
        ("keys",),
        ("migrate",),
    ):
        said = run(*command, "--json")
        assert isinstance(said.json, dict), command


def test_the_environment_names_the_store(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPATCHER_STORE", str(tmp_path / "other.db"))
    assert run("today").code == 0
    monkeypatch.setenv("DISPATCHER_STORE", str(store))
    assert run("today", at="").code == 0


def test_a_home_that_cannot_be_written_stops_nothing(run: Run, home: Path) -> None:
    home.write_text("not a folder")
    assert run("today").code == 0
    assert run("note", "k1001", "text").code == 0
    assert run("backup").code == 0
    said = run("doctor")
    assert said.code == 0
    assert "The state directory cannot be written" in said.out


def test_nobody_may_write_where_only_reading_is_allowed(run: Run, store: Path) -> None:
    before = store.read_bytes()
    assert run("--read-only", "today").code == 0
    assert run("--read-only", "note", "k1001", "text").code == 1
    assert store.read_bytes() == before


def test_nobody_is_told_to_close_another_program_s_file(run: Run, tmp_path: Path) -> None:
    letter, photos, ours = tmp_path / "letter.txt", tmp_path / "photos.db", tmp_path / "open.db"
    letter.write_text("Dear Ms Bonnard", encoding="utf-8")
    with contextlib.closing(sqlite.driver.connect(str(photos))) as strange:
        strange.execute("PRAGMA application_id = 7")
        strange.execute("CREATE TABLE photo (id)")
    with contextlib.closing(sqlite.driver.connect(str(ours))) as old:
        old.execute("CREATE TABLE office (id)")
    for path in (letter, photos, ours):
        path.chmod(0o644)
    assert "chmod" not in run("today", at=letter).err + run("today", at=photos).err
    assert run("today", at=letter).err == trouble.not_a_store(str(letter)).sentence + "\n"
    assert "chmod o-rwx" in run("today", at=ours).err
