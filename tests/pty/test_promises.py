"""A promise during a call, kept by a call, with the real program in a real terminal."""

from __future__ import annotations

import re

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.locale import _
from dispatcher.queries.promise_rows import PromiseRow
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES

MOST_KEYS = 8
"""screen.md section 7, row 8: promise a call-back; the time is counted too."""


def promises_of(home: Home) -> tuple[PromiseRow, ...]:
    """What the store holds open, read by this process."""
    office = Office(Options(str(home.store)))
    office.open()
    rows = office.promises()
    office.close()
    return rows


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("language", "phrase"), [("en", "wed 14"), ("de", "mi 14")])
def test_m1_a_call_back_is_promised_and_tried(home: Home, size: tuple[int, int], language: str, phrase: str) -> None:
    locale.use(language)
    keys = ["p", *phrase, "enter"]
    assert len(keys) <= MOST_KEYS
    with home.start(language=language, size=size) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("p")
        terminal.wait_for(f"{_('PROMISE')} K-1001")
        terminal.type(phrase)
        terminal.wait_for(r"25\.11\.2026 14:00")
        terminal.press("enter")
        terminal.wait_for(_("Filed: {what} {name} {time}").partition("{")[0] + _("promise"))
        terminal.wait_for(r"│[ >] {2}(Wed|Mi) +(call|R)")
        terminal.press("tab")
        terminal.wait_for(re.escape(f"{_('PROMISE')}  {_('call-back')}   K-1001"))
        terminal.press("d", "enter", "3")
        terminal.wait_for(_("next try {when}").partition("{")[0])
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    (row,) = promises_of(home)
    assert (row.phrase, row.attempts, row.state) == (phrase, 1, "open")


def test_a_promise_that_is_being_typed_survives_a_kill(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("p")
        terminal.wait_for("PROMISE K-1001")
        terminal.type("thu 10")
        terminal.wait_for("draft saved")
        terminal.kill9()
    with home.start() as terminal:
        terminal.wait_for("1 draft: promise Botschaft")
        terminal.press("enter")
        terminal.wait_for(r"thu 10_ +=")
        terminal.press("enter")
        terminal.wait_for("Filed: promise")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert [row.phrase for row in promises_of(home)] == ["thu 10"]
