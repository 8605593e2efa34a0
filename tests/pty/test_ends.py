"""X1: however program or terminal ends, what was typed is kept, the program goes, the terminal is given back."""

from __future__ import annotations

import pytest

from tests.pty.desk import Home
from tests.pty.ends import ENDS, PATIENT, SCREENS, play


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("end", ENDS)
def test_x1_nothing_is_lost_or_left(home: Home, end: str, screen: str) -> None:
    play(home, screen, end, PATIENT)
