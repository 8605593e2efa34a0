"""A figure, the floor it is held against, and the table they are printed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sample:
    """Milliseconds of many runs: the median, and what nineteen of twenty stay under."""

    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured at one scale. ``floor`` is the same done bare, measured by turns in the same run; ``holds`` is
    None where there is no target. Units are in the name where they are not milliseconds."""

    name: str
    scale: str
    ours: float
    p95: float | None = None
    floor: float | None = None
    target: str = ""
    holds: bool | None = None
    detail: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.ours / self.floor if self.floor else None

    def document(self) -> dict[str, Any]:
        """The figure for programs."""
        return {**asdict(self), "ratio": self.ratio}


def sample(milliseconds: Sequence[float]) -> Sample:
    """The summary of some runs."""
    ordered = sorted(milliseconds)
    return Sample(statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))])


def took(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def by_turns(rounds: int, *calls: Callable[[], object]) -> list[Sample]:
    """Each call ``rounds`` times, by turns, so that a noisy neighbour hits all alike; the first round warms up."""
    runs: list[list[float]] = [[] for _call in calls]
    for number in range(rounds + 1):
        for call, milliseconds in zip(calls, runs, strict=True):
            passed = took(call)
            if number:
                milliseconds.append(passed)
    return [sample(milliseconds) for milliseconds in runs]


def is_within(ours: float, floor: float, times: float, more: float = 0.0) -> bool:
    """Whether ``ours`` is at most so many times the floor, or so many milliseconds more."""
    return ours <= floor * times or ours <= floor + more


HEAD = f"{'':44s} {'ours':>9s} {'p95':>9s} {'floor':>9s} {'ratio':>7s}  target"


def line(figure: Figure) -> str:
    """One line of the table."""
    floor = f"{figure.floor:9.3f}" if figure.floor is not None else " " * 9
    p95 = f"{figure.p95:9.3f}" if figure.p95 is not None else " " * 9
    ratio = f"{figure.ratio:6.2f}x" if figure.ratio is not None else " " * 7
    verdict = "" if figure.holds is None else "  ok" if figure.holds else "  MISSED"
    return f"{figure.scale} {figure.name:42s} {figure.ours:9.3f} {p95} {floor} {ratio}  {figure.target}{verdict}" + (
        f"  ({figure.detail})" if figure.detail else ""
    )


def growth(figures: Sequence[Figure]) -> list[str]:
    """For each figure of several scales: how much it grew from the smallest to the largest, and how much its floor."""
    lines = []
    for name in dict.fromkeys(figure.name for figure in figures):
        same = [figure for figure in figures if figure.name == name and figure.floor]
        if len({figure.scale for figure in same}) < 2:
            continue
        first, last = same[0], same[-1]
        ours, floor = last.ours / first.ours, (last.floor or 0) / (first.floor or 1)
        verdict = "ok" if ours <= floor * 1.2 or last.ours - first.ours < 0.3 else "FASTER THAN THE FLOOR"
        lines.append(f"{name:44s} {first.scale}->{last.scale} ours x{ours:.2f}  floor x{floor:.2f}  {verdict}")
    return lines
