"""A fault report during the call, and a caller whom nobody knows, with the real program in a real terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.locale import _
from dispatcher.queries.rows import TicketRow
from tests.pty.desk import OPENED, Home
from tests.pty.hand import Counted
from tests.pty.harness import SIZES

MOST_KEYS = 4
"""screen.md section 7, row 6: a new fault report during the call; the text does not count, Shift does."""


def newest_ticket(home: Home) -> TicketRow:
    """What the store holds, read by this process."""
    office = Office(Options(str(home.store)))
    office.open()
    rows: Sequence[TicketRow] = office.tickets()
    office.close()
    return max(rows, key=lambda row: row.number)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_b1_an_urgent_report_during_a_call(home: Home, size: tuple[int, int], language: str) -> None:
    locale.use(language)
    with home.start(language=language, size=size) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "5471", "enter")
        terminal.wait_for(re.escape(_("n note   t fault report   p promise   Esc back")))
        hand = Counted(terminal)
        hand.press("t")
        terminal.wait_for(f"{_('FAULT REPORT')} K-1002 Textbüro")
        hand.type("gate intercom dead ")
        hand.press("!")
        terminal.wait_for(f"{_('Urgent by the customer')} {_('YES')}")
        hand.press("enter")
        terminal.wait_for(rf"{_('fault report')} T-\d+ Textbüro")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    row = newest_ticket(home)
    assert (row.title, row.urgent, row.customer_name) == ("gate intercom dead", True, "Textbüro Albers")
    assert home.drafts() == []
    assert hand.keys <= MOST_KEYS


def test_a_plain_report_takes_two_keys_and_typed_ahead_nothing_is_lost(home: Home) -> None:
    with home.start(size=SIZES[2]) as terminal:
        terminal.wait_for(OPENED)
        hand = Counted(terminal)
        hand.press("t")
        hand.type("no dial tone")
        hand.press("enter")
        terminal.wait_for(r"fault report T-\d+ Bot")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert hand.keys == 2
    assert newest_ticket(home).title == "no dial tone"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_note_without_a_customer_is_assigned_later(home: Home, language: str) -> None:
    locale.use(language)
    with home.start(language=language, size=SIZES[2]) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "0171 999", "enter", "n", "asks whether we are on holiday", "enter")
        terminal.wait_for(re.escape(_("unknown caller")))
        terminal.wait_for(lambda lines: not any("┌ CALL" in line or "┌ ANRUF" in line for line in lines))
        terminal.press("N")
        terminal.wait_for(r">23\.11\. 09:4\d <T \w+ 0171 999: asks whether")
        terminal.press("enter", "sandner")
        terminal.wait_for(">K-1007")
        terminal.press("enter")
        terminal.wait_for(re.escape(_("No notes without a customer.")))
        terminal.press("F3")
        terminal.wait_for(OPENED)
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert home.said(7).count("asks whether we are on holiday") == 1
    assert home.drafts() == []
