"""Promises from the command line, as somebody types them; the clock shows Mon 23.11.2026 09:42."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dispatcher.cli.office import Office, Options
from tests.cli.conftest import NOW, Run

CUSTOMER = "K-1001"


@pytest.fixture
def run(run: Run) -> Run:
    """The commands, in an office with a second colleague."""
    assert run("add", "colleague", "--login", "wh", "--sign", "wh", "--name", "Weiß").code == 0
    return run


def made(run: Run, *words: str) -> Any:
    said = run("promise", CUSTOMER, "call-back", *words, "--json")
    assert said.code == 0, said.err
    return said.json


def later(store: Path, run: Run, instant: str, *words: str) -> Any:
    """What a command says when the office's clock shows ``instant``."""
    return run("--now", instant, *words)


def test_m1_a_promise_and_the_sentence_to_say(run: Run) -> None:
    said = run("promise", CUSTOMER, "call-back", "--due", "wed 14", "--to", "bonn")
    assert (said.code, said.err) == (0, "")
    first, sentence = said.out.splitlines()
    assert first == ("1  Wed 25.11.2026 14:00  open  call-back  K-1001 Botschaft von Tarvonien, Frau Bonnard  mh")
    assert "25." in sentence
    assert run("promises").out.splitlines() == [first]


def test_m3_the_sentence_is_made_from_what_is_stored(run: Run) -> None:
    told = made(run, "--due", "wed 14")
    assert told["due"] == "2026-11-25T14:00:00+01:00"
    assert told["sentence"] == "Ich rufe Sie am Mittwoch, dem 25. November, um 14 Uhr an."
    assert (told["phrase"], told["owner"], told["standing"], told["entry"] > 0) == ("wed 14", "mh", "open", True)


def test_m2_a_phrase_with_two_meanings_prints_both_and_ends_with_1(run: Run) -> None:
    said = run("promise", CUSTOMER, "call-back", "--due", "next wed")
    assert (said.code, said.out) == (1, "")
    assert "Wed 25.11." in said.err
    assert "Wed 02.12." in said.err
    assert run("promises", "--open", "--json").json["promises"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--due", "wed"), "Wednesday, 25.11.2026 - time?"),
        (("--due", "today 8"), "past"),
        (("--due", "soon"), 'Not understood: "soon"'),
        (("--due", "wed 14", "--owner", "xy"), "There is no colleague xy."),
        (("--due", "wed 14", "--ticket", "T-99"), "There is no ticket T-99."),
        (("--due", "wed 14", "--keeps-free", "0"), "It takes between one minute and 24 hours."),
        (("--due", "+1m", "--stand-in", "mh"), "Nobody stands in for himself."),
    ],
)
def test_what_cannot_be_promised_is_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    said = run("promise", CUSTOMER, "call-back", *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_an_unknown_name_after_the_at_sign_is_refused(run: Run) -> None:
    said = run("promise", "@petersen", "call the boss", "--due", "+15m")
    assert (said.code, said.err) == (1, 'There is no colleague "petersen". There are: mh Maria Hansen, wh Weiß\n')
    said = run("promise", CUSTOMER, "@foo call back", "--due", "wed 14")
    assert (said.code, said.err) == (1, 'There is no colleague "foo". There are: mh Maria Hansen, wh Weiß\n')
    assert run("promises", "--json").json["promises"] == []


def test_v9_the_first_word_names_a_colleague_as_it_does_in_the_form(run: Run) -> None:
    said = run("promise", CUSTOMER, "@wh call the boss", "--due", "wed 14", "--json").json
    assert (said["colleague"], said["owner"], said["what"], said["sentence"]) == ("wh", "wh", "call the boss", "")


def test_a_pasted_text_is_no_promise(run: Run) -> None:
    said = run("promise", CUSTOMER, "x" * 20_000, "--due", "wed 14")
    assert said.code == 1
    assert said.err.startswith("A promise is at most 400 signs long.")


def test_m10_the_holidays_are_those_of_the_customers_state(run: Run) -> None:
    """The office is in Saxony, the embassy in Berlin; of the other customer no state is known."""
    monday, wednesday = ("--now", "2026-11-16T09:42"), ("call-back", "--due", "wed 14")
    assert run(*monday, "promise", CUSTOMER, *wednesday).code == 0
    warned = run(*monday, "promise", "K-1003", *wednesday)
    assert (warned.code, warned.err) == (1, "Wed 18.11.2026 14:00: Buß- und Bettag (SN). If it is meant: --insist\n")
    assert run(*monday, "promise", "K-1003", *wednesday, "--insist").code == 0


def test_m10_a_new_date_is_read_where_the_customer_is_too(run: Run) -> None:
    monday = ("--now", "2026-11-16T09:42")
    given = run(*monday, "promise", CUSTOMER, "call-back", "--due", "tue 14", "--json").json["promise"]
    heard = ("promise-kept", str(given), "--outcome", "reached", "--new", "wed 14")
    assert run(*monday, *heard).code == 0


def test_m10_of_two_sites_nobody_knows_which_is_meant(run: Run) -> None:
    monday, wednesday = ("--now", "2026-11-16T09:42"), ("promise", CUSTOMER, "call-back", "--due", "wed 14")
    assert run("add", "site", "--customer", CUSTOMER, "--place", "Potsdam", "--state", "BB").code == 0
    assert "Buß- und Bettag (SN)" in run(*monday, *wednesday).err


@pytest.mark.parametrize(
    ("due", "date"),
    [
        ("20.11. 14", "Sat 20.11.2027 14:00: "),
        ("sat 14", "Sat 28.11.2026 14:00: "),
        ("sat 8-10", "Sat 28.11.2026 08-10: "),
    ],
)
def test_a_warning_names_the_date_that_was_understood(run: Run, due: str, date: str) -> None:
    for words in (("promise", CUSTOMER, "call-back", "--due", due), ("follow-up", "T-1001", due)):
        said = run(*words)
        assert said.code == 1
        assert said.err.startswith(date), said.err
        assert said.err.endswith(". If it is meant: --insist\n")


def test_m10_half_days_and_holidays_of_one_town(run: Run) -> None:
    assert "half day" in run("promise", CUSTOMER, "call-back", "--due", "24.12 9").err
    assert run("add", "customer", "--name", "Brauhaus", "--place", "Augsburg", "--state", "BY").code == 0
    august, friday = ("--now", "2025-08-04T09:42"), ("promise", "Brauhaus", "call-back", "--due", "fri 9")
    assert run(*august, *friday).code == 0
    assert run("edit", "site", "Augsburg", "--customer", "Brauhaus", "--municipality", "Augsburg").code == 0
    assert "Augsburger Hohes Friedensfest (Augsburg)" in run(*august, *friday).err


def test_m8_a_time_that_is_kept_free_is_refused_to_the_next(run: Run) -> None:
    assert made(run, "--due", "wed 14 60m !")["keeps_free"] is True
    said = run("promise", "K-1003", "visit", "--due", "wed 14:30", "--keeps-free", "30")
    assert said.code == 1
    assert "has promised call-back to Botschaft von Tarvonien already: Wed 25.11.2026 14:00-15:00." in said.err
    assert run("promise", "K-1003", "visit", "--due", "wed 14:30", "--owner", "wh").code == 0


def test_m9_only_reached_or_voicemail_with_a_new_date_keeps_it(run: Run, store: Path) -> None:
    number = str(made(run, "--due", "wed 14")["promise"])
    tried = later(store, run, "2026-11-25T14:00", "promise-kept", number, "--outcome", "no-answer", "--json").json
    assert (tried["standing"], tried["attempts"], tried["next_try"]) == ("due", 1, "2026-11-25T14:30:00+01:00")
    words = ("promise-kept", number, "--outcome", "voicemail", "--new", "thu 10", "--json")
    following = later(store, run, "2026-11-25T14:00", *words).json
    assert (following["follows"], following["due"]) == (int(number), "2026-11-26T10:00:00+01:00")
    listed = run("promises", "--json").json["promises"]
    assert [(one["promise"], one["standing"]) for one in listed] == [(int(number), "kept"), (2, "open")]
    assert run("promise-kept", "99", "--outcome", "busy").err == "There is no promise 99.\n"
    assert "9223372036854775808 is too large." in run("promise-kept", str(2**63), "--outcome", "busy").err


def test_m5_moved_with_a_word_and_without(run: Run, store: Path) -> None:
    told = str(made(run, "--due", "wed 14")["promise"])
    untold = str(made(run, "--due", "wed 15")["promise"])
    assert run("promise-moved", told, "thu 10", "--informed", "t").code == 0
    assert run("promise-moved", untold, "thu 11").code == 0
    said = later(store, run, "2026-11-25T15:01", "promises", "--json").json["promises"]
    assert [(one["promise"], one["standing"]) for one in said] == [
        (1, "moved"),
        (2, "broken"),
        (3, "open"),
        (4, "open"),
    ]
    assert said[1]["followed_by"] == 4
    again = run("promise-moved", untold, "fri 9")
    assert again.err.startswith("It has a new date already: Thu 26.11.2026 11:00 (promise 4).")


def test_m6_broken_and_told_stays_broken(run: Run, store: Path) -> None:
    number = str(made(run, "--due", "wed 14")["promise"])
    said = later(store, run, "2026-11-25T16:20", "promise-kept", number, "--outcome", "reached")
    assert "broken, told" in said.out
    history = later(store, run, "2026-11-25T16:21", "history", CUSTOMER, "--limit", "1").out
    assert "told of a broken promise reached: call-back [was due 25.11. 14:00]" in history


def test_m15_withdrawn_with_a_word_or_cancelled(run: Run) -> None:
    number = str(made(run, "--due", "wed 14")["promise"])
    refused = run("promise-withdrawn", number, "solved")
    assert (refused.code, refused.err) == (
        1,
        "A promise is withdrawn only when the other side was told, or cancelled it itself.\n",
    )
    assert "withdrawn" in run("promise-withdrawn", number, "solved", "--cancelled").out
    assert run("promise-withdrawn", number, "solved", "--cancelled").err == "Promise 1 has ended already.\n"


def test_v9_a_note_on_a_colleagues_desk_is_acknowledged_by_him(run: Run, store: Path) -> None:
    said = run("promise", "@wh", "call the boss at once", "--due", "+15m", "--json").json
    assert (said["colleague"], said["owner"], said["acknowledged"], said["sentence"]) == ("wh", "wh", None, "")
    number = str(said["promise"])
    assert run("promise-seen", number).err == "That is for Weiß to acknowledge.\n"
    handed = run("promise-handed", number, "mh", "--json").json
    assert (handed["owner"], handed["acknowledged"] is not None) == ("mh", True)


def test_theirs_are_marked(run: Run) -> None:
    assert made(run, "--due", "wed 14", "--theirs", "--to", "Ziegler")["side"] == "theirs"
    assert "< call-back  K-1001 Botschaft von Tarvonien, Ziegler  mh" in run("promises", "--open").out


def test_the_history_says_when_it_is_due_and_from_when_to_when_it_was_moved(run: Run) -> None:
    made(run, "--due", "wed 14")
    assert "promise: call-back [due 25.11. 14:00]" in run("history", CUSTOMER, "--limit", "1").out
    run("promise-moved", "1", "thu 10", "--informed", "M")
    line = run("history", CUSTOMER, "--limit", "1").out
    assert ">M mh" in line
    assert "promise moved: call-back [25.11. 14:00 -> 26.11. 10:00]" in line


def test_nothing_is_promised(run: Run) -> None:
    said = run("promises")
    assert (said.code, said.out, said.err) == (0, "", "Nothing is promised.\n")


def test_the_office_tells_its_promises_to_whoever_asks(run: Run, store: Path) -> None:
    made(run, "--due", "wed 14 60m")
    office = Office(Options(str(store)))
    office.open()
    day = office.owner_day(1, office.today().replace(day=25))
    assert office.clock.now() >= NOW
    assert day is not None
    assert [(one.promise, one.to) for one in day.blocked] == [(1, "Botschaft von Tarvonien")]
    assert [row.id for row in office.promises_of(1)] == [1]
    office.close()
