"""Master data by keyboard: people and sites of a customer, a new customer during a call, technicians, conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.console.record_messages import ChoicesLoaded
from dispatcher.domain.record import SaveRecord
from dispatcher.queries.record_rows import RecordRow
from tests.console.office_of import NOW
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk


@contextmanager
def another_desk(store: Path) -> Iterator[Office]:
    """The office as another program sees it."""
    office = Office(Options(str(store), now=NOW))
    office.open()
    yield office
    office.close()


def kept(store: Path, kind: str, ident: int) -> RecordRow:
    """What the store holds of a record."""
    with another_desk(store) as office:
        found = office.record(kind, ident)
    assert found is not None
    return found


def changed_elsewhere(store: Path, kind: str, ident: int, **values: str) -> None:
    """Somebody else changes a record."""
    with another_desk(store) as office:
        done = office.save("save record", SaveRecord(kind, values, ident), f"elsewhere {values}")
    assert isinstance(done, Done)


async def filed(stage: Stage, *words: str) -> None:
    """Wait until the store has it."""
    await stage.shows("Filed: " + " ".join(words))
    await stage.until(lambda: not stage.board._under_way)


# --- people ---


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_people_are_listed_with_what_is_known_and_changed(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await stage.press("w")
        await stage.shows("CONTACT PERSONS Botschaft", ">Calvet", " Bonnard", "Phone +030 90125-117")
        await stage.press("j")
        await stage.shows(">Bonnard", "Phone +030 90125-118")
        await stage.press("enter")
        await stage.shows("CONTACT PERSON Bonnard", r">Form of address", r"Name \* +Bonnard")
        await stage.press(*"Frau", "tab", "tab", "tab", *"opener; con", "down", "tab", *"Calvet", "enter")
        await filed(stage, "contact person Bonnard")
        await stage.shows("CONTACT PERSONS Botschaft", ">Frau Bonnard", "Duties +opener; contact", "Deputy +Calvet")
    assert kept(office, "person", 2).values["duties"] == "opener; contact"


@played
async def test_b4_a_contact_is_absent_until_unknown(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("w")
        await stage.shows(">Calvet")
        await stage.press("a", *"unknown", "enter")
        await filed(stage, "time off Calvet")
        await stage.press("t")
        await stage.shows("TIMES OFF Calvet", r">23\.11\.2026 09:4\d -")
        await stage.press("escape")
        await stage.shows(">Calvet +ABSENT until unknown")
        await stage.press("escape")
        await stage.shows("time off entered: +│", r"Calvet 23\.11\.2026 09:4\d")


@played
async def test_somebody_new_is_told_by_a_deputy_of_the_same_house(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("w", "n", "tab", *"Dupont", "tab", "tab", "tab")
        await stage.shows("NEW: CONTACT PERSON Botschaft")
        await stage.until(lambda: any(isinstance(seen, ChoicesLoaded) for seen in stage.seen))
        await stage.press("f4", "f4")
        await stage.shows(">Deputy +Bonnard_")
        await stage.press("tab", "tab", *"0049 30/90125-119")
        await stage.shows(r"= 030 90125119|= 030 90125-119")
        await stage.press("enter")
        await filed(stage, "contact person Dupont")
        await stage.shows(" Dupont")


@played
async def test_p_goes_to_what_somebody_may_do(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("w")
        await stage.shows(">Calvet")
        await stage.press("p")
        await stage.shows(">Permissions")
        await stage.press(*"acc", "down", "enter")
        await filed(stage, "contact person Calvet")
    assert kept(office, "person", 1).values["permissions"] == "access data"


@played
async def test_x_hides_somebody_and_brings_him_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("w")
        await stage.shows(">Calvet")
        await stage.press("x")
        await stage.hides(r"Calvet +facility")
        await stage.shows(">Bonnard")
        await stage.press("h")
        await stage.shows(r"Calvet \(archived\)")
        await stage.press("j")
        await stage.shows("x back  D delete")
        await stage.press("x")
        await stage.hides(r"\(archived\)")
    assert not kept(office, "person", 1).archived


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_every_key_of_a_list_is_named_to_its_end(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await stage.press("w")
        await stage.shows(">Calvet", "x archive  Esc back  t times off  p rights", "h with archive")
        await stage.press("f1")
        await stage.shows("HELP", "n makes a new one", "D deletes one of")
        await stage.press("f1")
        await stage.shows("CONTACT PERSONS")
        await stage.press("x", "h", "j")
        await stage.shows(r">Calvet \(archived\)", "x back  D delete  Esc back", "h without archive")


@played
async def test_nobody_is_deleted_by_one_key(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("w")
        await stage.shows(">Calvet")
        await stage.press("D", "y")
        await stage.shows(">Calvet")
        await stage.press("x", "h", "j")
        await stage.shows(r">Calvet \(archived\)")
        await stage.press("D")
        await stage.shows(r"Delete Calvet for good\?")
        await stage.press("n")
        await stage.shows("D delete")
    assert kept(office, "person", 1).archived


@played
async def test_what_nothing_refers_to_goes_for_good_after_a_yes(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p", *"service list")
        await stage.shows("service list")
        await stage.press("enter")
        await stage.shows("None yet.  n = new")
        await stage.press("n", *"lift", "enter")
        await filed(stage, "service lift")
        await stage.shows(">lift")
        await stage.press("x")
        await stage.shows("None yet")
        await stage.press("h")
        await stage.shows(r">lift \(archived\)", "D delete")
        await stage.press("D", "j")
        await stage.shows("Done: service deleted lift")
        await stage.shows("None yet")
    with another_desk(office) as desk:
        assert desk.records("service", archived=True) == ()


@played
async def test_what_is_still_needed_stays_with_a_sentence(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p", *"technician list")
        await stage.shows("technician list")
        await stage.press("enter")
        await stage.shows(">Wolff T.")
        await stage.press("x")
        await stage.shows("appointment", ">Wolff T.")
    assert not kept(office, "technician", 1).archived


# --- sites, contracts ---


@played
async def test_i_shows_the_way_in_and_changes_it(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("i")
        await stage.shows("SITES Botschaft", "Klarastr. 4", "Access +security lock, ID, register 24 h")
        await stage.press("enter")
        await stage.shows("SITE Klarastr")
        await stage.press(*["tab"] * 9)
        await stage.shows(">Way in")
        await stage.press(*"sec", "down", "tab", *"24", "enter")
        await filed(stage, "site")
    values = kept(office, "site", 1).values
    assert (values["access_class"], values["register_hours"]) == ("security lock", "24 h")


@played
async def test_without_a_customer_w_and_i_say_how_to_get_one(empty_office: Path) -> None:
    async with on_stage(empty_office) as stage:
        for key in ("w", "i"):
            await stage.press(key)
            await stage.shows("No customer chosen")
            assert stage.board.box_now() is None


# --- the palette ---


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("technician list", "TECHNICIANS"),
        ("colleague list", "COLLEAGUES"),
        ("service list", "SERVICES"),
        ("contract list", "CONTRACTS Botschaft"),
        ("customer data", "CUSTOMER Botschaft"),
    ],
)
@played
async def test_the_palette_names_what_has_no_key(office: Path, named: str, shown: str) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p", *named)
        await stage.shows(named)
        await stage.press("enter")
        await stage.shows(shown)


@played
async def test_a_technician_is_made_with_hours_and_lunch(empty_office: Path) -> None:
    locale.use("de")
    async with on_stage(empty_office) as stage:
        await stage.press("ctrl+p", *"neuer techniker")
        await stage.shows("neuer Techniker")
        await stage.press("enter")
        await stage.shows("NEU: TECHNIKER")
        await stage.press(*"Wolff", "tab", *"Theo Wolff", "tab", *"TK, SIP", "tab", "tab", *"mo-do 7-16, fr 7-13")
        await stage.shows("= Mo-Do 07:00-16:00, Fr 07:00-13:00")
        await stage.press("tab", *"12-12:30", "tab", *"0171/2345678", "enter")
        await stage.shows("Abgelegt: Techniker Theo Wolff", "Wolff")
        await stage.until(lambda: not stage.board._under_way)
    values = kept(empty_office, "technician", 1).values
    assert (values["code"], values["skills"], values["lunch"]) == ("Wolff", "TK SIP", "12:00-12:30")


@played
async def test_the_first_technician_is_where_the_first_run_leads(empty_office: Path) -> None:
    from dispatcher.console.app import ConsoleApp
    from dispatcher.console.terminal.fatal import Faults

    desk = Office(Options(str(empty_office), now=NOW))
    app = ConsoleApp(desk, Faults(Path("faults.log")), begin="new('technician')")
    stage = Stage(app)
    async with app.run_test(size=SMALL) as pilot:
        stage.pilot = pilot
        await stage.shows("NEW: TECHNICIAN", r">Short code \*")
    app.board.runner.finish(5.0)
    desk.close()


# --- two people, one record ---


@played
async def test_i16_a_later_change_is_compared_and_goes_on_top(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("i", "enter")
        await stage.shows("SITE Klarastr")
        changed_elsewhere(office, "site", 1, parking="loading bay", street="Klarastr. 5")
        await stage.press("tab", "ctrl+u", *"Klarastr. 7", "enter")
        await stage.shows(r"CHANGED BY mh \d+ s ago: Street Klarastr\. 4 -> Klarastr\. 5\. Your input is kept")
        await stage.press("enter")
        await stage.shows("COMPARE", r"Street +Klarastr\. 4 +Klarastr\. 5 +Klarastr\. 7", "Parking +loading bay")
        await stage.press("enter")
        await filed(stage, "site")
        await stage.hides("CHANGED BY")
    values = kept(office, "site", 1).values
    assert (values["street"], values["parking"]) == ("Klarastr. 7", "loading bay")


@played
async def test_i16_theirs_can_stay(office: Path, home: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("i", "enter")
        await stage.shows("SITE Klarastr")
        changed_elsewhere(office, "site", 1, street="Klarastr. 5")
        await stage.press("tab", "ctrl+u", *"Klarastr. 7", "enter")
        await stage.shows("CHANGED BY mh")
        await stage.press("enter")
        await stage.shows("COMPARE")
        await stage.press("escape")
        await stage.shows(">Street +Klarastr. 7")
        await stage.press("enter", "t")
        await stage.shows("Theirs stays as it is", "SITES Botschaft")
        await stage.until(lambda: drafts_on_disk(home) == [])
    assert kept(office, "site", 1).values["street"] == "Klarastr. 5"


@played
async def test_x1_a_form_of_a_record_waits_as_a_draft(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("w", "n", "tab", *"Dupont")
        await stage.shows("draft saved")
    async with on_stage(office, size=SMALL) as stage:
        await stage.shows("1 draft: master data Dupont")
        await stage.press("enter")
        await stage.shows("NEW: CONTACT PERSON Botschaft", r">Name \* +Dupont_")
        await stage.press("enter")
        await filed(stage, "contact person Dupont")
        await stage.hides("1 draft")


@played
async def test_x1_a_form_that_is_parked_above_its_list_is_counted_at_once(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("i", "n", *"Depot")
        await stage.shows("draft saved")
        await stage.press("escape")
        await stage.shows("1 draft: master data Depot")


@played
async def test_a_reading_right_lists_and_changes_nothing(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.press("w")
        await stage.shows(">Calvet")
        for key in ("enter", "n", "a", "x"):
            await stage.press(key)
            await stage.shows("Read-only: opened with the read-only option", "CONTACT PERSONS")


@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_the_first_key_line_of_the_people_has_the_way_back(office: Path, language: str) -> None:
    locale.use(language)
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("w")
        await stage.shows(
            r"Enter edit  n new  a absent  x archive  Esc back" if language == "en" else r"x Archiv  Esc zurück"
        )
    locale.use("en")
