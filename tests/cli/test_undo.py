"""Taking back the last action at the command line (X18)."""

from __future__ import annotations

from typing import Any

from dispatcher.cli.office import Office, Options
from dispatcher.domain.contact import Assign, Note
from dispatcher.queries.history_rows import UnassignedRow
from tests.cli.conftest import Run, Said


def noted(run: Run, text: str = "calls back at ten") -> int:
    return int(run("note", "K-1001", text, "--in", "--channel", "T", "--json").json["entry"])


def entries(run: Run) -> dict[int, dict[str, Any]]:
    """The history of the embassy by the sequence of its entries."""
    found = run("history", "K-1001", "--json").json["entries"]
    return {entry["seq"]: entry for entry in found}


def clock_of(run: Run, note: int) -> str:
    """When the entry ``note`` happened, as the office's clock shows it."""
    happened: str = entries(run)[note]["happened"]
    return happened[11:16]


def test_x18_what_was_done_last_is_taken_back_and_said(run: Run) -> None:
    note = noted(run)
    at = clock_of(run, note)
    said = run("undo")
    assert said == Said(0, f"Undone: 23.11. {at} note Botschaft von Tarvonien: calls back at ten\n", "")
    shown = entries(run)
    assert (shown[note]["withdrawn"], shown[note]["text"]) == (True, "calls back at ten")
    assert (shown[note + 1]["verb"], shown[note + 1]["withdrawn"]) == ("undo", False)
    assert "(withdrawn) calls back at ten" in run("history", "K-1001").out
    assert run("check").code == 0


def test_x18_it_is_said_first_if_that_is_wanted(run: Run) -> None:
    note = noted(run)
    at = clock_of(run, note)
    said = run("undo", "--dry-run")
    assert said == Said(0, f"This would be undone: 23.11. {at} note Botschaft von Tarvonien: calls back at ten\n", "")
    assert run("undo", "--dry-run", "--json").json["undone"] is None
    assert entries(run)[note]["withdrawn"] is False


def test_x18_as_a_document(run: Run) -> None:
    note = noted(run)
    happened = entries(run)[note]["happened"]
    assert run("undo", "--json").json == {
        "entry": note,
        "happened": happened,
        "verb": "note",
        "about": "Botschaft von Tarvonien",
        "text": "calls back at ten",
        "undone": note + 1,
    }


def test_x18_one_after_the_other_until_nothing_is_left(run: Run) -> None:
    first, second = noted(run, "first"), noted(run, "second")
    assert (run("undo", "--json").json["entry"], run("undo", "--json").json["entry"]) == (second, first)
    while (said := run("undo")).code == 0:
        assert said.out.startswith("Undone: ")
    assert said == Said(1, "", "There is nothing of your own from the last ten minutes to undo.\n")
    assert run("today", "--json").json["technicians"] == []
    assert run("check").code == 0


def test_x18_in_german(run: Run) -> None:
    at = clock_of(run, noted(run))
    assert run("--lang", "de", "undo").out == (
        f"Rückgängig gemacht: 23.11. {at} Notiz Botschaft von Tarvonien: calls back at ten\n"
    )


def test_x18_who_may_only_look_undoes_nothing(run: Run) -> None:
    noted(run)
    said = run("--read-only", "undo")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Read-only: ")


def test_a_note_without_a_customer_is_listed_by_the_office_and_assigned(run: Run, store: Any) -> None:
    office = Office(Options(str(store)))
    office.open()
    seq = getattr(office.file_note(Note(None, "who rang?", "in", "T"), "who-rang"), "seq", 0)
    (waiting,) = office.unassigned()
    assert isinstance(waiting, UnassignedRow)
    assert (waiting.seq, waiting.text) == (seq, "who rang?")
    office.save("assign", Assign(seq, office.customer("K-1001")), "who-it-was")
    last = office.last_own()
    assert last is not None
    assert (office.unassigned(), last.verb, last.text) == ((), "assign", "who rang?")
    office.close()
    assert "<T" in next(line for line in run("history", "K-1001").out.splitlines() if "who rang?" in line)
