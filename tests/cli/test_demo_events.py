"""What was promised, asked twice, missed and handed over in the demo office before Monday 09:42."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dispatcher.cli.office import Office, Options
from tests.cli.conftest import Run
from tests.cli.demo_office import DEMO, lists


def test_events_stand_in_the_order_in_which_they_happened() -> None:
    rows = lists("events")
    assert 300 < len(rows) < 800
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert rows[-1]["at"] <= "2026-11-23 09:42"
    away = [row["by"] for row in rows if row["by"] in ("kb", "rk")]
    assert away == [], "who may only look does nothing"


def test_nothing_stands_as_a_note_and_as_an_event(run: Run, demo: Path) -> None:
    told = {(row["happened"], row["text"]) for row in lists("history")}
    assert [row["text"] for row in lists("events") if (row["at"], row["text"]) in told] == []
    first = run("history", "K-1120", at=demo).out
    assert first.count("Der Anruf um 14:00 ist nicht gekommen") == 1


def promises(run: Run, demo: Path, side: str) -> list[tuple[str, str, str]]:
    rows = run("promises", "--open", "--json", at=demo).json["promises"]
    return [(row["due"][5:16], row["what"], row["customer"] or row["to"]) for row in rows if row["side"] == side]


def test_today_five_promises_are_open_and_one_is_overdue(run: Run, demo: Path) -> None:
    ours = [found for found in promises(run, demo, "ours") if found[0] < "11-24"]
    assert ours == [
        ("11-23T09:30", "Rückruf", "K-1104"),
        ("11-23T10:00", "Rückruf", "K-1120"),
        ("11-23T10:00", "Info", "Ausfall mx01"),
        ("11-23T14:00", "Angebot", "K-1071"),
        ("11-23T16:00", "Teil (Ziegler)", "K-1102"),
    ]


def test_three_owe_us_something(run: Run, demo: Path) -> None:
    assert promises(run, demo, "theirs") == [
        ("11-20T15:00", "ruft wegen eines Termins an", "K-1042"),
        ("11-24T17:00", "nennt einen neuen Termin", "K-1057"),
        ("11-25T17:00", "Schließplan", "K-1083"),
    ]


def test_m13_week_47_is_the_one_of_the_story(run: Run, demo: Path) -> None:
    week = run("honesty", "--week", "47", at=demo).out.splitlines()
    assert [line.split()[-2:] for line in week[2:6]][1:] == [["2", "##"], ["1", "#"], ["withdrawn", "0"]]
    assert week[1] == "Promises to customers, given: 41"
    assert week[2].startswith("kept            38 #")
    assert [line for line in week if line.startswith("broken Wed")] == [
        "broken Wed 18.11. 14:00: Rückruf Kassennetz, Ladenwerk Thiele - told after 2:20 h"
    ]


def test_the_week_tells_who_moved_appointments_and_the_embassy_moved_twice(run: Run, demo: Path) -> None:
    week = run("honesty", "--week", "47", at=demo).out.splitlines()
    assert week[-1] == "Appointments: moves customer 1, us 1, technician 1; no access 1"
    told = run("moves", "T-4711", at=demo).out.splitlines()
    assert told[-1] == "T-4711: moves customer 2, us 0; no access 1"
    assert "19.10. 08-10 -> 26.10. 08-10  customer: contact away" in told[0]
    assert told[0].endswith("via Hr. Calvet  reported by Wolff")


@pytest.mark.parametrize(("ticket", "since"), [("T-4711", "2026-11-17T09:25"), ("T-4804", "2026-11-23T08:25")])
def test_b13_a_drive_in_vain_stops_the_clock_with_its_proof(run: Run, demo: Path, ticket: str, since: str) -> None:
    clock = run("--now", "2026-11-23T09:42", "clock", ticket, "--json", at=demo).json
    stands = clock["segments"][-1]
    assert (clock["state"], stands["reason"], stands["from"][:16]) == ("stopped", "no access", since)
    assert stands["proof"] is not None


def test_x12_whoever_was_out_at_night_rests_until_one_and_is_on_call(run: Run, demo: Path) -> None:
    office = Office(Options(str(demo)))
    office.open()
    try:
        plan = office.plan(date(2026, 11, 23))
    finally:
        office.close()
    nowak = next(lane for lane in plan.lanes if lane.code == "Nowak")
    here = ZoneInfo("Europe/Berlin")
    assert nowak.rest_until == datetime(2026, 11, 23, 13, tzinfo=here)
    assert nowak.on_call[-1][1] == datetime(2026, 11, 30, 7, tzinfo=here)


def test_the_queue_has_a_card_of_each_kind_that_waits(run: Run, demo: Path) -> None:
    cards = run("--now", "2026-11-23T09:42", "queue", at=demo).out.splitlines()
    assert len(cards) == 12
    for words in (
        "promise Autohaus Reh overdue",
        "order Fuchs not acknowledged",
        "voicemail from Kanzlei Weber",
        "from no: Therme: Melder 3/7 ausgeschaltet",
        "Botschaft Tarvonien not confirmed",
    ):
        assert len([card for card in cards if words in card]) == 1, words


def test_b7_one_ticket_of_the_embassy_with_three_reports(run: Run, demo: Path) -> None:
    assert reports_of(demo, 4711) == 3
    for number in (4730, 4802):
        assert run("lookup", f"t{number}", "--json", at=demo).json["hits"][0]["customer"] == "K-1042"
    assert reports_of(demo, 4802) == 3, "a merged number finds its ticket"


def reports_of(demo: Path, number: int) -> int:
    office = Office(Options(str(demo)))
    office.open()
    try:
        found = office.ticket_by_number(number)
        assert found is not None
        return found.reports
    finally:
        office.close()


def test_n6_the_call_back_has_settled_three_calls(run: Run, demo: Path) -> None:
    told = run("history", "K-1077", at=demo).out
    assert told.count("missed call") == 3
    assert "Sandner" not in run("queue", at=demo).out


def test_what_was_played_is_nobodys_last_action(run: Run, demo: Path) -> None:
    assert run("undo", at=demo).code == 1


def test_an_event_that_was_edited_into_nonsense_costs_itself(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = tmp_path / "data"
    shutil.copytree(DEMO, edited / "demo")
    head, *rows = (edited / "demo" / "events.csv").read_text(encoding="utf-8").splitlines()
    wrong = "2026-11-23 09:40,xx,Zusage,wrong,mi 14,K-1042,,,Rückruf,2026-11-25 14:00,,"
    past = "2026-11-23 09:41,mh,Zusage,past,mo 9,K-1042,,,Rückruf,2026-11-23 09:00,,"
    (edited / "demo" / "events.csv").write_text("\n".join([head, *rows[-150:], wrong, past]) + "\n", encoding="utf-8")
    monkeypatch.setattr("dispatcher.resources.data_folder", lambda: edited)
    said = run("demo", "--no-console", at=tmp_path / "demo.db")
    assert said.code == 0
    assert said.err.splitlines()[-2:] == [
        "events.csv, 152: There is no colleague xx.",
        "events.csv, 153: Mon 23.11.2026 09:00 is past.",
    ]
    (edited / "demo" / "events.csv").unlink()
    assert "events.csv cannot be read" in run("demo", "--no-console", at=tmp_path / "demo.db").err
