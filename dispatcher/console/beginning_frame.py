"""The frame of the board, drawn by hand before anything of the screen is loaded.

Loading the screen takes several times as long as everything before it. Until then the terminal shows where things
will stand, and what is typed waits in it: unechoed, and with Enter as it comes from the key.
"""

from __future__ import annotations

import contextlib
import os
import sys
import termios
from collections.abc import Iterator
from typing import Any

from dispatcher.console.geometry import Layout, layout_for
from dispatcher.console.terminal.keeper import hold
from dispatcher.console.widgets.frame import ASCII, BOX, Frame
from dispatcher.locale import _

BELOW = 4
"""Rows under the strip: banner, status, and two of keys."""
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[J"


class BeginningFrame:
    """One frame on one terminal; whoever draws it hands the terminal on, or has it given back by its keeper."""

    def __init__(self, *, ascii_only: bool) -> None:
        """``ascii_only`` draws with plain signs. Nothing is drawn yet."""
        self._signs = ASCII if ascii_only else BOX
        self._settings: list[Any] | None = None

    def show(self) -> None:
        """Draw it, where the terminal is large enough for the board."""
        with contextlib.suppress(OSError, ValueError, termios.error):
            width, height = os.get_terminal_size(sys.stdout.fileno())
            layout = layout_for(width, height)
            if layout is not None:
                self._settings = termios.tcgetattr(sys.stdin.fileno())
                _take_keys_as_they_are(sys.stdin.fileno())
                hold(is_held=True)
                _write(_ENTER + "".join(drawn(layout, height, self._signs)))

    def hand_on(self) -> None:
        """The screen takes over: it draws over the frame, and finds the terminal's settings as they were."""
        settings, self._settings = self._settings, None
        if settings is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, settings)


def _take_keys_as_they_are(terminal: int) -> None:
    settings = termios.tcgetattr(terminal)
    settings[0] &= ~(termios.ICRNL | termios.INLCR | termios.IXON)
    settings[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(terminal, termios.TCSANOW, settings)


def _write(told: str) -> None:
    sys.stdout.write(told)
    sys.stdout.flush()


def drawn(layout: Layout, height: int, signs: Frame) -> Iterator[str]:
    """The header and three empty panes, tickets with the focus, each piece at its place."""
    top, bottom = layout.header, height - layout.strip - BELOW - 1
    yield _at(0, 1) + "\x1b[1mDISPATCH\x1b[0m"
    titles = (_("PLAN"), _("TICKETS"), f"{_('CONTACTS')} F8")
    widths = (layout.plan, layout.tickets, layout.contacts)
    edges = (0, layout.plan, layout.plan + layout.tickets)
    last = sum(widths) - 1
    for title, edge, width in zip(titles, edges, widths, strict=True):
        along = signs.double if edge == layout.plan else signs.across
        yield _at(top, edge) + _edge(signs.top_join if edge else signs.top_left, along, f" {title} ", width)
    yield _at(top, last) + signs.top_right
    for row in range(top + 1, bottom):
        yield "".join(_at(row, edge) + signs.down for edge in (*edges, last))
    for edge, width in zip(edges, widths, strict=True):
        yield _at(bottom, edge) + _edge(signs.bottom_join if edge else signs.bottom_left, signs.across, "", width)
    yield _at(bottom, last) + signs.bottom_right


def _edge(corner: str, along: str, title: str, width: int) -> str:
    return (corner + (along + title if title else "")).ljust(width, along)[:width]


def _at(row: int, column: int) -> str:
    return f"\x1b[{row + 1};{column + 1}H"
