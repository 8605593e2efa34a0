"""The forms of fault reports, of records and of the ball in unkind hands: killed, hung up, resized, typed ahead of."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.queries.rows import TicketRow
from tests.console.test_trouble import held
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal

SIZES_OF_A_DAY = (SIZES[2], (1, 1), SIZES[0])


@dataclass(frozen=True)
class Case:
    """How a form is opened and filled, what is on the screen then, and what is said when it is filed."""

    keys: Sequence[str]
    last: str
    """The last text of them."""
    shown: str
    """With the cursor as ``_``."""
    typed_behind: str
    reopened: str
    """The cursor stands behind the last thing typed."""
    filed: str


CASES = {
    "report": Case(
        ["t", "gate dead", "tab", "wed 8-10", "tab", "Bonnard", "left", "left"],
        "Bonnard",
        r"(?s)FAULT REPORT K-1001 .*gate dead .*wed 8-10.*>Reported by +Bonna_rd",
        r">Reported by +Bonna!_rd",
        r"(?s)FAULT REPORT K-1001 .*gate dead .*wed 8-10.*>Reported by +Bonnard_",
        r"Filed: fault report T-\d+ Bot",
    ),
    "site": Case(
        ["i", "n", "Lager", "tab", "Kai 7", "left", "left"],
        "Kai 7",
        r"(?s)NEW: SITE .*Lager.*>Street.* Kai_ 7",
        ">Street.* Kai!_ 7",
        r"(?s)NEW: SITE .*Lager.*>Street.* Kai 7_",
        "Filed: site Lager",
    ),
    "ball": Case(
        ["b", "o", "tab", "Ziegler", "tab", "delivers", "left", "left"],
        "delivers",
        r"(?s)BALL T-1001 .*Ball +o .*Ziegler.*>Next step +delive_rs",
        r">Next step +delive!_rs",
        r"(?s)BALL T-1001 .*Ball +o .*Ziegler.*>Next step +delivers_",
        "Done: ball passed T-1001",
    ),
}


def half_typed(home: Home, case: Case) -> Terminal:
    """The program with a form under way."""
    terminal = home.start()
    terminal.wait_for(OPENED)
    terminal.press(*case.keys)
    terminal.wait_for(case.shown)
    return terminal


@pytest.mark.parametrize("name", CASES)
def test_x5_a_resize_keeps_field_text_and_cursor(home: Home, name: str) -> None:
    case = CASES[name]
    with half_typed(home, case) as terminal:
        for size in SIZES_OF_A_DAY:
            terminal.resize(*size)
            terminal.wait_quiet()
        terminal.wait_for(case.shown)
        terminal.press("!")
        terminal.wait_for(case.typed_behind)
        terminal.press("F3", "F3", "Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert len(home.drafts()) == 1


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["kill", "hang-up", "closed"])
def test_x1_the_draft_outlives_the_program(home: Home, name: str, end: str) -> None:
    case = CASES[name]
    with half_typed(home, case) as terminal:
        if end == "kill":
            terminal.wait_for(lambda _lines: any(case.last in draft["values"].values() for draft in home.drafts()))
            terminal.kill9()
        else:
            terminal.signal(signal.SIGHUP) if end == "hang-up" else terminal.close()
            assert terminal.wait_exit() == 128 + signal.SIGHUP
    with home.start() as terminal:
        terminal.wait_for("1 draft: ")
        terminal.press("enter")
        terminal.wait_for(case.reopened)
        terminal.press("enter")
        terminal.wait_for(case.filed)
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert home.drafts() == []


def test_q_tells_what_waits_as_a_draft_and_what_is_to_be_done_once_more(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", "taken back", "enter")
        terminal.wait_for("Filed: note Bot")
        with held(home.store):
            terminal.press("t", "gate dead", "enter", "i", "n", "Lager", "enter")
            terminal.wait_for(r"SITES Bot.*(?s:.*)STORE BUSY")
            terminal.press("F3", "u", "w")
            terminal.wait_for(">Calvet")
            terminal.press("x", "F3", "Q")
            assert terminal.wait_exit() == 3
        said = " ".join(terminal.text().split())
        assert said == (
            "Not filed yet, because the store does not take it: fault report, site. It is kept as a draft. "
            "Not done, because the store does not take it: undo: note, contact person archived. "
            "Nothing of it is kept; do it once more later."
        )
    assert len(home.drafts()) == 2


def test_x3_reports_typed_ahead_fifty_times(home: Home) -> None:
    callers = [("5471", "K-1002 Textbüro Albers"), ("77512", "K-1007 Sandner Druck"), ("5633", "K-1003 Müller Heizung")]
    with home.start(size=SIZES[2]) as terminal:
        terminal.wait_for("PLAN")
        for turn in range(50):
            digits, name = callers[turn % 3]
            terminal.press("F2", digits, "enter", "t", f"fault {turn}", "tab", "tab", f"Herr {turn}")
            terminal.wait_for(rf"(?s)FAULT REPORT {name} .* fault {turn} .*>Reported by +Herr {turn}_")
            terminal.press("enter")
        terminal.wait_for(r"Filed: fault report T-\d+ Textbüro")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    titles = [row.title for row in all_tickets(home) if row.title.startswith("fault ")]
    assert sorted(titles) == sorted(f"fault {turn}" for turn in range(50))


def all_tickets(home: Home) -> Sequence[TicketRow]:
    """What the store holds, read by this process."""
    office = Office(Options(str(home.store)))
    office.open()
    rows = office.tickets()
    office.close()
    return rows


def test_x3_commands_typed_ahead_fifty_times(home: Home) -> None:
    with home.start(size=SIZES[2]) as terminal:
        terminal.wait_for("PLAN")
        for turn in range(50):
            number = (1002, 1007, 1003)[turn % 3]
            terminal.press(",", f"k {number}", "enter", ",", f"note said {turn}", "enter")
            terminal.wait_for(rf"(?s)NOTE K-{number} .*│ said {turn} +│")
            terminal.press("enter")
        terminal.wait_for("Filed: note")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    said = [text for customer in (2, 3, 7) for text in home.said(customer) if text.startswith("said ")]
    assert sorted(said) == sorted(f"said {turn}" for turn in range(50))
