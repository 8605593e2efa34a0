"""The time echo after each key: a phrase typed letter by letter, read and shown anew each time.

``python -m tests.bench.phrases`` prints the figures alone; they need no office.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from dispatcher.domain.phrases import Office, echo, prepare, understand
from tests.bench.bench import Bench
from tests.bench.figures import HEAD, Figure, line, sample, took

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
TYPED = (
    "wed 14",
    "mi 14 60m !",
    "nächsten mittwoch",
    "25.11.2026 9:30",
    "in 8 tagen 14",
    "25.12 8-10",
    "viertel 4",
    "kw49 do",
)
LONGEST = 50.0
COLD = """
import time
from dispatcher.domain.phrases import echo, understand
from tests.bench.phrases import office
begun = time.perf_counter()
echo(understand("w", office()), office().now, office().zone)
print((time.perf_counter() - begun) * 1000)
"""


def office() -> Office:
    """Where and when the phrases are typed."""
    return Office(NOW, "Europe/Berlin")


def figures(bench: Bench | None = None) -> Iterator[Figure]:
    """One key with the grammar there, and the first key of a process that did not prepare it."""
    place = office()
    prepare(place)
    keys = [phrase[:end] for phrase in TYPED for end in range(1, len(phrase) + 1)]
    rounds = bench.rounds if bench else 15
    each = sample([took(partial(shown, key, place)) for key in keys * rounds])
    yield Figure(
        "time echo, one key",
        "-",
        each.median,
        each.p95,
        None,
        f"< {LONGEST:g} ms",
        each.p95 < LONGEST,
        f"{len(keys)} keys",
    )
    cold = sample([first_key() for _round in range(max(3, rounds // 3))])
    yield Figure("time echo, first key unprepared", "-", cold.median, cold.p95, detail="built ahead when a form opens")


def shown(typed: str, place: Office) -> str:
    """What stands beside the field."""
    return echo(understand(typed, place), NOW, place.zone)


def first_key() -> float:
    """Milliseconds of the first key in a fresh process."""
    done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    print("\n".join([HEAD, *map(line, figures())]))
