"""What a fault leaves: its place in a private log, one sentence, never a value."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from rich.traceback import Traceback
from textual.app import App

from dispatcher.console.terminal.fatal import Faults, NoTracebacks, place, trace
from tests.console.stage import on_stage, played
from tests.console.test_beginning import slow

SECRET = "Kranich"
HERE = Path(__file__).parents[2]


def failed() -> Exception:
    """An exception with values in its message, its cause and its locals."""
    word = SECRET
    try:
        try:
            Path(f"/nowhere/{word}").read_text(encoding="utf-8")
        except OSError as error:
            raise ValueError(word) from error
    except ValueError as error:
        return error
    raise AssertionError("it did not fail")


def test_a_trace_names_types_and_places_only() -> None:
    group = ExceptionGroup(SECRET, [failed()])
    told = "\n".join(trace(group))
    assert told.splitlines()[:2] == ["builtins.ExceptionGroup", "builtins.ValueError"]
    assert "  tests/console/test_fatal.py:" in told
    assert "builtins.FileNotFoundError errno=2" in told
    assert SECRET not in told


def test_a_trace_of_an_endless_chain_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert 2 < len(list(trace(first))) < 100


def test_a_place_does_not_name_the_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["", "/place/harms/console", "/place/harms/lib"])
    assert place("/place/harms/lib/textual/app.py") == "textual/app.py"
    assert place("/place/harms/elsewhere.py") == "elsewhere.py"


PROGRAM = """
import pathlib, sys
from dispatcher.console.terminal.fatal import Faults
Faults(pathlib.Path(sys.argv[1])).install()
assert not any(name.split(".")[0] == "textual" for name in sys.modules)
customer = sys.argv[2]
{act}
"""


def outcome(log: Path, act: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM.format(act=act), str(log), SECRET]
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)


def test_a_command_that_fails_says_one_sentence(tmp_path: Path) -> None:
    log = tmp_path / "state" / "faults.log"
    done = outcome(log, "raise ValueError(customer)")
    said = f"The program stopped because of a fault in it. Nothing filed is lost. Error log: {log}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert "builtins.ValueError" in log.read_text(encoding="utf-8")
    assert SECRET not in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_is_not_named(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")
    done = outcome(tmp_path / "state" / "faults.log", "raise ValueError(customer)")
    assert done.stderr == "The program stopped because of a fault in it. Nothing filed is lost.\n"


def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    log.touch(mode=0o644)
    log.chmod(0o644)
    outcome(log, "raise ValueError(customer)")
    assert log.stat().st_mode & 0o777 == 0o600


def test_the_log_is_kept_small(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    act = "import logging; desk = logging.getLogger('dispatcher.desk')\nfor n in range(12000): desk.error('%099d', n)"
    assert outcome(log, act).stderr == ""
    kept = sorted(tmp_path.iterdir())
    assert [path.name for path in kept] == ["faults.log", "faults.log.1", "faults.log.2", "faults.log.3"]
    assert all(path.stat().st_size <= 256 * 1024 and path.stat().st_mode & 0o777 == 0o600 for path in kept)
    assert f"{11999:099d}" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("act", ["raise KeyboardInterrupt(customer)", "import os; os.kill(os.getpid(), 2)"])
def test_an_interrupt_is_no_fault(tmp_path: Path, act: str) -> None:
    done = outcome(tmp_path / "faults.log", act)
    assert (done.returncode, done.stderr) == (-2, "")
    assert list(tmp_path.iterdir()) == []


class Broken(NoTracebacks, App[None]):
    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self.faults = faults


def drawn() -> Traceback:
    try:
        raise failed()
    except ValueError:
        return Traceback(show_locals=True)


def test_a_traceback_that_was_drawn_elsewhere_is_not_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    app = Broken(Faults(tmp_path / "faults.log"))

    async def scene() -> None:
        async with app.run_test():
            app.panic(drawn())

    asyncio.run(scene())
    assert app.return_code == 1
    said = capfd.readouterr().err
    assert said == "The console stopped because of a fault in the program. Nothing filed is lost; drafts are kept.\n"
    assert "fault ValueError\n  tests/console/test_fatal.py:" in caplog.text
    assert SECRET not in caplog.text


@played
async def test_a_box_that_opens_while_the_console_ends_is_no_fault(office: Path) -> None:
    with slow(office, "handover") as desk:
        async with on_stage(desk) as stage:
            await stage.burst("H")
            await stage.settles()
            stage.app.exit(return_code=143)
            asyncio.get_running_loop().call_later(0.3, desk.let_go.set)
    assert stage.app.return_code == 143
