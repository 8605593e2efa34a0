"""Confirming from the command line, as somebody types it (B2, B11, B12)."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run, Said


@pytest.fixture(autouse=True)
def proposed(run: Run) -> None:
    """Tomorrow at nine somebody is proposed at the embassy."""
    said = run("book", "T-1001", "--technician", "PN", "--at", "2026-11-24 09:00", "--minutes", "120")
    assert said.code == 0, said.err


def confirm(run: Run, *words: str) -> Said:
    return run("confirm", "T-1001", *words)


def state_today(run: Run) -> str:
    lanes = run("today", "--json").json["technicians"]
    return next(str(one["state"]) for lane in lanes for one in lane["appointments"])


def test_b2_the_next_one_is_confirmed_by_names_or_the_one_that_is_chosen(run: Run) -> None:
    said = confirm(run, "--opener", "Bonnard", "--deputy", "none", "--channel", "telephone")
    assert (said.code, said.err) == (0, "")
    assert said.out == "T-1001 appointment 1 confirmed: Mon 23.11.2026 11:00-12:30, Frau Bonnard opens.\n"
    assert state_today(run) == "confirmed"
    said = confirm(run, "--opener", "Bonnard", "--deputy", "none", "--appointment", "2")
    assert said.out == "T-1001 appointment 2 confirmed: Tue 24.11.2026 09:00-11:00, Frau Bonnard opens.\n"


def test_b11_what_is_missing_is_said(run: Run) -> None:
    said = confirm(run, "--opener", "Bonnard")
    assert (said.code, said.out) == (1, "")
    assert "no deputy is named, nor that there is none" in said.err
    assert confirm(run).code == 1


def test_b12_the_customer_insists(run: Run) -> None:
    said = confirm(run, "--insist", "just come", "--json")
    assert (said.code, said.json["state"], said.json["insisted"]) == (0, "proposed", "just come")
    assert "drives without confirmation" in run("history", "K-1001").out


@pytest.mark.parametrize("word", ["mail", "Mail", "M", "m", "e-mail"])
def test_a_channel_by_its_letter_or_its_name(run: Run, word: str) -> None:
    assert confirm(run, "--opener", "x", "--deputy", "y", "--channel", word).code == 0


def test_what_is_no_channel_and_no_appointment_is_refused(run: Run) -> None:
    assert confirm(run, "--opener", "x", "--deputy", "y", "--channel", "pigeon").code == 2
    said = confirm(run, "--opener", "x", "--deputy", "y", "--appointment", "99")
    assert (said.code, "no appointment 99" in said.err) == (1, True)


def test_undo_takes_the_confirmation_back(run: Run) -> None:
    confirm(run, "--opener", "Bonnard", "--deputy", "none")
    assert run("undo").code == 0
    assert state_today(run) == "proposed"
