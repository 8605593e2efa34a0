"""The locked console: nothing of a customer is seen, alarms go on, and the PIN brings everything back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.perform import perform
from dispatcher.actions.pin import clear_pin
from dispatcher.cli.office import Office, Options
from dispatcher.console.forms.pin import PinBox
from dispatcher.console.screens.lock import LockScreen
from dispatcher.domain.colleague import Actor
from dispatcher.domain.pin import ClearPin, SetPin, seal
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from tests.console.office_of import NOW
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_alarms import report
from tests.console.test_board import another_desk

PIN = "4711 x"
SEALED = seal(PIN)
NAMES = ("Botschaft", "Albers", "Elbe", "Nordlicht", "Harms", "Wolff", "K-10", "T-10")


@pytest.fixture
def guarded(office: Path) -> Path:
    """The office, whose dispatcher has a PIN."""
    desk = Office(Options(str(office), now=NOW))
    desk.open()
    assert not isinstance(desk.save("set pin", SetPin(SEALED), "pin"), Refusal)
    desk.close()
    return office


async def lock(stage: Stage) -> None:
    await stage.press("L")
    await stage.shows(r"Locked \(mh\)\.")


async def unlock(stage: Stage) -> None:
    await stage.press(*PIN, "enter")
    await stage.hides(r"Locked \(mh\)\.")


@pytest.mark.parametrize("size", [(160, 45), SMALL, (30, 8)])
@played
async def test_l_hides_everything_and_the_pin_brings_it_back(guarded: Path, size: tuple[int, int]) -> None:
    async with on_stage(guarded, size=size) as stage:
        await stage.press("n", *"half a note", "escape")
        before = stage.lines()[1:-4]
        await lock(stage)
        await stage.shows(r"\d+ alarms\s+waiting\.", r"PIN:\s+_")
        assert [name for name in NAMES if name in stage.text()] == []
        await stage.press(*PIN)
        await stage.shows(r"PIN:\s+\*{6}_")
        assert PIN not in stage.text()
        await stage.press("enter")
        await stage.hides("Locked")
        assert stage.lines()[1:-4] == before


@played
async def test_the_words_are_german_where_the_screen_is(guarded: Path) -> None:
    locale.use("de")
    async with on_stage(guarded) as stage:
        await stage.press("L")
        await stage.shows(r"Gesperrt \(mh\)\.  \d+ Alarme warten\.  PIN: _", "Enter = entsperren")


@played
async def test_without_a_pin_l_asks_for_one_twice_and_then_locks(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("L")
        await stage.shows("SET A PIN", "New PIN, 4 to 64 signs: +_")
        await stage.press(*"123", "enter")
        await stage.shows("A PIN has 4 to 64 signs.")
        await stage.press(*PIN, "enter", *"other", "enter")
        await stage.shows("The two are not the same.")
        await stage.press(*PIN, "enter", *PIN)
        await stage.shows(r"signs: +\*{6}", r"once more: +\*{6}_")
        await stage.press("enter")
        await stage.shows(r"Locked \(mh\)\.")
        await unlock(stage)
        await stage.shows("Unlocked.", "mh PIN filed|Unlocked")


@played
async def test_a_whole_pin_typed_ahead_locks_and_unlocks(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("L", *PIN, "enter", *PIN, "enter", *PIN, "enter", "n", *"it")
        await stage.shows("NOTE K-1001", r"│ it")
        assert not any(isinstance(screen, LockScreen) for screen in stage.app.screen_stack)


@played
async def test_esc_leaves_without_a_pin_and_unlocked(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("L")
        await stage.shows("SET A PIN")
        await stage.press(*"12", "escape")
        await stage.hides("SET A PIN")
        await stage.press("n")
        await stage.shows("NOTE K-1001")


@played
async def test_a_wrong_pin_waits_longer_each_time_and_is_told_behind_the_right_one(
    guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [1000.0]
    monkeypatch.setattr("dispatcher.console.screens.lock.monotonic", lambda: at[0])
    async with on_stage(guarded) as stage:
        await lock(stage)
        await stage.press(*"0000", "enter")
        await stage.shows(r"That is not the PIN\. The next try in 2 s\.")
        await stage.press(*PIN, "enter")
        await stage.shows(r"PIN: \*{6}_")
        at[0] += 1.1
        await stage.press(*"0", "enter")
        await stage.shows(r"The next try in 3 s\.")
        at[0] += 1.5
        await stage.press(*PIN, "enter")
        await stage.shows(r"PIN: \*{6}_")
        at[0] += 0.6
        await stage.press("enter")
        await stage.shows(r"Unlocked\. 2 wrong PINs before\.")


@played
async def test_no_key_reaches_the_board_behind_it(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await lock(stage)
        await stage.press("f2", "f1", "ctrl+p", "tab", "f6", "Q", "escape", "s", "space")
        await stage.shows(r"PIN: \*{2}_")
        await stage.press("escape")
        await unlock(stage)
        assert stage.board.box_now() is None
        assert stage.board.tickets_pane.has_focus


@played
async def test_alarms_are_counted_and_ring_behind_the_lock_even_over_a_call(
    guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(guarded) as stage:
        rung: list[bool] = []
        await stage.until(lambda: stage.board.cards)
        monkeypatch.setattr(stage.app, "bell", lambda: rung.append(True))
        await stage.press("f2", *"5471")
        await stage.board._lock_now()
        waiting = sum(bool(card.weight) for card in stage.board.cards)
        await stage.shows(f"{waiting} alarms waiting")
        with another_desk(guarded) as other:
            report(other, 2, "fire alarm: line 4")
        await stage.shows(f"{waiting + 1} alarms waiting")
        await stage.until(lambda: rung)


@played
async def test_a_rest_locks_over_a_form_whose_text_stays(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await stage.press("n", *"half a")
        stage.board.lock_seconds = 0.05
        stage.board._look_for_rest()
        await stage.shows(r"Locked \(mh\)\.")
        stage.board.lock_seconds = 600.0
        await unlock(stage)
        await stage.press(*" note")
        await stage.shows("│ half a note")


@played
async def test_a_rest_with_the_palette_open_locks_and_leaves_no_palette(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await stage.press("ctrl+p")
        await stage.shows("What do you want to do")
        stage.board.lock_seconds = 0.05
        stage.board._look_for_rest()
        await stage.shows(r"Locked \(mh\)\.")
        stage.board.lock_seconds = 600.0
        await unlock(stage)
        assert stage.app.screen is stage.board


@played
async def test_nothing_opens_over_the_lock_that_was_asked_for_before(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await lock(stage)
        stage.app.call_later(stage.board.run_action, "app.command_palette")
        await stage.settles()
        assert isinstance(stage.app.screen, LockScreen)
        await stage.press("f3")
        await unlock(stage)
        assert stage.app.screen.id == "board"


@pytest.mark.parametrize(
    "late", ["ball", "part", "call", "help", "note", "records('technician')", "week", "lock", "change_pin"]
)
@played
async def test_what_opens_late_opens_behind_the_lock(guarded: Path, late: str) -> None:
    async with on_stage(guarded) as stage:
        stage.app.call_later(stage.board.run_action, late)
        stage.board.call_later(stage.board._lock_now)
        await stage.shows(r"Locked \(mh\)\.")
        assert [name for name in NAMES if name in stage.text()] == []
        await stage.press(*"quiet")
        await stage.shows(r"PIN: \*{5}_")
        await stage.press("escape")
        await unlock(stage)
        assert stage.app.screen is stage.board
        await stage.hides("quiet")
        await stage.press("escape", "n")
        await stage.shows("NOTE K-1001")


@played
async def test_what_is_told_behind_the_lock_is_seen_when_it_opens(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await stage.press("n", *"for Albers")
        await stage.burst("enter", "L")
        await stage.shows(r"Locked \(mh\)\.")
        stage.board.flash("Albers calls back")
        stage.board._minute()
        await stage.settles()
        assert [name for name in NAMES if name in stage.text()] == []
        await stage.until(lambda: not stage.board._under_way)
        await unlock(stage)
        await stage.shows("for Albers")


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (10, 3)])
@played
async def test_the_lock_holds_and_opens_in_a_window_of_hardly_a_cell(guarded: Path, size: tuple[int, int]) -> None:
    async with on_stage(guarded) as stage:
        await lock(stage)
        await stage.pilot.resize_terminal(*size)
        await stage.settles()
        await stage.press("f2", "ctrl+p", "tab")
        assert isinstance(stage.app.screen, LockScreen)
        await stage.press("f3", *PIN, "enter")
        await stage.until(lambda: stage.app.screen is stage.board)
        await stage.pilot.resize_terminal(160, 45)
        await stage.shows("Botschaft")


@played
async def test_a_rest_without_a_pin_does_nothing(office: Path) -> None:
    async with on_stage(office) as stage:
        stage.board.lock_seconds = 0.05
        stage.board._look_for_rest()
        await stage.until(lambda: any(type(one).__name__ == "PinKnown" for one in stage.seen))
        await stage.settles()
        assert stage.app.screen is stage.board
        assert stage.board.box_now() is None


@played
async def test_a_console_that_ended_locked_starts_locked_and_knows_the_wrong_tries(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await lock(stage)
        await stage.press(*"0000", "enter")
        await stage.shows("That is not the PIN")
    async with on_stage(guarded, is_open=False) as stage:
        await stage.shows(r"Locked \(mh\)\.", "The next try in")
        assert [name for name in NAMES if name in stage.text()] == []
        await stage.hides("The next try in")
        await unlock(stage)
        await stage.shows("1 wrong PIN before", "Nordlicht")
    async with on_stage(guarded) as stage:
        assert stage.app.screen is stage.board


@played
async def test_the_pin_that_was_taken_away_keeps_nobody_out(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await lock(stage)
        with another_desk(guarded) as other:
            take_away(other)
        await stage.press("x", "enter")
        await stage.hides("Locked")


def take_away(desk: Office) -> None:
    """The managing director does so."""
    director = Actor(1, "mh", "managing director")
    assert not isinstance(perform(desk.store, clear_pin, ClearPin("mh"), director, desk.clock), Refusal)


@played
async def test_another_pin_is_set_by_whoever_knows_the_one_so_far(guarded: Path) -> None:
    async with on_stage(guarded) as stage:
        await stage.board.run_action("change_pin")
        await stage.shows("CHANGE PIN", r"PIN so far: +_")
        await stage.press(*"0000", "enter", *"neu 1", "enter", *"neu 1", "enter")
        await stage.shows("That is not the PIN so far.", r"PIN so far: +_")
        await stage.press(*PIN, "enter", *"neu 1", "enter", *"neu 1", "enter")
        await stage.shows("Filed: PIN mh")
        assert not isinstance(stage.board.box_now(), PinBox)
        await lock(stage)
        await stage.press(*"neu 1", "enter")
        await stage.shows("Unlocked.")


@played
async def test_a_store_that_does_not_answer_locks_nobody_out(guarded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(guarded) as stage:
        await lock(stage)

        def gone() -> None:
            raise Trouble("unreachable", "The store does not answer.")

        monkeypatch.setattr(stage.board.desk, "_reading", gone)
        await stage.press(*"0000", "enter")
        await stage.shows("That is not the PIN")
        await stage.hides("The next try in")
        await unlock(stage)


@played
async def test_in_a_store_that_is_only_read_no_pin_is_set(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.press("L")
        await stage.shows("Read-only: ")
        assert stage.board.box_now() is None
