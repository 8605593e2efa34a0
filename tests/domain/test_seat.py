"""The name of an open console tells whether its process is still there, on its own computer only."""

from __future__ import annotations

import os
import subprocess
import sys

from dispatcher.domain.seat import is_left_behind, seat_name


def test_a_console_that_runs_is_not_left_behind() -> None:
    name = seat_name()
    assert len(name) <= 36
    assert name != seat_name()
    assert not is_left_behind(name)


def test_one_whose_process_is_gone_is_left_behind() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    computer = seat_name().partition(".")[0]
    assert is_left_behind(f"{computer}.{ended.pid}.0")
    assert not is_left_behind(f"elsewhere.{ended.pid}.0")


def test_a_foreign_name_is_left_alone() -> None:
    computer = seat_name().partition(".")[0]
    for name in ("", "console of wh", f"{computer}.", f"{computer}.-1.x", f"{computer}.{os.getpid()}", f"{computer}.²"):
        assert not is_left_behind(name)
