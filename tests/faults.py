"""Hang-ups and faults with the limits that hold for a person, on a machine that has time for it.

    python -m tests.faults [--only WORD ...] [--rounds N] [--locked SECONDS]

Plays every way in which terminal or program may end on every kind of screen, and every fault of the store under a
console and before one, in both languages. The automatic tests play the same with limits for a busy machine. Says
what holds, how long it took and how long a key took to be seen; 0 when all of it holds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.console.office_of import fill_office, make_office
from tests.pty import ends, faults, start_faults
from tests.pty.desk import Home

LANGUAGES = ("en", "de")
KEY_SECONDS = 0.1
"""So soon a key is seen, nineteen times of twenty, whatever happens to the store."""
Play = Callable[[Home], "list[float] | None"]


def scenes(locked: float) -> Iterator[tuple[str, Play]]:
    """Every scene by its name; the store is ``locked`` for so many seconds."""
    for end in ends.ENDS:
        for screen in ends.SCREENS:
            yield f"{end} / {screen}", partial(ends.play, screen=screen, end=end, limits=ends.Limits())
    for name in faults.FAULTS:
        for language in LANGUAGES:
            lasts = locked if name == "locked" else 0.0
            yield f"{name} / {language}", partial(faults.while_running, name=name, language=language, lasts=lasts)
    for name in start_faults.STARTS:
        for language in LANGUAGES:
            yield f"{name} at start / {language}", partial(start_faults.at_start, name=name, language=language)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What to play, how often, and how long the store is locked."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help="scenes with one of these in the name")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--locked", type=float, default=30.0, metavar="SECONDS")
    return parser.parse_args(given)


def told(answers: Sequence[float]) -> str:
    """How long keys took to be seen."""
    if not answers:
        return ""
    late = sorted(answers)[len(answers) * 95 // 100]
    word = "" if late <= KEY_SECONDS else "  LATE"
    return f"  {len(answers)} keys: p95 {late * 1000:.0f} ms, longest {max(answers) * 1000:.0f} ms{word}"


def holds(name: str, play: Play, home: Home) -> bool:
    """Play one scene and say what became of it."""
    began = time.monotonic()
    try:
        answers = play(home) or []
    except AssertionError as error:
        print(f"{name}: FAILS\n{error}", flush=True)
        return False
    print(f"{name}: holds, {time.monotonic() - began:.1f} s{told(answers)}", flush=True)
    return "LATE" not in told(answers)


def main(given: Sequence[str] | None = None) -> int:
    """Play them all; 0 when all of them hold."""
    wish, failed, number = arguments(given), 0, 0
    with tempfile.TemporaryDirectory(prefix="dispatcher-") as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        template = fill_office(make_office(Path(folder) / "template.db"))
        for _round in range(wish.rounds):
            for name, play in scenes(wish.locked):
                if any(word in name for word in wish.only):
                    number += 1
                    home = Path(folder) / str(number)
                    home.mkdir()
                    failed += not holds(name, play, Home(home, template))
    print(f"{number - failed} of {number} hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
