"""What the tests' own terminal has to be right about, so that they fail for the program's faults alone."""

from __future__ import annotations

import sys

from tests.pty.harness import Terminal

WORKS_IN_SILENCE = """
import sys, time
print("begun", flush=True)
while time.process_time() < 1: pass
print("done", flush=True)
sys.stdin.read()
"""


def test_a_program_that_works_without_a_word_is_not_taken_for_one_at_rest() -> None:
    with Terminal([sys.executable, "-c", WORKS_IN_SILENCE]) as terminal:
        terminal.wait_for("begun")
        terminal.wait_quiet(0.05)
        assert terminal.screen()[1].rstrip() == "done"


def test_what_an_ended_program_left_is_read() -> None:
    with Terminal([sys.executable, "-c", "print('last words')"]) as terminal:
        terminal.watch(lambda: terminal.status is not None)
        terminal.wait_quiet()
        assert terminal.screen()[0].rstrip() == "last words"
