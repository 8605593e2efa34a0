"""today, lookup and history: what they print for people and for programs, in both languages."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_today_prints_the_plan(run: Run) -> None:
    said = run("today")
    assert said.code == 0
    assert said.out.splitlines() == [
        "Mon 23.11.2026  week 48",
        "PN   Peter Nowak    07:00-17:00  1 free",
        "     (11:00-12:30)  T-1001  K-1001 Botschaft von Tarvonien",
        "SR   Sabine Reuter  off today  1 free",
    ]


def test_today_speaks_german_and_names_the_holiday(run: Run) -> None:
    said = run("--lang", "de", "--now", "2026-11-18T09:00", "today")
    assert said.out.splitlines()[0] == "Mi 18.11.2026  KW 47  Buß- und Bettag"
    assert "heute dienstfrei" in said.out


def test_today_as_json(run: Run) -> None:
    document = run("today", "--json").json
    assert document["office"] == "Haustechnik Nord"
    assert document["zone"] == "Europe/Berlin"
    assert (document["day"], document["week"], document["holiday"]) == ("2026-11-23", 48, "")
    nowak, reuter = document["technicians"]
    assert nowak | {"appointments": []} == {
        "code": "PN",
        "name": "Peter Nowak",
        "status": 1,
        "skills": ["TK"],
        "region": "Berlin",
        "hours": {"from": "07:00", "until": "17:00"},
        "appointments": [],
    }
    assert nowak["appointments"] == [
        {
            "id": 1,
            "state": "proposed",
            "starts": "2026-11-23T11:00:00+01:00",
            "ends": "2026-11-23T12:30:00+01:00",
            "travel_minutes": 0,
            "two_person": False,
            "ticket": "T-1001",
            "customer": "K-1001",
            "customer_name": "Botschaft von Tarvonien",
        }
    ]
    assert reuter["hours"] is None


def test_today_of_another_day_by_the_clock(run: Run) -> None:
    assert run("--now", "2026-11-24T09:00", "today").out.startswith("Tue 24.11.2026  week 48\n")


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("25471", "by telephone"),
        ("k1001", "by number"),
        ("10117", "by postcode"),
        ("Botschaft", "exact"),
        ("botsch", "begins so"),
        ("klarastr", "exact"),
        ("Bonard", "sounds alike"),
        ("Klaratsr", "spelled alike"),
    ],
)
def test_lookup_finds_whatever_the_caller_gives(run: Run, words: str, how: str) -> None:
    said = run("lookup", *words.split())
    assert said.code == 0
    line = said.out.splitlines()[0]
    assert line.startswith("K-1001  Botschaft von Tarvonien  ")
    assert "030 23125-471" in line
    assert line.endswith(how)


def test_lookup_takes_several_words(run: Run) -> None:
    assert run("lookup", "müller", "leipzig").out.count("\n") == 1


def test_lookup_finds_tickets_and_texts(run: Run) -> None:
    assert "T-1001 phone system" in run("lookup", "t1001").out
    said = run("lookup", "Calvet")
    assert "Calvet is out ⏎ Bonnard opens" in said.out
    assert said.out.endswith("in a text\n")


def test_lookup_as_json(run: Run) -> None:
    document = run("lookup", "25471", "--json").json
    assert document["words"] == "25471"
    assert document["hits"][0] == {
        "kind": "customer",
        "customer": "K-1001",
        "name": "Botschaft von Tarvonien",
        "detail": "Bonnard, Kanzlei, Berlin",
        "phone": "030 23125-471",
        "ticket": None,
        "entry": None,
        "how": "phone",
        "spelling": "030 23125-471",
    }
    assert run("lookup", "t1001", "--json").json["hits"][0]["ticket"] == "T-1001"


@pytest.mark.parametrize("words", ["Xyzzyq", "", "%", "99", '"', "*", "\x1b[2J", "\udcff", "a" * 100_000])
def test_lookup_in_vain_is_one_sentence(run: Run, words: str) -> None:
    said = run("lookup", "--", words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Nothing found for ")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
    assert len(said.err) < 100


def test_lookup_in_vain_still_prints_json(run: Run) -> None:
    said = run("lookup", "--json", "Xyzzyq\udcff")
    assert said.code == 1
    assert said.json == {"words": "Xyzzyq\N{REPLACEMENT CHARACTER}", "hits": []}
    assert run("--lang", "de", "lookup", "Xyzzyq").err == "Nichts gefunden zu Xyzzyq.\n"


def test_history_is_newest_first_with_the_year_of_another_year(run: Run) -> None:
    said = run("history", "K-1001")
    assert said.code == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[-3:] == [
        "20.11. 09:42 >T mh  Frau Bonnard: Calvet is out",
        "                    Bonnard opens (T-1001)",
        "19.10.2025 10:42 <T mh  asks again",
    ]
    assert lines[0].startswith("23.11. 09:4")
    assert lines[0].endswith(" i  mh  appointment booked T-1001 proposed Mon 23.11.2026 11:00-12:30 PN")


@pytest.mark.parametrize("named", ["K-1001", "k1001", "1001", "Botschaft von Tarvonien", "tarvonien", "botschaft"])
def test_a_customer_is_a_number_or_a_name_of_its_own(run: Run, named: str) -> None:
    assert "Calvet is out" in run("history", named).out


def test_history_tells_how_much_more_there_is(run: Run) -> None:
    said = run("history", "K-1001", "--limit", "1")
    assert said.out.count("\n") == 1
    assert said.err == "4 older entries: --limit 5\n"
    assert run("--lang", "de", "history", "K-1001", "--limit", "4").err == "1 älterer Eintrag: --limit 5\n"


def test_history_as_json(run: Run) -> None:
    document = run("history", "K-1001", "--json", "--limit", "4").json
    assert document["customer"] == {"number": "K-1001", "name": "Botschaft von Tarvonien"}
    assert document["total"] == 5
    entry = document["entries"][-1]
    recorded = entry.pop("recorded")
    assert recorded.endswith(("+01:00", "+02:00"))
    assert entry == {
        "seq": 11,
        "happened": "2026-11-20T09:42:00+01:00",
        "direction": "out",
        "channel": "T",
        "author": "mh",
        "verb": "note",
        "person": "Frau Bonnard",
        "ticket": "T-1001",
        "text": "Calvet is out\nBonnard opens",
        "erased": False,
        "withdrawn": False,
        "state": "",
        "starts": None,
        "ends": None,
        "technicians": [],
        "ball": "",
        "ball_who": "",
        "follow_up": None,
        "outcome": "",
        "attempt": 0,
    }
    (booked,) = (entry for entry in document["entries"] if entry["verb"] == "book")
    assert (booked["state"], booked["technicians"]) == ("proposed", ["PN"])
    assert (booked["starts"], booked["ends"]) == ("2026-11-23T11:00:00+01:00", "2026-11-23T12:30:00+01:00")


def test_a_long_history_is_read_page_by_page(run: Run, store: object, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("history", "K-1001").out
    monkeypatch.setattr("dispatcher.cli.history_command.PAGE", 2)
    assert run("history", "K-1001").out == whole


def test_an_unknown_or_ambiguous_customer_is_an_answer(run: Run) -> None:
    assert run("history", "K-9").err == "There is no customer K-9.\n"
    said = run("history", "Müller")
    assert said.code == 1
    assert said.err == "Müller fits several customers: K-1002 Müller Metallbau, K-1003 Müller Sanitär\n"
    assert run("history", "Xyzzyq").code == 1


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1e3", "99999999999999999999", ""])
def test_a_limit_is_a_number(run: Run, limit: str) -> None:
    said = run("history", "K-1001", f"--limit={limit}")
    assert said.code == 2
    assert "--limit" in said.err.splitlines()[-1]
