"""``when``: what the grammar understands, for people and for programs; the office in Saxony lives on 23.11.2026."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.cli.main import answer
from tests.cli.conftest import Run


def test_m1_m3_when_says_the_echo_the_sentence_and_the_instant(run: Run) -> None:
    said = run("when", "wed", "14")
    assert said.code == 0
    assert said.out.splitlines() == [
        "Wednesday, 25.11.2026 14:00 (in 2 days, week 48)",
        '"I will call you on Wednesday, 25 November, at 14:00."',
        "2026-11-25T13:00:00Z",
    ]


def test_when_speaks_german_and_shows_both_ends_of_a_window(run: Run) -> None:
    assert run("--lang", "de", "when", "mi 8-10").out.splitlines() == [
        "Mittwoch, 25.11.2026 08-10 (in 2 Tagen, KW 48)",
        '"Ich rufe Sie am Mittwoch, dem 25. November, zwischen 8 und 10 Uhr an."',
        "2026-11-25T07:00:00Z 2026-11-25T09:00:00Z",
    ]


def test_m1_a_day_alone_has_no_instant_yet(run: Run) -> None:
    assert run("when", "wed").out.splitlines() == [
        "Wednesday, 25.11.2026 - time?",
        '"I will call you on Wednesday, 25 November."',
    ]
    document = run("when", "wed", "--json").json
    assert (document["day"], document["starts"], document["due"]) == ("2026-11-25", None, None)


def test_m2_a_question_is_no_answer(run: Run) -> None:
    said = run("when", "next wed 9")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Which one?  1) Wed 25.11.  2) Wed 02.12.\n"
    document = run("when", "next wed 9", "--json")
    assert document.code == 1
    assert document.json["outcome"] == "asked"
    assert [choice["starts"] for choice in document.json["choices"]] == ["2026-11-25T08:00:00Z", "2026-12-02T08:00:00Z"]


def test_what_is_past_or_unknown_is_refused_with_a_sentence(run: Run) -> None:
    assert run("when", "today", "9").err == "Mon 23.11.2026 09:00 is past.\n"
    said = run("when", "sometime", "--json")
    assert (said.code, said.json["outcome"], said.json["code"]) == (1, "refused", "unknown")


def test_m10_the_office_s_state_names_its_holidays(run: Run) -> None:
    document = run("--now", "2026-11-16T09:00", "when", "wed 14", "--json").json
    assert document["warnings"] == [{"code": "holiday", "sentence": "Buß- und Bettag (SN)"}]
    assert document["due"] == "2026-11-18T13:00:00Z"


def test_when_as_json_tells_everything(run: Run) -> None:
    assert run("when", "mi 14 60m !", "--json").json == {
        "outcome": "understood",
        "echo": "Wednesday, 25.11.2026 14:00 (in 2 days, week 48)  60 min  keeps it free",
        "phrase": "mi 14 60m !",
        "day": "2026-11-25",
        "starts": "2026-11-25T13:00:00Z",
        "ends": None,
        "due": "2026-11-25T13:00:00Z",
        "window": False,
        "minutes": 60,
        "keeps_free": True,
        "sentence": "I will call you on Wednesday, 25 November, at 14:00.",
        "notes": [],
        "warnings": [],
    }


def test_before_there_is_an_office_the_usual_one_answers(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert answer(["--now", "2026-11-23T09:42", "when", "wed", "14"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Wednesday, 25.11.2026 14:00 (in 2 days, week 48)"
    settings = home / "XDG_CONFIG_HOME" / "dispatcher" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[office]\nstate = "SN"\nhours = "Mon-Fri 7-12"\n', encoding="utf-8")
    assert answer(["--now", "2026-11-16T09:42", "when", "wed", "14"]) == 0
    assert "Buß- und Bettag (SN)" in capsys.readouterr().out
    assert answer(["--now", "2026-11-23T09:42", "when", "wed", "14"]) == 0
    assert "outside office hours 07-12" in capsys.readouterr().out


def test_a_store_that_is_named_and_missing_is_a_slip(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert answer(["--store", str(tmp_path / "none.db"), "when", "wed", "14"]) == 3
    assert "There is no store at" in capsys.readouterr().err
