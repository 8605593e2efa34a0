"""``python -m tests.bench``: every figure of speed with its own floor, measured by turns in the same run.

Ratios hold, milliseconds do not: other work on the machine makes all of them longer.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import dispatcher
from tests.bench import (
    alarms,
    carrying,
    forms,
    importing,
    keystrokes,
    lasting,
    opening,
    output,
    phrases,
    queueing,
    reading,
    searching,
    slotting,
    starting,
    writing,
)
from tests.bench.bench import Bench
from tests.bench.figures import HEAD, Figure, growth, line
from tests.bench.office import office_of
from tests.bench.scale import SCALES

KINDS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "search": searching.figures,
    "board": reading.board,
    "history": reading.history,
    "note": writing.figures,
    "start": starting.figures,
    "open": opening.figures,
    "idle": lasting.idle,
    "memory": lasting.memory,
    "keys": keystrokes.figures,
    "output": output.figures,
    "forms": forms.figures,
    "alarms": alarms.figures,
    "queue": queueing.figures,
    "carry": carrying.figures,
    "phrases": phrases.figures,
    "slots": slotting.figures,
    "import": importing.figures,
}
WITHOUT_SCALE = frozenset({"import", "phrases", "slots", "alarms"})


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What to measure, where, and how often."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--scale", nargs="+", choices=SCALES, default=["M"], help="offices; several show the growth")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS), metavar="NAME", help=", ".join(KINDS))
    parser.add_argument("--dir", type=Path, default=Path(tempfile.gettempdir()) / "dispatcher-bench")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(given)


def main() -> int:
    """Print the figures; exit code 1 where a target is missed."""
    wish = arguments()
    wish.dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep_apart(wish.dir)
    compile_program()
    say(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, offices in {wish.dir}")
    found: list[Figure] = []
    if not wish.json:
        print(HEAD)
    for figure in measured(wish):
        found.append(figure)
        if not wish.json:
            print(line(figure), flush=True)
    if wish.json:
        print(json.dumps([figure.document() for figure in found], indent=1))
    else:
        print("\n".join(growth(found)))
    return int(any(figure.holds is False for figure in found))


def say(text: str) -> None:
    """How far it is; never on the standard output."""
    print(text, file=sys.stderr, flush=True)


def measured(wish: argparse.Namespace) -> Iterable[Figure]:
    """The figures of each office in turn; what needs no office is measured once."""
    for number, name in enumerate(wish.scale):
        bench = Bench(SCALES[name], office_of(SCALES[name], wish.dir, say), wish.dir, wish.rounds)
        for kind in wish.only:
            if number == 0 or kind not in WITHOUT_SCALE:
                yield from KINDS[kind](bench)
        bench.close()


def compile_program() -> None:
    """As an installed program is; else every start would be measured with the compiling of our files, and not with
    that of the libraries."""
    for package in (dispatcher.__file__, __file__):
        compileall.compile_dir(Path(package).parent, quiet=2)


def keep_apart(folder: Path) -> None:
    """Let this process and those it starts keep drafts, heads and logs in ``folder``."""
    for name in ("STATE", "DATA", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    os.environ.pop("DISPATCHER_STORE", None)
    os.environ.update(LANG="C.UTF-8", LANGUAGE="en")


if __name__ == "__main__":
    sys.exit(main())
