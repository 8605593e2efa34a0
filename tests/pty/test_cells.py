"""What is told of the cells is what pyte itself tells, whatever was written."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tests.pty.cells import Cells

PIECES = st.sampled_from(
    [
        "abc", "Müller ", "│ > ─", "漢字", "e\u0301", "\x1b[4h", "\x1b[4l", "\x1b[?7l", "\x1b[1m", "\x1b(0qqx\x1b(B",
        "\r\n", "\n", "\b", "\t", "\x1b[2J", "\x1b[K", "\x1b[1J", "\x1b[3;4H",
        "\x1b[H", "\x1b[2L", "\x1b[M", "\x1b[3P", "\x1b[2@", "\x1b[4X",
        "\x1bM", "\x1bD", "\x1b[2;5r", "\x1bc", "\x1b[?5h",
        "\x1b#8", "\x1b[31m",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.sampled_from([(12, 6), (20, 8), (9, 4)])), max_size=60))
def test_every_line_is_told_as_pyte_tells_it(pieces: list[str | tuple[int, int]]) -> None:
    cells, screen = Cells(20, 8), pyte.Screen(20, 8)
    stream, plain = pyte.Stream(cells), pyte.Stream(screen)
    for piece in ["漢字 Straße\r\n", "\x1bc", *pieces]:
        if isinstance(piece, str):
            stream.feed(piece)
            plain.feed(piece)
        else:
            cells.resize(piece[1], piece[0])
            screen.resize(piece[1], piece[0])
        assert cells.display == screen.display
        assert cells.buffer == screen.buffer
        assert cells.cursor.x == screen.cursor.x
