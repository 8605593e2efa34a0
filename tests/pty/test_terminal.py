"""The end that comes from outside, and faults from inside: drafts kept, terminal given back, no value shown."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dispatcher.console.terminal.hangup import LEAVE_SCREEN
from tests.pty.harness import SIZES, Terminal
from tests.pty.processes import keeper_of, lives
from tests.pty.small_app import SECRET

TEXT = "Calvet still absent, Tür klemmt"
SAVED_WITHIN = 60.0
GONE_WITHIN = 60.0
HERE = Path(__file__).parents[2]


class Stage:
    """The small app in a terminal, with its pulse."""

    def __init__(
        self, folder: Path, *, controlling: bool = True, size: tuple[int, int] = (80, 24), still: str = ""
    ) -> None:
        self.draft, self.log = folder / "draft", folder / "state" / "faults.log"
        self._pulse, told = os.pipe()
        command: list[str | Path] = [sys.executable, "-m", "tests.pty.small_app", self.draft, self.log, str(told)]
        command += [still] if still else []
        self.terminal = Terminal(command, size=size, cwd=HERE, controlling=controlling, pass_fds=(told,))
        os.close(told)
        self.terminal.wait_for("ready")

    def write(self) -> None:
        self.terminal.type(TEXT)
        self.terminal.wait_for(f"kept {len(TEXT)}")

    def hear(self, sign: bytes, timeout: float) -> bytes:
        """What the app tells until ``sign`` is in it or nothing more comes within ``timeout``."""
        heard = b""
        while sign not in heard and select.select([self._pulse], [], [], timeout)[0]:
            chunk = os.read(self._pulse, 65536)
            heard += chunk
            if not chunk:
                break
        return heard

    def block(self) -> None:
        """Freeze the terminal until the event loop stands still, as it does behind a dead connection."""
        self.terminal.press("F2")
        self.terminal.wait_for("noise")
        self.terminal.stall()
        while self.hear(b"S", 0.7):
            pass

    def end(self) -> None:
        self.terminal.end()
        os.close(self._pulse)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.end()


@pytest.fixture
def nobodys_stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path, controlling=False)
    yield stage
    stage.end()


def assert_kept_and_gone(stage: Stage, number: signal.Signals) -> None:
    assert b"S" in stage.hear(b"S", SAVED_WITHIN)
    assert stage.draft.read_text(encoding="utf-8") == TEXT
    assert stage.terminal.wait_exit(GONE_WITHIN) == 128 + number


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_saves_the_draft_and_gives_the_terminal_back(stage: Stage, number: signal.Signals) -> None:
    stage.write()
    stage.terminal.signal(number)
    assert_kept_and_gone(stage, number)
    assert stage.terminal.faults() == []
    assert "kept" not in stage.terminal.text()


def test_a_closed_terminal_saves_the_draft(stage: Stage) -> None:
    stage.write()
    stage.terminal.close()
    assert_kept_and_gone(stage, signal.SIGHUP)


def test_a_closed_terminal_that_sends_no_signal_saves_the_draft(nobodys_stage: Stage) -> None:
    nobodys_stage.write()
    nobodys_stage.terminal.close()
    assert_kept_and_gone(nobodys_stage, signal.SIGHUP)


def test_a_stalled_terminal_that_closes_saves_the_draft(stage: Stage) -> None:
    stage.write()
    stage.block()
    stage.terminal.close()
    assert_kept_and_gone(stage, signal.SIGHUP)


def test_a_signal_behind_a_stalled_terminal_still_gives_it_back(stage: Stage) -> None:
    stage.write()
    stage.block()
    stage.terminal.signal(signal.SIGTERM)
    assert_kept_and_gone(stage, signal.SIGTERM)
    stage.terminal.resume()
    stage.terminal.wait_quiet()
    assert stage.terminal.faults() == []


def test_an_event_loop_that_stands_still_ends_in_time(stage: Stage) -> None:
    stage.write()
    stage.terminal.press("F8")
    stage.terminal.wait_for("deaf")
    keeper = keeper_of(stage.terminal.pid)
    stage.terminal.signal(signal.SIGTERM)
    assert_kept_and_gone(stage, signal.SIGTERM)
    stage.terminal.watch(lambda: not lives(keeper))
    stage.terminal.wait_quiet()
    assert stage.terminal.faults() == []
    assert stage.terminal.raw.count(LEAVE_SCREEN.encode()) == 1


def test_an_event_loop_that_stands_still_for_long_is_ended_with_a_sentence(tmp_path: Path) -> None:
    stage = Stage(tmp_path, still="1")
    try:
        stage.write()
        stage.terminal.press("F8")
        assert_kept_and_gone(stage, signal.SIGTERM)
        assert stage.terminal.faults() == []
        said = "".join(stage.terminal.screen()).strip()
        assert said.startswith(
            "The console stood still and was ended. Nothing filed is lost; drafts are kept. Error log:"
        )
        assert re.search(r"standstill\n(  .+\n)*  \S*threading\.py:\d+ wait$", shown_and_logged(stage), re.MULTILINE)
    finally:
        stage.end()


def test_a_program_that_was_stopped_for_long_goes_on(tmp_path: Path) -> None:
    stage = Stage(tmp_path, still="5")
    try:
        stage.write()
        stage.terminal.signal(signal.SIGSTOP)
        select.select([], [], [], 6.0)
        stage.terminal.signal(signal.SIGCONT)
        stage.terminal.type("!")
        stage.terminal.wait_for(f"kept {len(TEXT) + 1}")
        stage.terminal.press("F9")
        assert stage.terminal.wait_exit() == 0
        assert stage.terminal.faults() == []
    finally:
        stage.end()


def test_a_program_that_is_stopped_in_the_midst_of_writing_goes_on(stage: Stage) -> None:
    stage.write()
    stage.terminal.press("ctrl+t")
    stage.terminal.wait_stopped()
    assert stage.terminal.faults() == []
    stage.terminal.signal(signal.SIGCONT)
    stage.terminal.wait_for(lambda _lines: stage.terminal.is_on(1049))
    stage.terminal.type("!")
    stage.terminal.wait_for(f"kept {len(TEXT) + 1}")
    stage.terminal.press("F9")
    assert stage.terminal.wait_exit() == 0
    assert stage.terminal.faults() == []


def test_a_child_program_gets_the_signals_as_ever(stage: Stage) -> None:
    stage.terminal.press("F7")
    assert stage.hear(b">", GONE_WITHIN) == b"<[]>"
    stage.write()
    stage.terminal.signal(signal.SIGTERM)
    assert_kept_and_gone(stage, signal.SIGTERM)


def test_an_ordinary_end_leaves_no_trace(stage: Stage) -> None:
    keeper = keeper_of(stage.terminal.pid)
    stage.terminal.press("F9")
    assert stage.terminal.wait_exit() == 0
    stage.terminal.watch(lambda: not lives(keeper))
    stage.terminal.wait_quiet()
    assert stage.terminal.faults() == []
    assert LEAVE_SCREEN.encode() not in stage.terminal.raw
    assert not stage.log.exists()


def shown_and_logged(stage: Stage) -> str:
    assert SECRET.encode() not in stage.terminal.raw
    logged = stage.log.read_text(encoding="utf-8")
    assert not any(word in logged for word in re.findall(r"\w{6,}", SECRET))
    assert str(HERE) not in logged
    assert stage.log.stat().st_mode & 0o777 == 0o600
    return logged


@pytest.mark.parametrize("key", ["F3", "F4"])
def test_a_fault_ends_in_one_sentence_and_a_log_without_values(stage: Stage, key: str) -> None:
    stage.terminal.press(key)
    assert stage.terminal.wait_exit() == 1
    logged = shown_and_logged(stage)
    assert re.search(
        r"builtins\.ValueError\n(  .+\n)*  tests/pty/small_app\.py:\d+ action_fault$", logged, re.MULTILINE
    )
    assert stage.terminal.faults() == []
    said = "".join(stage.terminal.screen()).strip()
    assert said == (
        "The console stopped because of a fault in the program. "
        f"Nothing filed is lost; drafts are kept. Error log: {stage.log}"
    )


@pytest.mark.parametrize(
    ("key", "told", "name"), [("F5", "task ended", "asyncio"), ("F6", "thread ended", "builtins.ValueError")]
)
def test_a_fault_beside_the_app_is_logged_and_not_shown(stage: Stage, key: str, told: str, name: str) -> None:
    stage.terminal.press(key)
    stage.terminal.wait_for(told)
    stage.terminal.press("F9")
    assert stage.terminal.wait_exit() == 0
    assert name in shown_and_logged(stage)
    assert stage.terminal.text() == "\n" * 23


@pytest.mark.parametrize("size", SIZES)
def test_the_harness_resizes_like_a_window(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path, size=(100, 30))
    try:
        stage.terminal.resize(*size)
        stage.terminal.press("F2")
        stage.terminal.wait_for(lambda lines: len(lines) == size[1] and lines[4].rstrip()[size[0] - 1 :])
        assert {len(line) for line in stage.terminal.screen()} == {size[0]}
    finally:
        stage.end()


def test_the_harness_tells_what_is_left_wrong(stage: Stage) -> None:
    stage.terminal.wait_quiet()
    os.kill(keeper_of(stage.terminal.pid), signal.SIGKILL)
    stage.terminal.kill9()
    stage.terminal.wait_exit()
    assert stage.terminal.status == -signal.SIGKILL
    assert stage.terminal.faults() == [
        "alternate screen", "bracketed paste", "cursor hidden", "focus reports", "line wrap off", "mouse",
        "keyboard protocol", "no echo or line editing",
    ]  # fmt: skip


def test_the_harness_types_and_pastes(stage: Stage) -> None:
    stage.terminal.press("ä", "b c", "left", "backspace", "enter")
    stage.terminal.wait_for("äbc|kept 3")
    stage.terminal.type("enter")
    stage.terminal.wait_for("kept 8")
    stage.terminal.paste("tab")
    stage.terminal.wait_for("kept 11")
    with pytest.raises(AssertionError, match="not seen: 'kept 12'"):
        stage.terminal.wait_for("kept 12", timeout=0.1)
