"""The keystroke targets of the screen's design, played on the demo office by a real hand at a real terminal (X25).

Shift counts as a key, the text itself does not. Each number is the row of the table of targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.locale import _
from tests.pty.desk import Home
from tests.pty.hand import Counted
from tests.pty.harness import SIZES, Terminal

OPENED = r"!!(T-)?4804 Lager"
BOTH = pytest.mark.parametrize("language", ["en", "de"])
WEDNESDAY = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


@pytest.fixture
def office(demo_template: Path, tmp_path: Path) -> Home:
    """A copy of the demo office, with a home directory for this test alone."""
    return Home(tmp_path, demo_template)


@pytest.fixture
def english() -> Iterator[None]:
    """The language that the next test begins with."""
    yield
    locale.use("en")


pytestmark = pytest.mark.usefixtures("english")


def opened(office: Home, language: str, size: tuple[int, int] = SIZES[0]) -> Terminal:
    """The console on the demo office, the first ticket under the cursor and the queue counted."""
    locale.use(language)
    terminal = office.start(language=language, size=size)
    terminal.wait_for(OPENED)
    terminal.wait_for(r"\(12\)")
    return terminal


def asked(office: Home) -> Office:
    """The store, read by this process."""
    read = Office(Options(str(office.store)))
    read.open()
    return read


@BOTH
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
def test_x25_1_the_customer_of_a_ringing_number_takes_six_keys(
    office: Home, language: str, size: tuple[int, int]
) -> None:
    with opened(office, language, size) as terminal:
        hand = Counted(terminal)
        hand.press("F2", "5", "4", "7", "1")
        terminal.wait_for(">K-1088 +Textbüro")
        hand.press("enter")
        terminal.wait_for(re.escape(_("n note   t fault report   p promise   Esc back")[:30]))
    assert hand.keys <= 6


@BOTH
def test_x25_2_a_logged_call_takes_two_keys(office: Home, language: str) -> None:
    with opened(office, language, SIZES[2]) as terminal:
        hand = Counted(terminal)
        hand.press("n")
        hand.type("Tor 2 klemmt auch von innen")
        hand.press("enter")
        terminal.wait_for(rf"{_('note')} Lager 7|Lager 7 09:4\d")
        terminal.wait_for("Tor 2")
    assert hand.keys == 2
    read = asked(office)
    newest = read.history(read.customer("K-1057"), 0, 1).rows[0]
    read.close()
    assert newest.text == "Tor 2 klemmt auch von innen"


@BOTH
def test_x25_3_a_status_takes_one_key_on_the_row_and_five_from_anywhere(office: Home, language: str) -> None:
    with opened(office, language) as terminal:
        terminal.press("F6", *"jjjjjjjjj")
        terminal.wait_for(">Fuchs")
        hand = Counted(terminal)
        hand.press("4")
        terminal.wait_for(rf"{_('on site')} Fuchs M\.")
        assert hand.keys == 1
        terminal.press("F7")
        hand = Counted(terminal)
        hand.press(",", *"lo4", "enter")
        terminal.wait_for(rf"{_('on site')} Lorenz B\.")
        assert hand.keys == 5
    read = asked(office)
    digits = {lane.code: lane.status for lane in read.plan(read.today()).lanes}
    read.close()
    assert [digits[code] for code in digits if code[:2].lower() in ("fu", "lo")] == [4, 4]


@BOTH
def test_x25_10_the_protocol_of_no_access_takes_three_keys_and_its_text(office: Home, language: str) -> None:
    with opened(office, language) as terminal:
        terminal.press("F6", "j", "j")
        terminal.wait_for(">Petersen")
        hand = Counted(terminal)
        hand.press("9")
        terminal.wait_for(_("Met"))
        hand.type("Frau Sorel")
        hand.press("tab")
        hand.type("0938 -117, 0940 -118")
        hand.press("enter")
        terminal.wait_for(rf"{_('no access')} Amt Mi")
    assert hand.keys == 3


@BOTH
def test_x25_4_an_appointment_is_moved_a_day_on_with_who_and_why_in_five_keys(office: Home, language: str) -> None:
    with opened(office, language, SIZES[2]) as terminal:
        terminal.press("F6", "G")
        terminal.wait_for(r"(?m)^ T-4788 +Kanzlei Weber")
        hand = Counted(terminal)
        hand.press("m", "+", "enter", {"en": "c", "de": "k"}[language], "2")
        terminal.wait_for(rf"{_('appointment moved')} Kanzlei")
    assert hand.keys == 5
    read = asked(office)
    row = read.ticket_by_number(4788)
    assert row is not None
    moves = [(one.asked_by, one.reason, one.new_starts) for one in read.moves(row.id)]
    read.close()
    assert moves == [("customer", "access", datetime(2026, 11, 25, 12, 0, tzinfo=UTC))]


@BOTH
def test_x25_5_tomorrow_is_confirmed_by_two_keys_where_it_is_known_who_opens(office: Home, language: str) -> None:
    with opened(office, language) as terminal:
        terminal.press("#", *"4711", "enter")
        terminal.wait_for(r" T-4711 ")
        terminal.wait_for(_("Before driving ({n}/{of}):").format(n=0, of=3).replace("(", r"\(").replace(")", r"\)"))
        hand = Counted(terminal)
        hand.press("c", "enter")
        terminal.wait_for(rf"{_('appointment confirmed')} Botschaft")
    assert hand.keys == 2
    read = asked(office)
    row = read.ticket_by_number(4711)
    found = read.ticket(row.id) if row is not None else None
    sheet = read.confirm_sheet(found.appointments[-1].id) if found is not None else None
    read.close()
    assert sheet is not None
    assert (sheet.state, sheet.points.opener, sheet.points.no_deputy) == ("confirmed", "Frau Bonnard", True)


@BOTH
def test_x25_11_an_absence_takes_two_keys_and_two_for_each_visit(office: Home, language: str) -> None:
    with opened(office, language) as terminal:
        terminal.press("F6", *"jjjjjjjjj")
        terminal.wait_for(">Fuchs")
        hand = Counted(terminal)
        hand.press("6", "enter")
        terminal.wait_for(re.escape(_("today {n}, later {m}").format(n=2, m=0)))
        hand.press("1", "enter", "1", "enter")
        terminal.wait_for(re.escape(_("Nothing of his is left to plan.")))
    assert hand.keys == 6
    read = asked(office)
    found = read.worklist(read.technician("Fuchs"))
    read.close()
    assert found is not None
    assert found.rows == ()


@BOTH
@pytest.mark.parametrize(("urgent", "keys"), [(False, 2), (True, 4)])
def test_x25_6_a_fault_report_takes_two_keys_and_an_urgent_one_four(
    office: Home, language: str, urgent: bool, keys: int
) -> None:
    with opened(office, language) as terminal:
        hand = Counted(terminal)
        hand.press("t")
        hand.type("Kamera am Tor blind ")
        if urgent:
            hand.press("!")
        hand.press("enter")
        terminal.wait_for(rf"{_('fault report')} T-4812 Lager 7")
    assert hand.keys == keys
    read = asked(office)
    row = read.ticket_by_number(4812)
    read.close()
    assert row is not None
    assert (row.title, row.urgent) == ("Kamera am Tor blind", urgent)


@BOTH
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
def test_x25_7_a_ticket_is_planned_into_the_best_slot_by_three_keys(
    office: Home, language: str, size: tuple[int, int]
) -> None:
    with opened(office, language, size) as terminal:
        hand = Counted(terminal)
        hand.press("a", "1", "enter")
        terminal.wait_for(rf"{_('appointment')} (T-4804 )?Lager 7|Lager 7 09:4\d")
        terminal.wait_for("Graf")
    assert hand.keys == 3
    read = asked(office)
    row = read.ticket_by_number(4804)
    found = read.ticket(row.id) if row is not None else None
    read.close()
    assert found is not None
    assert [(one.state, one.technicians) for one in found.appointments][-1] == ("proposed", ("Graf",))


@pytest.mark.parametrize(("language", "typed", "keys"), [("en", "wed 14", 8), ("de", "mi 14", 7)])
def test_x25_8_a_promised_call_back_takes_eight_keys(office: Home, language: str, typed: str, keys: int) -> None:
    echo = {"en": r"Wednesday, 25\.11\.2026 14:00", "de": r"Mittwoch, 25\.11\.2026 14:00"}[language]
    with opened(office, language) as terminal:
        hand = Counted(terminal)
        hand.press("p", *typed)
        terminal.wait_for(echo)
        hand.press("enter")
        terminal.wait_for(rf"{_('promise')} Lager 7")
    assert hand.keys == keys
    read = asked(office)
    mine = [(row.due, row.side, row.phrase) for row in read.promises() if row.customer_number == 1057]
    read.close()
    assert (WEDNESDAY, "ours", typed) in mine


@BOTH
def test_x25_9_what_burns_next_takes_one_key(office: Home, language: str) -> None:
    with opened(office, language) as terminal:
        hand = Counted(terminal)
        hand.press("space")
        terminal.wait_for(r"1/12 T-4811")
        terminal.wait_for(r"(?m)^ T-4811  Rathaus Nebenstelle")
        assert hand.keys == 1
        hand.press("space")
        terminal.wait_for(r"2/12 .*Autohaus Reh")
        hand.press("enter")
        terminal.wait_for(rf"┌ {_('PROMISE')} \d+ ─.*{_('OVER {time}').format(time='1')}\d min")
    assert hand.keys == 3


@BOTH
def test_x25_13_the_way_in_and_the_people_take_one_key_each(office: Home, language: str) -> None:
    with opened(office, language, SIZES[2]) as terminal:
        for key, shown in (
            ("i", r"(?s)Lagerhalle.*Tor 2, Hausmeister öffnet"),
            ("w", r"(?s)>Herr Dobrick.*Hausmeister"),
        ):
            hand = Counted(terminal)
            hand.press(key)
            terminal.wait_for(shown)
            assert hand.keys == 1
            terminal.press("F3")
            terminal.wait_for(OPENED)


@BOTH
def test_the_demo_office_opens_as_the_design_draws_it(office: Home, language: str) -> None:
    locale.use(language)
    today, owed = _("PROMISES TODAY"), _("OWED TO US")
    for size in SIZES[:2]:
        with opened(office, language, size) as terminal:
            terminal.wait_for(rf"{today} \(?5\)?")
            terminal.wait_for(rf"{owed} \(?3\)?")
            terminal.wait_for(r"!!09:30 Rückr?u?f? +Autoh")
            terminal.wait_for(r"(?s)10:00 Rück.*10:00 Info.*14:00 Angebot.*16:00 Teil")
            terminal.wait_for(r"(?s)! Botsch.*Lager 7: .*24\.11.*Messe Ha.*25\.11")
            terminal.wait_for(r"T?-?4711 Botschaft.* 3x")
    with opened(office, language, SIZES[2]) as terminal:
        terminal.wait_for(r"(?s)!!09:30.*10:00.*10:00.*\.\.\. .*2")
