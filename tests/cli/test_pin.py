"""``dispatcher pin``: set, changed, forgotten and taken away; the doctor says whether there is one."""

from __future__ import annotations

from pathlib import Path

from dispatcher.cli import settings_file
from tests.cli.conftest import Run


def typed(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def doctor(run: Run) -> str:
    """What the doctor says of it."""
    return next(str(fact["value"]) for fact in run("doctor", "--json").json["facts"] if fact["name"] == "pin")


def test_a_pin_is_set_then_changed_by_whoever_knows_it(run: Run) -> None:
    assert doctor(run) == "none; L in the console or dispatcher pin sets one"
    said = run("pin", stdin=typed("geheim", "geheim"))
    assert (said.code, said.err) == (0, "")
    assert said.out == "Your PIN is set. L locks the console, and so do 10 min without a key.\n"
    assert doctor(run) == "set"
    wrong = run("pin", stdin=typed("falsch", "anders", "anders"))
    assert (wrong.code, wrong.out, wrong.err) == (1, "", "That is not the PIN so far.\n")
    assert run("pin", "--json", stdin=typed("geheim", "anders", "anders")).json["colleague"] == 1
    assert run("pin", stdin=typed("geheim")).code == 1


def test_what_cannot_be_a_pin_is_refused_in_a_sentence(run: Run) -> None:
    for lines, sentence in (
        (("123",), "A PIN has 4 to 64 signs."),
        ((), "A PIN has 4 to 64 signs."),
        (("7777", "7777"), "A PIN of one and the same sign is soon guessed."),
        (("1234", "1243"), "The two are not the same. Nothing was saved."),
    ):
        said = run("pin", stdin=typed(*lines))
        assert (said.code, said.out, said.err) == (1, "", f"{sentence}\n")
    assert doctor(run).startswith("none")


def test_a_forgotten_pin_is_taken_away_by_its_sign(run: Run) -> None:
    assert run("pin", stdin=typed("geheim", "geheim")).code == 0
    assert run("pin", "--clear", "zz").err == "Nobody here has the sign zz.\n"
    said = run("pin", "--clear", "mh")
    assert (said.code, said.out) == (0, "mh has no PIN any more.\n")
    assert run("pin", "--clear", "mh").err == "mh has no PIN.\n"
    assert doctor(run).startswith("none")


def test_nothing_of_a_pin_is_written_anywhere_but_its_seal(run: Run, store: Path, home: Path) -> None:
    assert run("pin", stdin=typed("xq7 geheim", "xq7 geheim")).code == 0
    files = [*store.parent.glob("office.db*"), *(path for path in home.rglob("*") if path.is_file())]
    assert [path for path in files if b"xq7 geheim" in path.read_bytes()] == []


def test_a_setting_that_is_no_number_of_minutes_is_named(run: Run) -> None:
    file = settings_file.path()
    file.parent.mkdir(parents=True)
    for value in ("-1", "100000", "nan"):
        file.write_text(f"lock_minutes = {value}\n")
        said = run("today")
        assert said.code == 1
        assert "lock_minutes is a number of minutes from 0 (never) to 1440." in said.err
    file.write_text("lock_minutes = 0\n")
    assert run("pin", stdin=typed("geheim", "geheim")).out == "Your PIN is set. L locks the console.\n"
