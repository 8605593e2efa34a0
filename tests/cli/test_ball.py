"""Whose turn it is, from the command line: the ball, follow-ups, attempts, the letter, parts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_ticket import at, newest, ticket_of

GATE = ("ticket", "k1001", "gate intercom dead")
"""T-1002: the ball is with us."""


@pytest.fixture
def gate(run: Run) -> None:
    assert run(*GATE).code == 0


@pytest.mark.usefixtures("gate")
def test_b8_the_ball_goes_to_the_customer_with_who_and_until_when(run: Run, store: Path) -> None:
    said = run("ball", "T-1002", "customer", "--who", "bonn", "--until", "thu 14")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "T-1002: ball with the customer (Frau Bonnard), the customer will call, Thu 26.11.2026 14:00.\n"
    )
    row = ticket_of(store)
    assert (row.ball, row.ball_who, row.due) == ("customer", "Frau Bonnard", at(26, 14))
    assert "ball passed T-1002 ball with the customer (Frau Bonnard) [f-up 26.11.]" in run("history", "k1001").out


@pytest.mark.usefixtures("gate")
@pytest.mark.parametrize(
    ("letter", "ball", "due"),
    [("C", "customer", at(25, 9)), ("k", "customer", at(25, 9)), ("u", "us", at(24, 9)), ("W", "us", at(24, 9))],
)
def test_b8_a_letter_is_enough(run: Run, store: Path, letter: str, ball: str, due: datetime) -> None:
    assert run("ball", "1002", letter).code == 0
    row = ticket_of(store)
    assert (row.ball, row.due, row.ball_who) == (ball, due, "Frau Bonnard" if ball == "customer" else "")


@pytest.mark.parametrize(
    ("word", "ball"), [("kunde", "customer"), ("Wir", "us"), ("dritte", "other"), ("TERMIN", "appointment")]
)
def test_b8_german_words_are_taken_as_the_letters_are(run: Run, word: str, ball: str) -> None:
    assert run("ball", "1001", word, "--who", "Ziegler", "--json").json["ball"] == ball


@pytest.mark.usefixtures("gate")
def test_the_history_tells_the_time_of_a_follow_up_of_the_same_day(run: Run) -> None:
    assert run("follow-up", "T-1002", "today 10:35").code == 0
    assert "follow-up T-1002 [f-up 23.11. 10:35]" in run("history", "k1001").out


@pytest.mark.usefixtures("gate")
def test_a_contact_who_left_has_no_ball(run: Run, store: Path) -> None:
    before = ticket_of(store)
    assert run("add", "person", "--customer", "K-1001", "--name", "Kunert").code == 0
    assert run("archive", "person", "Kunert", "--customer", "K-1001").code == 0
    said = run("ball", "T-1002", "k", "--who", "Kunert")
    assert (said.code, said.err) == (1, "Kunert is not there any more. Choose another contact.\n")
    assert ticket_of(store) == before
    assert run("ball", "T-1002", "k", "--who", "bonn").code == 0


def test_i2_only_an_appointment_that_stands_has_the_ball(run: Run, store: Path) -> None:
    assert run("ball", "1001", "other", "--who", "Ziegler", "--next", "delivers").code == 0
    assert run("ball", "1001", "t", "--json").json["ball"] == "appointment"
    assert ticket_of(store, 1001).due == at(23, 12, 30)
    assert run(*GATE).code == 0
    said = run("ball", "1002", "appointment")
    assert (said.code, said.err[:31]) == (1, "No appointment stands yet; the ")


@pytest.mark.usefixtures("gate")
def test_a_ball_as_json(run: Run) -> None:
    told = run("ball", "1002", "o", "--who", "Ziegler", "--json").json
    assert told == {
        "ticket": "T-1002",
        "ball": "other",
        "who": "Ziegler",
        "next_step": "will answer",
        "due": "2026-11-25T09:00:00+01:00",
        "attempts": 0,
        "entry": 13,
    }


@pytest.mark.usefixtures("gate")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("ball", "1002", "other"), 1, "Who has the ball? A name is needed."),
        (("ball", "1002", "nobody"), 2, "'nobody' is not one of 'us', 'customer', 'other', 'appointment'"),
        (("ball", "1002", "c", "--until", "wed"), 1, "time?"),
        (("ball", "1002", "c", "--until", "yesterday 9"), 1, "Not understood"),
        (("ball", "9999", "c"), 1, "There is no ticket T-9999."),
        (("follow-up", "1002", "16.11.2026", "9"), 1, "past"),
        (("follow-up", "1002", "next", "wed"), 1, "Which one?"),
        (("attempt", "1002"), 2, "--outcome"),
        (("part", "1002", " ", "--supplier", "Ziegler", "--until", "fri"), 1, "Which part?"),
        (("part-arrived", "1002"), 1, "T-1002 waits for no such part."),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    run: Run, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = run("history", "k1001", "--json", "--limit", "1").json["total"]
    said = run(*words)
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert run("history", "k1001", "--json", "--limit", "1").json["total"] == before


@pytest.mark.usefixtures("gate")
def test_a_follow_up_leaves_the_ball_where_it_is(run: Run, store: Path) -> None:
    assert run("ball", "1002", "c").code == 0
    said = run("follow-up", "T-1002", "thu", "10")
    assert said.out == (
        "T-1002: ball with the customer (Frau Bonnard), the customer will call, Thu 26.11.2026 10:00.\n"
    )
    assert newest(run)["verb"] == "follow up"
    assert ticket_of(store).due == at(26, 10)


@pytest.mark.usefixtures("gate")
def test_b9_the_third_attempt_offers_the_letter(run: Run, store: Path) -> None:
    assert run("ball", "1002", "c").code == 0
    first = run("attempt", "1002", "--outcome", "no-answer", "--json").json
    assert (first["attempts"], first["letter"], first["due"]) == (1, None, "2026-11-24T09:00:00+01:00")
    entry = newest(run)
    assert (entry["person"], entry["outcome"], entry["attempt"]) == ("Frau Bonnard", "no answer", 1)
    assert (entry["follow_up"], entry["ball"]) == ("2026-11-24T09:00:00+01:00", "")
    assert run("attempt", "1002", "--outcome", "voicemail", "--next", "wed 14").code == 0
    assert ticket_of(store).due == at(25, 14)
    third = run("attempt", "1002", "--outcome", "no-answer")
    assert "Ihre Meldung T-1002 vom 23.11.2026: gate intercom dead" in third.out
    assert "Sehr geehrte Frau Bonnard," in third.out
    assert "(Versuche bisher: 3)" in third.out
    assert "(attempt 3)" in run("history", "k1001", "--limit", "1").out


@pytest.mark.usefixtures("gate")
def test_b9_the_letter_follows_language_and_form_of_address(run: Run) -> None:
    assert run("ball", "1002", "c").code == 0
    told = run("reminder", "1002", "--json").json
    assert (told["language"], told["familiar"], told["ticket"]) == ("de", False, "T-1002")
    assert told["subject"] == "Ihre Meldung T-1002 vom 23.11.2026: gate intercom dead"
    assert told["text"].startswith("Sehr geehrte Frau Bonnard,\n\nseit dem 23.11.2026 warten wir auf eine Rückmeldung")
    assert told["text"].endswith("Mit freundlichen Grüßen\nMaria Hansen\nHaustechnik Nord")
    assert run("edit", "person", "1", "--form", "Frau du").code == 0
    told = run("reminder", "1002", "--json").json
    assert told["familiar"] is True
    assert told["text"].startswith("Hallo Bonnard,\n\nseit dem 23.11.2026 warten wir auf eine Rückmeldung von dir")
    assert run("edit", "person", "1", "--language", "en", "--form", "Frau Dr.").code == 0
    told = run("reminder", "1002")
    assert told.out.startswith("Your report T-1002 of 23.11.2026: gate intercom dead\n\nDear Ms Dr. Bonnard,\n\nSince")


@pytest.mark.usefixtures("gate")
def test_x13_a_part_on_order_and_when_it_has_come(run: Run, store: Path) -> None:
    told = run("part", "1002", "relay 24 V", "--supplier", "Ziegler", "--until", "fri", "--json").json
    assert (told["ball"], told["who"], told["part"]) == ("other", "Ziegler", 1)
    assert told["due"] == "2026-11-30T09:00:00+01:00"
    assert run("part", "1002", "door handle", "--supplier", "Kranz", "--until", "today").code == 0
    which = run("part-arrived", "1002")
    assert (which.code, which.err) == (1, "Which part of T-1002? relay 24 V, door handle\n")
    assert run("part-arrived", "1002", "kranz").code == 0
    assert (ticket_of(store).ball, ticket_of(store).ball_who) == ("other", "Ziegler")
    said = run("part-arrived", "1002", "relay")
    assert said.out == "T-1002: ball with us, plan the follow-up visit, Tue 24.11.2026 09:00.\n"


def test_a_ticket_takes_the_letters_too(run: Run, store: Path) -> None:
    assert run(*GATE, "--ball", "k", "--who", "Bonnard").code == 0
    assert ticket_of(store).ball == "customer"
    said = run(*GATE, "--ball", "a")
    assert (said.code, "'appointment' is not one of" in said.err) == (2, True)
