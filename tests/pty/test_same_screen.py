"""Only changed cells are sent, and the screen is the same as if all of it had been."""

from __future__ import annotations

import pytest

from tests.pty.desk import Home
from tests.pty.harness import SIZES
from tests.pty.same_screen import Hand, watched

STEPS = 250
"""Four hands make the thousand."""


@pytest.mark.parametrize(
    ("seed", "size", "language", "options"),
    [
        (1, SIZES[0], "en", ()),
        (2, SIZES[1], "de", ("--theme", "dark")),
        (3, SIZES[2], "de", ()),
        (4, SIZES[0], "en", ("--theme", "light", "--ascii")),
    ],
)
def test_whatever_is_pressed_the_terminal_shows_what_would_be_drawn_anew(
    home: Home, seed: int, size: tuple[int, int], language: str, options: tuple[str, ...]
) -> None:
    with watched(home, *options, size=size, language=language) as console:
        Hand(console, seed).goes_on(STEPS)
