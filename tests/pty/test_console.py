"""The main job with the real program in a real terminal, and every way in which it may end."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from functools import partial

import pytest

from dispatcher import locale
from dispatcher.console.forms.form import DRAFT_SECONDS
from dispatcher.locale import _
from tests.console.test_trouble import held
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal

GONE_WITHIN = 60.0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_main_job(home: Home, size: tuple[int, int], language: str) -> None:
    locale.use(language)
    with home.start(language=language, size=size) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "5471")
        terminal.wait_for(rf"{_('CALL')} 0:\d\d")
        terminal.wait_for(r">K-1002 +Textbüro Albers .* 030 23125-471")
        terminal.wait_for(re.escape("T-1002 check line [urgent]"))
        terminal.press("enter")
        terminal.wait_for(re.escape(_("n note   t fault report   p promise   Esc back")))
        terminal.press("n", "line checked, Tür klemmt")
        terminal.wait_for(f"{_('NOTE')} K-1002 Textbüro Albers")
        terminal.wait_for("│ line checked, Tür klemmt ")
        terminal.press("enter")
        terminal.wait_for(
            _("Filed: {what} {name} {time}").format(what=_("note"), name="Textbüro Albers", time=r"09:4\d")
        )
        terminal.press("F8")
        terminal.wait_for("<T .*line")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
        assert terminal.text().strip() == ""
    assert home.said(2).count("line checked, Tür klemmt") == 1
    assert home.drafts() == []
    assert not (home.folder / "state" / "dispatcher" / "log").exists()


def test_x3_typed_ahead_fifty_times(home: Home) -> None:
    """F2, the end of a number, Enter, n, the text, and back: in one write, fifty times."""
    callers = [("5471", "K-1002 Textbüro Albers"), ("77512", "K-1007 Sandner Druck"), ("5633", "K-1003 Müller Heizung")]
    with home.start(size=SIZES[2]) as terminal:
        terminal.wait_for("PLAN")
        for turn in range(50):
            digits, name = callers[turn % 3]
            terminal.press("F2", digits, "enter", "n", f"call {turn}")
            terminal.wait_for(rf"(?s)NOTE {name} .*│ call {turn} +│")
            terminal.press("enter")
        terminal.wait_for("Filed: note Textbüro Albers")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    filed = [said for customer in (2, 3, 7) for said in home.said(customer) if said.startswith("call ")]
    assert sorted(filed) == sorted(f"call {turn}" for turn in range(50))


def test_x3_keys_before_the_store_is_open_are_not_lost(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for("PLAN")
        terminal.press("F2", "77512", "enter", "n", "press stands", "enter", "s", "albers")
        terminal.wait_for(r">K-1002 +Textbüro")
        terminal.wait_for("│ albers_ ")
        terminal.press("F3", "Q")
        assert terminal.wait_exit() == 0
    assert home.said(7).count("press stands") == 1


def test_x1_a_kill_leaves_the_draft_and_the_next_start_offers_it(home: Home) -> None:
    assert DRAFT_SECONDS <= 0.5
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", "Calvet still absent,")
        terminal.wait_for(r"draft saved 09:4\d:\d\d")
        terminal.press(" Tür klemmt")
        terminal.wait_for("Tür klemmt")
        terminal.wait_for(lambda _lines: home.texts() == ["Calvet still absent, Tür klemmt"])
        terminal.kill9()
    with home.start() as terminal:
        terminal.wait_for(r"1 draft: note Botschaft der Republik Tarvonien 09:4\d\.  Enter = go on")
        terminal.press("enter")
        terminal.wait_for("Calvet still absent, Tür klemmt")
        terminal.press(".", "enter")
        terminal.wait_for("Filed: note Botschaft")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert home.said(1).count("Calvet still absent, Tür klemmt.") == 1
    assert home.drafts() == []


def test_a_kill_between_enter_and_the_answer_files_once(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", "told once", "enter")
        terminal.wait_for(lambda _lines: "told once" in home.said(1))
        terminal.kill9()
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        if home.drafts():
            terminal.wait_for("1 draft")
            terminal.press("enter")
            terminal.wait_for("told once")
            terminal.press("enter")
            terminal.wait_for("Filed: note")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert home.said(1).count("told once") == 1


def typing(home: Home) -> Terminal:
    """The program with a note under way."""
    terminal = home.start()
    terminal.wait_for(OPENED)
    terminal.press("n", "to the last letter")
    terminal.wait_for("to the last letter")
    return terminal


def is_kept(home: Home, text: str) -> bool:
    return home.texts() == [text]


def freeze(home: Home, terminal: Terminal) -> str:
    """Nobody reads what the program sends until no more goes into the line; what was typed meanwhile is kept, letter
    for letter. Answers with all that was typed."""
    typed, unread = "to the last letter", [0, 1]
    terminal.wait_for(lambda _lines: home.texts() == [typed])
    terminal.stall()
    while len(set(unread[-3:])) > 1:
        terminal.resize(*SIZES[len(unread) % 2])
        terminal.press("x" * 40)
        typed += "x" * 40
        terminal.watch(partial(is_kept, home, typed))
        unread.append(terminal.unread())
    return typed


def test_what_is_typed_while_nobody_reads_is_kept(home: Home) -> None:
    with typing(home) as terminal:
        typed = freeze(home, terminal)
        terminal.close()
        assert terminal.wait_exit(GONE_WITHIN) == 128 + signal.SIGHUP
    assert home.texts() == [typed]


@pytest.mark.parametrize("make", [Terminal.wait_quiet, Terminal.make_impatient], ids=["usual", "impatient"])
def test_a_terminal_that_is_read_again_shows_how_things_are_now(home: Home, make: Callable[[Terminal], None]) -> None:
    with typing(home) as terminal:
        make(terminal)
        freeze(home, terminal)
        terminal.resize(*SIZES[0])
        terminal.press("F3", "s", "albers")
        before = len(terminal.raw)
        terminal.resume()
        terminal.wait_for(r"│ albers_ ")
        terminal.wait_for(r">K-1002 +Textbüro")
        terminal.wait_quiet()
        assert len(terminal.raw) - before < 600_000
        shown = terminal.text()
        terminal.resize(*SIZES[1])
        terminal.wait_quiet()
        terminal.resize(*SIZES[0])
        terminal.wait_for(lambda _lines: terminal.text() == shown)
        terminal.press("F3", "Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []


def test_q_lets_a_save_under_way_land(home: Home) -> None:
    with typing(home) as terminal:
        terminal.press("enter", "Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert home.said(1).count("to the last letter") == 1
    assert home.drafts() == []


def test_q_tells_of_a_note_that_could_not_land(home: Home) -> None:
    with held(home.store), typing(home) as terminal:
        terminal.press("enter", "Q")
        assert terminal.wait_exit() == 3
        assert terminal.faults() == []
        said = " ".join(terminal.text().split())
        assert said == "Not filed yet, because the store does not take it: note. It is kept as a draft."
    assert home.texts() == ["to the last letter"]
    with home.start() as terminal:
        terminal.wait_for("1 draft: note Botschaft")
        terminal.press("enter")
        terminal.wait_for("to the last letter")
        terminal.press("enter")
        terminal.wait_for("Filed: note Botschaft")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert home.said(1).count("to the last letter") == 1


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (79, 24), (400, 120)])
def test_a_start_in_any_window_and_a_storm_of_sizes(home: Home, size: tuple[int, int]) -> None:
    with home.start(size=size) as terminal:
        terminal.wait_quiet(0.5)
        for turn in range(60):
            terminal.resize(1 + turn * 37 % 200, 1 + turn * 23 % 70)
        terminal.resize(*SIZES[1])
        terminal.wait_for(OPENED)
        terminal.press("n", "after the storm")
        terminal.wait_for("│ after the storm")
        terminal.press("F3", "Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert home.texts() == ["after the storm"]


def test_x5_a_resize_keeps_the_form(home: Home) -> None:
    with typing(home) as terminal:
        for size in (SIZES[2], SIZES[1], (60, 20), SIZES[0]):
            terminal.resize(*size)
            terminal.wait_for("Needs at least 80 x 24" if size == (60, 20) else "│ to the last letter")
            terminal.press("!")
        terminal.wait_for("to the last letter!!!! ")
