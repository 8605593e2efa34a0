"""The demo office: a busy Monday that anybody may make, read, and write into."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dispatcher.cli import console_command
from dispatcher.cli.demo_command import LISTS
from dispatcher.cli.main import answer
from dispatcher.cli.office import Office, Options
from dispatcher.locale import speaking
from tests.cli.conftest import Run
from tests.cli.demo_office import DEMO, lists

DRAMA = re.compile(
    r"(?:030 23125-\d{3}|0171 39200-\d{2}|0176 040690\d{2}|0152 28817386|0152 28895456|0152 54599371|0172 9925904"
    r"|0172 9968532|0172 9973185|0172 9973186|0172 9980752|0174 9091317|0174 9464308)"
)
"""The numbers that nobody has: kept free for films and books by the regulator."""
EMBASSY = (
    ("12.10. 08:15", "<T", "DRINGEND"),
    ("19.10. 07:35", "i ", "moved T-4711 19.10. 08-10 -> 26.10. 08-10, customer: contact away"),
    ("19.10. 07:36", ">T", "Herr Calvet öffnet; Vertretung Frau Bonnard; angemeldet bei Wache"),
    ("20.10. 08:30", "<P", "DRINGEND endlich Techniker"),
    ("20.10. 11:05", ">T", "ruft zurück"),
    ("20.10. 09:05", "i ", "T-4730 is a report of T-4711"),
    ("22.10. 09:05", ">T", "voicemail (attempt 1): Wer öffnet am 26.10.?"),
    ("23.10. 09:35", ">T", "no answer (attempt 2)"),
    ("29.10. 10:20", ">T", "no answer (attempt 3)"),
    ("26.10. 07:00", "i ", "fell through T-4711 26.10. 08-10, customer: contact away"),
    ("06.11. 16:00", "i ", "Übergabe"),
    ("16.11. 15:20", "i ", "T-4802 is a report of T-4711"),
    ("16.11. 14:55", "<P", "vor drei Wochen"),
    ("16.11. 15:40", ">T", "nichts ausgerichtet"),
    ("17.11. 09:25", "iV", "no access Wolff: 09:00-09:25; tried 09:04 -117, 09:06 -118; travel 60 min"),
    ("17.11. 11:10", "i ", "owed to us T-4711: ruft wegen eines Termins an"),
    ("19.11. 15:30", ">T", "Nachgefragt (1)"),
    ("20.11. 10:14", ">T", "n. e."),
)


def plan(run: Run, demo: Path, now: str = "2026-11-23T09:42") -> list[dict[str, Any]]:
    technicians: list[dict[str, Any]] = run("--now", now, "today", "--json", at=demo).json["technicians"]
    return technicians


# --- making it ---


def test_it_is_made_and_told(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "new" / "demo.db"
    said = run("demo", "--no-console", at=place)
    assert (said.code, said.err) == (0, "")
    assert f"Made: {place}" in said.out
    assert "23.11.2026 09:42" in said.out
    assert place.stat().st_mode & 0o777 == 0o600


def test_every_row_is_taken_in(run: Run, demo: Path) -> None:
    for kind, _instant in LISTS:
        again = run("import", kind, str(DEMO / f"{kind}.csv"), "--dry-run", "--json", at=demo).json
        assert again["unchanged"] == again["read"] == len(lists(kind)), kind


def test_it_passes_the_check(run: Run, demo: Path) -> None:
    said = run("check", at=demo)
    assert said.code == 0, said.out + said.err


def test_left_out_it_is_a_file_of_the_users_own(
    home: Path, monkeypatch: pytest.MonkeyPatch, real_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPATCHER_STORE", str(real_store))
    before = real_store.read_bytes()
    assert answer(["demo", "--no-console"]) == 0
    made_at = Path(re.findall(r"Made: (.+)", capsys.readouterr().out)[0])
    assert made_at.name == "demo.db"
    assert made_at.is_file()
    assert real_store.read_bytes() == before


def test_an_earlier_one_goes(run: Run, demo: Path) -> None:
    assert run("note", "K-1042", "written into the old one", at=demo).code == 0
    assert run("demo", "--no-console", "--store", str(demo)).code == 0
    assert "written into the old one" not in run("history", "K-1042", at=demo).out


def test_a_draft_outlives_the_demo_it_was_typed_in(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "demo.db"
    found = []
    for _time in range(2):
        assert run("demo", "--no-console", "--store", str(place)).code == 0
        office = Office(Options(str(place)))
        office.open()
        found.append([draft.data["text"] for draft in office.drafts.all_of("mh")])
        office.drafts.save("note/customer/3", "mh", {"text": "ruft um zehn zurück"})
        office.close()
    assert found == [[], ["ruft um zehn zurück"]]


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_demo_made_anew_passes_the_check(run: Run, tmp_path: Path, by_hand: bool) -> None:
    place = tmp_path / "demo.db"
    assert run("demo", "--no-console", "--store", str(place)).code == 0
    assert run("note", "K-1042", "one entry more", at=place).code == 0
    if by_hand:
        place.unlink()
    assert run("demo", "--no-console", "--store", str(place)).code == 0
    said = run("check", at=place)
    assert said.code == 0, said.out + said.err
    assert "noted" not in said.out


def test_an_office_at_work_is_left_alone(run: Run, real_store: Path) -> None:
    before = real_store.read_bytes()
    said = run("demo", "--no-console", "--store", str(real_store))
    assert said.code == 1
    assert "no training store" in said.err
    assert real_store.read_bytes() == before


def test_another_file_is_left_alone(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ms Bonnard", encoding="utf-8")
    letter.chmod(0o600)
    said = run("demo", "--no-console", at=letter)
    assert said.code in (1, 3)
    assert len(said.err.splitlines()) == 1
    assert letter.read_text(encoding="utf-8") == "Dear Ms Bonnard"


@pytest.mark.parametrize("words", [("--read-only",), ("--now", "2026-11-24T08:00")])
def test_it_is_not_made_with_options_for_reading(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    said = run(*words, "demo", "--no-console", at=tmp_path / "demo.db")
    assert said.code == 1
    assert not (tmp_path / "demo.db").exists()


def test_a_server_is_refused(run: Run) -> None:
    said = run("demo", "--no-console", at="postgresql://nobody@nowhere/demo")
    assert said.code == 1
    assert "made in a file" in said.err


def test_the_console_opens_on_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str | None, bool, bool]] = []

    def open_console(options: Options) -> int:
        opened.append((options.store, options.settings.mouse, options.settings.ascii))
        return 0

    monkeypatch.setattr(console_command, "open_console", open_console)
    place = tmp_path / "demo.db"
    assert run("--ascii", "demo", at=place).code == 0
    assert opened == [(str(place), True, True)]


def test_a_list_that_was_edited_into_nonsense_costs_itself(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = tmp_path / "data"
    shutil.copytree(DEMO, edited / "demo")
    with (edited / "demo" / "history.csv").open("a", encoding="utf-8") as file:
        file.write("2026-11-23 09:41,K-1042,T-1,ein,T,,mh,about a ticket that is none\n")
    (edited / "demo" / "services.csv").unlink()
    monkeypatch.setattr("dispatcher.resources.data_folder", lambda: edited)
    said = run("demo", "--no-console", at=tmp_path / "demo.db")
    assert said.code == 0
    missing, rejected = said.err.splitlines()
    assert "services.csv" in missing
    rejects = Path(rejected.removeprefix("Rejected rows with reasons: "))
    assert rejects.parent == edited / "demo"
    assert "about a ticket that is none" in rejects.read_text(encoding="utf-8")
    assert "no access Wolff" in run("history", "K-1042", at=tmp_path / "demo.db").out


# --- what is in it ---


def test_the_clock_runs_on_from_monday_morning(run: Run, demo: Path) -> None:
    assert run("note", "K-1042", "now", at=demo).code == 0
    newest = run("history", "K-1042", "--json", "--limit", "1", at=demo).json["entries"][0]
    assert newest["text"] == "now"
    assert newest["happened"].startswith("2026-11-23T")


def test_monday_shows_every_state(run: Run, demo: Path) -> None:
    lanes = plan(run, demo)
    states = {block["state"] for lane in lanes for block in lane["appointments"]}
    assert len(lanes) == 12
    assert all(lane["appointments"] for lane in lanes)
    assert states == {"proposed", "confirmed", "en route", "on site", "done", "no access"}


def test_two_go_together(run: Run, demo: Path) -> None:
    crews = Counter(block["id"] for lane in plan(run, demo) for block in lane["appointments"])
    assert sorted(crews.values())[-2:] == [2, 2]


def test_three_are_open_tomorrow(run: Run, demo: Path) -> None:
    blocks = {
        block["id"]: block["state"] for lane in plan(run, demo, "2026-11-24T07:00") for block in lane["appointments"]
    }
    assert Counter(blocks.values()) == {"confirmed": 17, "proposed": 3}


@pytest.mark.parametrize(("language", "usual"), [("de", "Termin einhalten"), ("en", "keep the appointment")])
def test_what_the_office_wrote_is_german_and_only_the_programs_own_words_follow_who_looks(
    demo: Path, language: str, usual: str
) -> None:
    office = Office(Options(str(demo)))
    with speaking(language):
        office.open()
        tickets = [office.ticket_by_number(number) for number in (4778, 4795)]
        office.close()
    assert [one.next_step for one in tickets if one is not None] == [usual, "Wolff T. vor Ort seit 07:43"]


def test_tuesday_is_as_full_as_monday(run: Run, demo: Path) -> None:
    monday, tuesday = (planned(plan(run, demo, f"{day}T07:00")) for day in ("2026-11-23", "2026-11-24"))
    assert tuesday >= monday
    here = [lane for lane in plan(run, demo, "2026-11-24T07:00") if lane["code"] != "Brandt"]
    assert all(lane["appointments"] for lane in here)


def planned(lanes: list[dict[str, Any]]) -> float:
    """Hours of work in a plan, each technician's counted."""
    spans = [
        datetime.fromisoformat(block["ends"]) - datetime.fromisoformat(block["starts"])
        for lane in lanes
        for block in lane["appointments"]
    ]
    return sum(span.total_seconds() for span in spans) / 3600


def test_nobody_is_booked_while_absent_but_those_who_called_in_this_morning() -> None:
    away = [row for row in lists("absences") if row["technician"]]
    away += [
        {"technician": row["person"], "from": row["key"], "until": row["due"]}
        for row in lists("events")
        if row["event"] == "abwesend" and not row["customer"]
    ]
    clashes = {
        (row["technician"], visit["ticket"])
        for row in away
        for visit in lists("appointments")
        if row["technician"] in visit["technicians"]
        and visit["start"] < (row["until"] if " " in row["until"] else row["until"] + " 24")
        and visit["end"] > row["from"]
    }
    assert clashes == {("Brandt", "T-4803"), ("Brandt", "T-4800")}


def test_tickets_say_who_has_the_ball() -> None:
    rows = [row for row in lists("tickets") if not row["closed"]]
    assert 36 <= len(rows) <= 44
    assert {row["ball"] for row in rows} == {"wir", "Kunde", "andere", "Termin"}
    assert all(row["next_step"] and row["due"] for row in rows)


def test_the_embassys_opener_is_away_and_his_deputy_is_known(run: Run, demo: Path) -> None:
    calvet = run("show", "person", "Calvet", "--customer", "K-1042", "--json", at=demo).json["fields"]
    assert (calvet["duties"], calvet["deputy"]) == ("contact; opener; decides: Telefonanlage", "Bonnard")
    assert "time off entered: Calvet 17.11.2026 -" in run("history", "K-1042", at=demo).out
    lock = run("show", "site", "Kanzlei", "--customer", "K-1042", "--json", at=demo).json["fields"]
    assert (lock["access_class"], lock["register_hours"], lock["buffer_minutes"]) == ("security lock", "24 h", "30 min")
    contract = run("show", "contract", "--customer", "K-1042", at=demo).out
    assert "Wartung Telefonanlage" in contract


def test_whoever_tries_it_sits_at_a_desk_of_the_office(run: Run, demo: Path) -> None:
    me = run("show", "colleague", "mh", "--json", at=demo).json["fields"]
    assert (me["name"], me["role"], me["stand_in"]) == ("Marta Harms", "dispatcher", "wh")
    weiss = run("show", "colleague", "wh", "--json", at=demo).json["fields"]
    assert (weiss["name"], weiss["stand_in"]) == ("Werner Weiß", "mh")


def test_every_sign_is_somebodys(run: Run, demo: Path) -> None:
    signs = {row["sign"] for row in lists("colleagues")} | {"mh", "--", ""}
    crew = {row["code"][:2].lower() for row in lists("technicians")}
    authors = {row["author"] for name in ("history", "tickets", "appointments") for row in lists(name)}
    assert authors - signs - crew == set()


def test_what_can_fail_knows_its_customers(run: Run, demo: Path) -> None:
    fields = {
        name: run("show", "service", name, "--json", at=demo).json["fields"] for name in ("mx01", "web02", "sip01")
    }
    assert len(fields["web02"]["customers"].split("; ")) == 23
    assert "K-1077" in fields["web02"]["customers"]
    assert fields["mx01"]["availability"] == "99.5 %"
    assert "K-1088" in fields["mx01"]["customers"]


def test_the_story_of_the_embassy_event_by_event(run: Run, demo: Path) -> None:
    told = run("history", "K-1042", at=demo).out.splitlines()
    for when, sign, words in EMBASSY:
        heads = [number for number, line in enumerate(told) if line.startswith(f"{when} {sign}")]
        assert any(words in "\n".join(told[at : at + 3]) for at in heads), (when, words)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("5471", 1088),
        ("030/23125-512", 1077),
        ("5 512", 1077),
        ("zandner", 1077),
        ("t4730", 1042),
        ("T-4802", 1042),
        ("k1120", 1120),
        ("möbius", 1063),
        ("moebius", 1063),
        ("Strafzettel", 1042),
    ],
)
def test_callers_are_found(run: Run, demo: Path, typed: str, number: int) -> None:
    hits = run("lookup", "--json", typed, at=demo).json["hits"]
    assert f"K-{number}" in [hit["customer"] for hit in hits]


# --- what nobody may find in it ---


def test_every_number_is_one_that_nobody_has() -> None:
    numbers = [
        row[column]
        for name in ("customers", "contacts", "technicians", "colleagues")
        for row in lists(name)
        for column in ("phone", "mobile", "guard_phone")
        if row.get(column)
    ]
    assert len(numbers) > 200
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []


def test_no_text_hides_a_number_or_an_address() -> None:
    for path in sorted(DEMO.glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        assert [found for found in re.findall(r"\b0\d{2,4}[ /-]\d{4,}[-\d]*", text) if not DRAMA.match(found)] == []
        assert [found for found in re.findall(r"[\w.]+@[\w.]+", text) if not found.endswith(".example")] == []


def test_nobody_is_written_about_as_ill() -> None:
    words = re.compile(r"krank|erkrankt|Grippe|Operation|Reha\b(?!-Z)|Unfall", re.IGNORECASE)
    assert [row["text"] for row in lists("history") if words.search(row["text"])] == []


def test_a_list_can_be_read_by_a_person() -> None:
    for path in sorted(DEMO.glob("*.csv")):
        raw = path.read_bytes()
        assert b"\r" not in raw
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert max(len(line) for line in raw.decode().splitlines()) < 500, path.name
