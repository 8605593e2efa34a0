"""On-call weeks: entered by command, told in the header of the plan's day, changed and taken back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_x12_a_week_is_entered_shown_and_undone(run: Run, store: Path) -> None:
    said = run("add", "on-call", "--technician", "PN", "--starts", "23.11.2026 07:00", "--ends", "30.11.2026 07:00")
    assert (said.code, said.err) == (0, "")
    shown = run("show", "on-call", "--technician", "PN").out
    assert "23.11.2026 07:00 - 30.11.2026 07:00" in shown
    assert run("undo").code == 0
    assert "30.11.2026" not in run("show", "on-call", "--technician", "PN").out


def test_x12_a_week_that_ends_before_it_begins_is_refused_in_words(run: Run) -> None:
    said = run("add", "on-call", "--technician", "PN", "--starts", "30.11.2026 07:00", "--ends", "23.11.2026 07:00")
    assert (said.code, said.err) == (1, "Being on call ends after it began.\n")
    german = ("--lang", "de", "add", "bereitschaft", "--technician", "PN", "--starts", "30.11. 07:00")
    assert run(*german, "--ends", "").code == 1


def test_x12_a_technician_who_was_on_call_is_archived_and_not_deleted(run: Run) -> None:
    assert run("add", "technician", "--name", "Karl Neu", "--code", "KN").code == 0
    week = ("--starts", "23.11.2026 07:00", "--ends", "30.11.2026 07:00")
    assert run("add", "on-call", "--technician", "KN", *week).code == 0
    assert run("archive", "technician", "KN").code == 0
    said = run("archive", "technician", "KN", "--delete")
    assert (said.code, "1 on-call week" in said.err) == (1, True)
