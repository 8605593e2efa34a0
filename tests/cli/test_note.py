"""Logging a contact from the command line: it is filed once, or the text is kept and the sentence says where."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.domain.colleague import login
from dispatcher.store.drafts import Draft, drafts_of
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from tests.cli.conftest import Run


def newest(run: Run, customer: str = "K-1001") -> Any:
    return run("history", customer, "--json", "--limit", "1").json["entries"][0]


def total(run: Run, customer: str = "K-1001") -> int:
    return int(run("history", customer, "--json", "--limit", "1").json["total"])


def unfiled() -> list[Draft]:
    return drafts_of("unfiled").all_of(login())


@contextmanager
def office_on(store: Path) -> Iterator[Office]:
    office = Office(Options(str(store)))
    office.open()
    try:
        yield office
    finally:
        office.close()


def test_a_note_is_filed_with_all_it_was_given(run: Run) -> None:
    words = ("--in", "--channel", "t", "--person", "Frau Bonnard", "--ticket", "t1001", "--at", "2026-11-22T17:30")
    said = run("note", "k1001", "Asks for Tuesday\nat nine", *words)
    assert (said.code, said.out, said.err) == (0, "Filed with K-1001: entry 12.\n", "")
    (entry,) = (entry for entry in run("history", "K-1001", "--json").json["entries"] if entry["seq"] == 12)
    assert entry | {"recorded": ""} == {
        "seq": 12,
        "happened": "2026-11-22T17:30:00+01:00",
        "recorded": "",
        "direction": "in",
        "channel": "T",
        "author": "mh",
        "verb": "note",
        "person": "Frau Bonnard",
        "ticket": "T-1001",
        "text": "Asks for Tuesday\nat nine",
        "erased": False,
        "state": "",
        "starts": None,
        "ends": None,
        "technicians": [],
        "withdrawn": False,
        "ball": "",
        "ball_who": "",
        "follow_up": None,
        "outcome": "",
        "attempt": 0,
    }


def test_without_a_word_it_is_internal_and_now(run: Run) -> None:
    assert run("note", "Tarvonien", "thinking of it").code == 0
    entry = newest(run)
    assert (entry["direction"], entry["channel"], entry["text"]) == ("internal", "", "thinking of it")
    assert entry["happened"].startswith("2026-11-23T09:4")


def test_note_as_json(run: Run) -> None:
    plain = {"customer": "K-1001", "entry": 12, "ticket": None, "promises": []}
    assert run("note", "k1001", "x", "--json").json == plain
    assert run("note", "k1001", "x", "--ticket", "1001", "--json").json["ticket"] == "T-1001"


@pytest.mark.parametrize(
    ("stdin", "text"),
    [
        ("Müller\r\nruft an\n".encode(), "Müller\nruft an"),
        ("\ufeffMüller".encode(), "Müller"),
        ("Müller".encode("cp1252"), "Müller"),
        (b"a\0b\x1b[2J", "a␀b␛[2J"),
    ],
)
def test_a_dash_reads_the_text_from_stdin(run: Run, stdin: bytes, text: str) -> None:
    assert run("note", "k1001", "-", stdin=stdin).code == 0
    assert newest(run)["text"] == text


def test_a_text_that_was_not_utf_8_on_the_command_line_is_filed_visibly(run: Run) -> None:
    assert run("note", "k1001", "M\udcfcller").code == 0
    assert newest(run)["text"] == "M\N{REPLACEMENT CHARACTER}ller"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_note_is_refused_and_leaves_no_draft(run: Run, text: str) -> None:
    said = run("note", "k1001", text)
    assert (said.code, said.err) == (1, "The note is empty.\n")
    assert run("note", "k1001", "-", stdin=text.encode()).code == 1
    assert unfiled() == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("k9", "text"), "There is no customer K-9."),
        (("Müller", "text"), "Müller fits several customers: K-1002 Müller Metallbau, K-1003 Müller Sanitär"),
        (("Nobody", "text"), "No customer is called Nobody."),
        (("", "text"), "No customer is called ?."),
        (("k1001", "text", "--at", "2027-01-01"), "A contact cannot lie in the future."),
        (("k1001", "text", "--at", "2026-03-29T02:30"), "There is no 02:30 on Sun 29.03.2026"),
        (("k1001", "text", "--at", "1066-10-14"), "The year 1066 is out of reach."),
    ],
)
def test_a_refused_note_is_kept(run: Run, words: tuple[str, ...], sentence: str) -> None:
    said = run("note", *words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(sentence)
    assert said.err.endswith(f"Your text is kept in {drafts_of('unfiled').folder}.\n")
    (draft,) = unfiled()
    assert draft.data["text"] == "text"
    assert draft.data["named"] == words[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--ticket", "T-9"), "There is no ticket T-9."),
        (("--channel", "W", "--ticket", "T-9"), "There is no ticket T-9."),
    ],
)
def test_of_a_known_customer_the_console_offers_the_draft(
    run: Run, store: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = run("note", "k1001", "text", *words)
    assert (said.code, said.err) == (1, f"{sentence} Your text is kept as a draft; the console offers it.\n")
    with office_on(store) as office:
        data = office.drafts.load("note/customer/1", login())
    assert data is not None
    assert (data["text"], data["number"], data["name"]) == ("text", 1001, "Botschaft von Tarvonien")
    assert len(data["form"]) == 32


def test_a_draft_of_the_console_is_not_overwritten(run: Run, store: Path) -> None:
    with office_on(store) as office:
        office.drafts.save("note/customer/1", login(), {"text": "half written"})
        assert run("note", "k1001", "text", "--ticket", "T-9").code == 1
        texts = {draft.data["text"] for draft in office.drafts.all_of(login())}
    assert texts == {"half written", "text"}


def test_a_ticket_of_another_customer_is_refused(run: Run) -> None:
    said = run("note", "k1002", "text", "--ticket", "T-1001")
    assert said.code == 1
    assert said.err.startswith("That ticket belongs to another customer. Your text is kept")


def test_a_text_of_a_megabyte_is_refused_and_kept(run: Run, store: Path) -> None:
    said = run("note", "k1001", "-", stdin=b"x" * 1_000_000)
    assert said.code == 1
    assert said.err.startswith("The note is too long: at most 200000 signs. Your text is kept as a draft")
    with office_on(store) as office:
        (draft,) = office.drafts.all_of(login())
    assert len(draft.data["text"]) == 1_000_000


def test_endless_input_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatcher.cli.note_command.LONGEST_INPUT", 1000)
    said = run("note", "k1001", "-", stdin=b"x" * 1001)
    assert (said.code, said.err) == (1, "The note is too long: at most 200000 signs.\n")


@pytest.mark.parametrize(
    "words",
    [
        ("--at", "yesterday"),
        ("--at", ""),
        ("--at", "2026-11-23T25:00"),
        ("--at", "x" * 10_000),
        ("--at", "\udcff"),
        ("--channel", "Z"),
        ("--channel", ""),
        ("--ticket", "K-1001"),
        ("--ticket", ""),
        ("--ticket", "\x1b[2J"),
        ("more",),
        ("--nonsense",),
    ],
)
def test_wrong_usage_files_nothing(run: Run, words: tuple[str, ...]) -> None:
    before = total(run)
    said = run("note", "k1001", "text", *words)
    assert (said.code, said.out) == (2, "")
    assert "\x1b" not in said.err
    assert len(said.err.splitlines()[-1]) < 200
    assert total(run) == before


def test_a_locked_store_keeps_the_text(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatcher.store.store.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("dispatcher.store.store.open_store.__kwdefaults__", {"read_only": False, "busy_seconds": 0.05})
    other = open_store(find(str(store)))
    with other.engine.execution_options(writes=True).begin():
        said = run("note", "k1001", "text", "--ticket", "T-1001")
    other.close()
    assert said.code == 3
    assert said.err.startswith("The store is busy: another program is writing. Nothing was saved; try again. Your text")
    with office_on(store) as office:
        (draft,) = office.drafts.all_of(login())
    assert (draft.data["text"], draft.data["ticket"]) == ("text", 1)


def test_a_missing_store_keeps_the_text(run: Run, tmp_path: Path) -> None:
    said = run("note", "k1001", "text", at=tmp_path / "nowhere.db")
    assert said.code == 3
    assert said.err.startswith(f"There is no store at {tmp_path}/nowhere.db.")
    assert [draft.data["text"] for draft in unfiled()] == ["text"]


def test_a_store_that_may_only_be_read_keeps_the_text(run: Run) -> None:
    said = run("--read-only", "note", "k1001", "text")
    assert said.code == 1
    assert said.err.startswith("Read-only: opened with the read-only option. Nothing was saved. Your text is kept")


def test_a_set_clock_writes_in_a_training_store_only(run: Run, real_store: Path) -> None:
    assert run("--now", "2026-11-23T12:00", "note", "k1001", "text").code == 0
    said = run("--now", "2026-11-23T12:00", "note", "k1001", "text", at=real_store)
    assert said.code == 1
    assert said.err.startswith("Read-only: the clock is set, and this is no training store. Nothing was saved.")
    assert run("--now", "2026-11-23T12:00", "history", "k1001", at=real_store).code == 0


def test_where_no_disk_takes_the_draft_the_text_comes_back(run: Run, home: Path, store: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.write_text("not a folder")
    said = run("note", "k9", "my text")
    assert said.code == 1
    told = "There is no customer K-9. Your text cannot be kept on this disk either; it stands above."
    assert said.err == f"my text\n{told}\n"


def test_an_interrupted_note_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dispatcher.cli.office.Office.file_note", interrupted)
    said = run("note", "k1001", "text")
    assert said.code == 130
    assert "Your text is kept as a draft; the console offers it." in said.err


def test_a_fault_keeps_the_text_and_shows_no_traceback(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_given: object) -> None:
        raise ZeroDivisionError("with a secret")

    monkeypatch.setattr("dispatcher.cli.office.Office.file_note", faulty)
    said = run("note", "k1001", "text")
    log = home / "XDG_STATE_HOME" / "dispatcher" / "log" / "faults.log"
    assert said.code == 1
    assert said.err == (
        "Your text is kept as a draft; the console offers it.\n"
        f"The program stopped because of a fault in it. Nothing filed is lost. Error log: {log}\n"
    )
    assert "ZeroDivisionError\n  dispatcher/cli/main.py:" in log.read_text()
    assert "secret" not in log.read_text()


def test_a_name_behind_the_at_sign_that_nobody_has_is_refused_and_the_text_kept(run: Run) -> None:
    assert run("add", "colleague", "--login", "wh", "--sign", "wh", "--name", "Weiß").code == 0
    before = total(run)
    said = run("note", "K-1001", "@foo rief an")
    assert said.code == 1
    there = "There are: Frau Bonnard, mh Maria Hansen, wh Weiß."
    assert said.err == f'Nobody here is called "foo". {there} Your text is kept as a draft; the console offers it.\n'
    assert total(run) == before
    for known in ("@bonn asks again", "@wh is told", "the embassy of @Tarvonien calls"):
        assert run("note", "K-1001", known).code == 0, known


def test_german(run: Run) -> None:
    said = run("--lang", "de", "note", "k1001", "Text", "--ticket", "T-9")
    assert said.err == (
        "Ein Ticket T-9 gibt es nicht. Ihr Text ist als Entwurf aufgehoben; die Konsole bietet ihn an.\n"
    )
    assert run("--lang", "de", "note", "k1001", "Text").out == "Abgelegt bei K-1001: Eintrag 12.\n"


@pytest.mark.parametrize("words", [("--in", "--out"), ("--out", "--internal"), ("--in", "--out", "--internal")])
def test_a_contact_has_one_direction(run: Run, words: tuple[str, ...]) -> None:
    before = run("history", "K-1000", "--json").out
    said = run("note", "K-1000", "both ways", *words)
    assert said.code == 2
    assert said.err.endswith("Error: A contact has one direction: --in, --out or --internal.\n")
    assert run("history", "K-1000", "--json").out == before
