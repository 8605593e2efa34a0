"""The best slots from the command line, as somebody asks for them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

AT = ("--now", "2026-11-23T09:42")


def test_x10_the_best_slots_are_printed_with_their_reasons(run: Run, demo: Path) -> None:
    said = run(*AT, "slots", "T-4811", at=demo)
    assert (said.code, said.err) == (0, "")
    first, why, domino, *more = said.out.splitlines()
    assert first == "1 Lorenz B.  10:05-11:35  travel 20  Sporthalle Nordring 11:00 -> 11:50 (only proposed)"
    assert why == "  20 min from home; BMA ok"
    ways = [one.strip().split(";")[0] for one in more if " min from " in one]
    assert {"35 min from Amt Mitte", "10 min from Schule am Kanal", "40 min from Therme Lichtblick"} <= set(ways)
    assert domino == "  lunch 12:50, Ostkreuz-Center 13:30 stays.  Calls needed: 0"
    assert said.out.splitlines()[-1].startswith("- Brandt L., Demir A., ")
    assert said.out.splitlines()[-1].endswith(": no skill BMA")


def test_x10_programs_get_who_is_pushed_back_and_by_how_much(run: Run, demo: Path) -> None:
    document = run(*AT, "slots", "4811", "--json", at=demo).json
    assert (document["ticket"], len(document["slots"])) == ("T-4811", 9)
    first = document["slots"][0]
    assert (first["technicians"], first["starts"], first["calls"]) == (["Lorenz"], "2026-11-23T10:05:00+01:00", 0)
    (pushed,) = first["pushed"]
    assert (pushed["customer"], pushed["minutes"], pushed["broken"]) == ("Sporthalle Nordring", 50, False)


def test_in_german_too(run: Run, demo: Path) -> None:
    said = run(*AT, "--lang", "de", "slots", "T-4811", at=demo)
    assert "Sporthalle Nordring 11:00 -> 11:50 (nur vorgeschlagen)" in said.out
    assert "Anrufe nötig: 0" in said.out


def test_b15_who_is_excluded_is_named_with_the_customers_words(run: Run) -> None:
    assert run("exclude", "Botschaft", "nowak", "--said-by", "Frau Bonnard").code == 0
    lines = run("slots", "T-1001").out.splitlines()
    unable = [line for line in lines if line.startswith("- ")]
    offers = [line for line in lines if not line.startswith("- ")]
    assert unable == ["- Botschaft von Tarvonien: without Peter Nowak (Frau Bonnard, Mon 23.11.2026)"]
    assert offers
    assert "Nowak" not in "".join(offers)


def test_a_job_longer_than_any_day_has_to_be_split(run: Run, demo: Path) -> None:
    said = run(*AT, "slots", "T-4760", at=demo)
    assert "T-4760 takes 36:00 h, longer than any working day: split it into several appointments." in said.err
    assert "Nobody has time" not in said.err
    german = run(*AT, "--lang", "de", "slots", "T-4760", at=demo).err
    assert "T-4760 dauert 36:00 h, länger als jeder Arbeitstag: auf mehrere Termine aufteilen." in german


def test_a_ticket_that_is_not_there_is_refused(run: Run) -> None:
    said = run("slots", "T-7")
    assert (said.code, said.err) == (1, "There is no ticket T-7.\n")
