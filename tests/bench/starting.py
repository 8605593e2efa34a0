"""Processes: how long a command takes from its start to its end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial

from tests.bench.bench import Bench
from tests.bench.figures import Figure, by_turns, is_within

FLOOR = (sys.executable, "-c", "import sqlalchemy, pendulum")
TIMES = 1.5
ROUNDS = 9


def run(command: Sequence[str]) -> None:
    """Run a command to its end; what it prints is thrown away."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def figures(bench: Bench) -> Iterator[Figure]:
    """``lookup`` and ``history`` against importing the two libraries they need."""
    dispatcher = (sys.executable, "-m", "dispatcher", "--store", str(bench.path))
    caller = bench.rows("SELECT tail FROM number WHERE kind = 'phone' LIMIT 1")[0][0][3::-1]
    for told, words in (
        ("lookup by name", ("lookup", "müller")),
        ("lookup by number", ("lookup", caller)),
        ("history", ("history", "K-1001")),
    ):
        ours, floor = by_turns(ROUNDS, partial(run, (*dispatcher, *words)), partial(run, FLOOR))
        holds = is_within(ours.median, floor.median, TIMES)
        yield Figure(f"dispatcher {told}", bench.scale.name, ours.median, ours.p95, floor.median, "<= 1.5 x", holds)
