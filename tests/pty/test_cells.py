"""What is told of the cells is what pyte itself tells, whatever was written."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tests.pty.cells import Cells

PIECES = st.sampled_from(
    [
        "abc", "Müller ", "e\u0301", "\r\n", "\n", "\b", "\t", "\x1b[2J", "\x1b[K", "\x1b[1J", "\x1b[3;4H",
        "\x1b[H", "\x1b[2L", "\x1b[M", "\x1b[3P", "\x1b[2@", "\x1b[4X",
        "\x1bM", "\x1bD", "\x1b[2;5r", "\x1bc", "\x1b[?5h",
        "\x1b#8", "\x1b[31m",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.sampled_from([(12, 6), (20, 8), (9, 4)])), max_size=60))
def test_every_line_is_told_as_pyte_tells_it(pieces: list[str | tuple[int, int]]) -> None:
    cells = Cells(20, 8)
    stream = pyte.Stream(cells)
    stream.feed("漢字 Straße\r\n")
    assert cells.display == super(Cells, cells).display
    stream.feed("\x1bc")
    for piece in pieces:
        if isinstance(piece, str):
            stream.feed(piece)
        else:
            cells.resize(piece[1], piece[0])
        assert cells.display == super(Cells, cells).display
