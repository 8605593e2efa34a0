"""A customer does not want a technician again (B15), from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

AT = ("--at", "2026-11-26 09:00")
EXCLUDED = "Botschaft von Tarvonien: without Peter Nowak (Frau Bonnard, Mon 23.11.2026)"


def excluded(run: Run) -> None:
    said = run("exclude", "Botschaft", "nowak", "--said-by", "Frau Bonnard", "--quote", "Der nicht mehr")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == "Kept: Peter Nowak is not sent there any more."


def test_b15_nobody_sends_him_there_by_a_command(run: Run) -> None:
    excluded(run)
    said = run("book", "T-1001", "--technician", "PN", *AT)
    assert (said.code, said.out) == (1, "")
    assert said.err == f'{EXCLUDED}: "Der nicht mehr"\n'
    assert run("book", "T-1001", "--technician", "SR", *AT).code == 0


def test_b15_nobody_sends_him_there_by_a_list(run: Run, tmp_path: Path) -> None:
    excluded(run)
    rows = "ticket;start;end;technician\nT-1001;26.11.2026 09:00;26.11.2026 10:00;PN\n"
    path = tmp_path / "visits.csv"
    path.write_text(rows, encoding="utf-8")
    assert run("import", "appointments", str(path)).code == 1
    assert "without Peter Nowak" in (tmp_path / "visits.rejected.csv").read_text(encoding="utf-8")


def test_b15_what_is_planned_with_him_is_named(run: Run) -> None:
    said = run("exclude", "Botschaft", "nowak")
    assert said.out.splitlines()[1] == "Still planned with him: T-1001 Mon 23.11.2026 11:00-12:30"


def test_b15_it_is_decided_once_and_stands_in_the_history(run: Run) -> None:
    excluded(run)
    again = run("exclude", "Botschaft", "nowak")
    assert (again.code, again.err) == (1, "Peter Nowak is excluded already (Frau Bonnard, Mon 23.11.2026).\n")
    newest = run("history", "Botschaft").out
    assert "decision: not this technician again: Peter Nowak: Der nicht mehr" in newest


def test_v14_it_is_lifted_with_a_reference_and_stays_readable(run: Run) -> None:
    excluded(run)
    said = run("exclude", "Botschaft", "nowak", "--lift", "Mail Bonnard 23.11.")
    assert (said.code, said.out) == (0, "Lifted: Peter Nowak may be sent there again.\n")
    assert run("book", "T-1001", "--technician", "PN", *AT).code == 0
    history = run("history", "Botschaft").out
    assert "decision lifted: Peter Nowak: Mail Bonnard 23.11." in history
    assert "Der nicht mehr" in history
    assert run("exclude", "Botschaft", "nowak", "--lift", "again").err == (
        "Nothing is decided about that technician there.\n"
    )


def test_x18_it_is_undone(run: Run) -> None:
    excluded(run)
    assert run("undo").code == 0
    assert run("book", "T-1001", "--technician", "PN", *AT).code == 0


def test_for_programs(run: Run) -> None:
    said = run("exclude", "Botschaft", "nowak", "--json").json
    assert said == {"decision": 1, "entry": 12, "planned": ["T-1001"]}


def test_who_is_not_there_cannot_be_excluded(run: Run) -> None:
    assert "No technician is called Kohl" in run("exclude", "Botschaft", "Kohl").err
    assert run("exclude", "K-9", "PN").err == "There is no customer K-9.\n"
