"""A text that has no room ends with a whole word and says that it goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dispatcher.console.widgets.marks import begun_words

STEP = "KEIN ZUGANG heute 08:00. Anrufen, neuer Termin bis Di 18:00"


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (59, STEP),
        (58, "KEIN ZUGANG heute 08:00. Anrufen, neuer Termin bis Di .."),
        (20, "KEIN ZUGANG heute .."),
        (19, "KEIN ZUGANG .."),
        (3, "KEI"),
        (0, ""),
    ],
)
def test_a_next_step_says_that_it_goes_on(width: int, told: str) -> None:
    assert begun_words(STEP, width) == told


@given(st.text(), st.integers(0, 90))
def test_it_never_takes_more_room_than_there_is(text: str, width: int) -> None:
    assert cell_len(begun_words(text, width)) <= width
