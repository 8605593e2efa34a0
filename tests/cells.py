"""``python -m tests.cells 10000``: so many random steps, each held against what would be drawn anew.

It stops at the first cell that differs and says what was done last. ``--seed`` plays the same steps again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.console.office_of import fill_office, make_office
from tests.pty.desk import Home
from tests.pty.harness import SIZES
from tests.pty.same_screen import Hand, watched

EACH = 500
"""So many steps on one office; then a new one, with other colours, signs and language."""
WAYS = (
    ("en", ()),
    ("de", ("--theme", "dark")),
    ("de", ("--ascii",)),
    ("en", ("--theme", "light")),
    ("en", ("--theme", "ansi-light")),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cells", description=__doc__)
    parser.add_argument("steps", type=int)
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        template = fill_office(make_office(Path(folder) / "office.db"))
        for number, done in enumerate(range(0, wish.steps, EACH)):
            play(Path(folder) / str(number), template, wish.seed + number, min(EACH, wish.steps - done))
            print(f"{min(done + EACH, wish.steps)} steps, every cell the same", flush=True)
    return 0


def play(folder: Path, template: Path, seed: int, steps: int) -> None:
    """Some steps on an office in a new ``folder``."""
    folder.mkdir()
    language, options = WAYS[seed % len(WAYS)]
    with watched(Home(folder, template), *options, size=SIZES[seed % len(SIZES)], language=language) as console:
        print(f"seed {seed}, {language} {' '.join(options)}", file=sys.stderr, flush=True)
        Hand(console, seed).goes_on(steps)


if __name__ == "__main__":
    sys.exit(main())
