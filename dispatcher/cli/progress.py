"""A bar on a terminal's stderr for what takes long: how much is done, how fast, how long it will still take."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from dispatcher.cli.wording import figure
from dispatcher.domain.clock import monotonic
from dispatcher.locale import _

WIDTH = 24
EVERY_SECONDS = 0.1


class Bar:
    """The bar. It draws nothing unless stderr is a terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._draws = sys.stderr is not None and sys.stderr.isatty()
        self._began = monotonic()
        self._drawn = 0.0
        self._is_dirty = False

    def show(self, done: int, whole: int, rows: int | None = None) -> None:
        """``done`` of ``whole`` (bytes, entries); ``rows`` are counted beside it where they are something else."""
        now = monotonic()
        if not self._draws or (now - self._drawn < EVERY_SECONDS and done < whole):
            return
        self._drawn, self._is_dirty = now, True
        line = bar_line(self._label, min(done, whole), whole, rows if rows is not None else done, now - self._began)
        click.echo(f"\r{line}\x1b[K", nl=False, err=True)

    def clear(self) -> None:
        """Take the bar off the screen, so that the next line stands alone."""
        if self._is_dirty:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._is_dirty = False


def bar_line(label: str, done: int, whole: int, rows: int, seconds: float) -> str:
    """``contacts.csv [########........]  33 %  1,200 rows  2,400 rows/s  0:07 left``."""
    share = done / whole if whole else 1.0
    signs = ("#" * round(share * WIDTH)).ljust(WIDTH, ".")
    pace = rows / seconds if seconds > 0 else 0.0
    left = seconds / share - seconds if share > 0 else 0.0
    told = _("{rows} rows  {pace} rows/s  {left} left")
    words = told.format(rows=figure(rows), pace=figure(pace), left=f"{int(left) // 60}:{int(left) % 60:02d}")
    return f"{label} [{signs}] {share:4.0%}  {words}"


@contextmanager
def bar(label: str) -> Iterator[Bar]:
    """A bar that is gone when the block ends, however it ends."""
    drawn = Bar(label)
    try:
        yield drawn
    finally:
        drawn.clear()
