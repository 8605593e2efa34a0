"""Master data with the real program: a new customer while he is on the line, and the first technician of an office."""

from __future__ import annotations

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.locale import _
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES
from tests.pty.test_first_run import Newcomer, newcomer

__all__ = ["newcomer"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_new_customer_during_a_call_and_the_note_about_it(home: Home, size: tuple[int, int], language: str) -> None:
    locale.use(language)
    with home.start(language=language, size=size) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "040/7654321")
        terminal.wait_for(_("Enter = go on as unknown caller") if language == "en" else "unbekannter Anrufer")
        terminal.press("enter", "enter", "Huber & Söhne", *["tab"] * 6, "Ring 5", "tab", "20457")
        terminal.wait_for("Hamburg")
        terminal.wait_for(r"= 040 765 ?4321|= 040 7654321")
        terminal.press("enter")
        terminal.wait_for("K-1012 Huber & Söhne")
        terminal.press("n", "wants an offer for a lift")
        terminal.wait_for(f"{_('NOTE')} K-1012 Huber & Söhne")
        terminal.press("enter", "Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert home.said(12).count("wants an offer for a lift") == 1
    assert home.drafts() == []
    office = Office(Options(str(home.store)))
    office.open()
    found = office.record("customer", 12)
    hits = office.search("7654321")
    office.close()
    assert found is not None
    assert (found.values["place"], found.values["state"]) == ("Hamburg", "HH")
    assert [hit.customer for hit in hits] == [12]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_first_technician_of_a_new_office(newcomer: Newcomer, language: str) -> None:
    locale.use(language)
    with newcomer.start("--lang", language) as terminal:
        terminal.wait_for(_("YOUR OFFICE"))
        terminal.press("Nordlicht", "tab", "be", "tab", "tab", "tab", "ctrl+u", "Maria Harms", "enter")
        terminal.wait_for(_("YOUR OFFICE IS MADE"))
        terminal.press("t")
        terminal.wait_for(_("NEW: {what}").format(what=_("technician").upper()))
        terminal.press("Wolff", "tab", "Theo Wolff", "tab", "TK SIP", "tab", "Berlin", "tab", "Mo-Do 7-16, Fr 7-13")
        terminal.wait_for("= M[oa].* 07:00-16:00, Fri? 07:00-13:00")
        terminal.press("enter")
        terminal.wait_for(">?Wolf")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    office = newcomer.office()
    found = office.record("technician", 1)
    office.close()
    assert found is not None
    assert (found.values["name"], found.values["skills"]) == ("Theo Wolff", "TK SIP")
