"""The newcomer's walk of the manual, played key by key as it is written there.

python -m tests.pty.walk [de|en]    plays it in an empty home and prints what each step took
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatcher.domain.clock import monotonic
from tests.pty.desk import HERE
from tests.pty.harness import SIZES, Terminal

README = HERE / "README.md"
BEGINNING, END = "<!-- walk: played by python -m tests.pty.walk -->\n", "<!-- end of walk -->\n"
LANGUAGES = ("en", "de")
SECONDS_A_KEY = 0.2
"""Sixty words a minute: what a dispatcher's hands take for a key."""
_NAMES = {"Tab": "tab", "Enter": "enter", "Esc": "escape", "Ctrl+U": "ctrl+u", "F2": "F2"}


@dataclass(frozen=True, slots=True)
class Step:
    """What is pressed, and the words that are on the screen then, in each of :data:`LANGUAGES`."""

    keys: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def key_count(self) -> int:
        """How many keys a hand presses for it."""
        return sum(1 if key in _NAMES.values() else len(key) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step, and how many seconds the machine took until its words were there."""

    step: Step
    seconds: float


def steps(manual: str) -> list[Step]:
    """The steps in the table of the ``manual``; the first, which starts the program, has no keys."""
    table = manual.partition(BEGINNING)[2].partition(END)[0].strip().splitlines()
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table[2:]]
    return [Step(_keys(pressed) if nth else (), tuple(seen)) for nth, (pressed, *seen) in enumerate(rows)]


def _keys(told: str) -> tuple[str, ...]:
    return tuple(_NAMES.get(key, key) for key in re.findall(r"`([^`]+)`", told))


def play(folder: Path, language: str, size: tuple[int, int] = SIZES[0]) -> Iterator[Taken]:
    """Play the walk in the empty ``folder``; ends the program behind the last step. Raises where a word is missing."""
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "STATE", "CONFIG")}
    env = places | {"LANG": "C.UTF-8", "PYTHONPATH": str(HERE), "DISPATCHER_STORE": ""}
    began = monotonic()
    command = [sys.executable, "-m", "dispatcher", "--lang", language]
    with Terminal(command, size=size, env=env, cwd=folder) as terminal:
        for step in steps(README.read_text(encoding="utf-8")):
            terminal.press(*step.keys)
            terminal.wait_for(re.escape(step.seen[LANGUAGES.index(language)]))
            now = monotonic()
            yield Taken(step, now - began)
            began = now
        terminal.press("Q")
        assert terminal.wait_exit() == 0


def figures(taken: Sequence[Taken]) -> str:
    """Each step with its seconds, and their sum with the time of the keys."""
    machine, keys = sum(one.seconds for one in taken), sum(one.step.key_count for one in taken)
    lines = [f"{one.seconds:6.2f} s  {one.step.key_count:3} keys  {one.step.seen[0]}" for one in taken]
    total = machine + keys * SECONDS_A_KEY
    return "\n".join([*lines, f"{machine:6.2f} s  {keys:3} keys  {total:.1f} s with {SECONDS_A_KEY} s a key"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        print(figures(list(play(Path(home), sys.argv[1] if len(sys.argv) > 1 else "en"))))
