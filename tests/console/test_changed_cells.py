"""Lines laid over lines: an emulator that gets only the changes shows the same as one that gets all."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from dispatcher.console.terminal.cells import Shown
from dispatcher.console.terminal.pen import cells_of, is_odd, is_plain
from tests.pty.cells import Cells

SIZE = Size(24, 4)
STYLES = [
    Style.parse(words)
    for words in (
        "", "bold", "red", "bold red", "bold blue on white", "reverse", "dim italic", "default on default", "on yellow",
        "#12ab34 on #000000", "color(77) underline", "bright_cyan strike", "not bold", "black on color(200)",
        "on #101010",
    )
]  # fmt: skip
TEXTS = st.text(st.sampled_from("abc .│─Äß漢字Ａ€→e\u0301"), max_size=9)
ODD = ("👩\u200d👩\u200d👧", "☎\ufe0f", "🇩🇪", "👍🏽", "e\u0301\u0302\u0303", "क्षि")
"""What terminals take for wider or narrower than it is laid out."""


def strip(pieces: list[tuple[str, Style]]) -> Strip:
    """A line of these, as wide as the screen."""
    made = Strip([Segment(text, style) for text, style in pieces])
    return made.adjust_cell_length(SIZE.width)


class Screen:
    """A terminal without line wrap."""

    def __init__(self) -> None:
        self.cells = Cells(*SIZE)
        self._stream = pyte.Stream(self.cells)
        self.feed("\x1b[?7l")

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    def row(self, number: int) -> list[pyte.screens.Char]:
        return [self.cells.buffer[number][column] for column in range(SIZE.width)]

    def rows(self) -> list[list[pyte.screens.Char]]:
        return [self.row(number) for number in range(SIZE.height)]


def anew(strips: list[Strip]) -> Screen:
    """All of it in Textual's own bytes."""
    screen = Screen()
    for number, line in enumerate(strips):
        screen.feed(f"\x1b[{number + 1}H" + "".join(_of(segment) for segment in line))
    return screen


def _of(segment: Segment) -> str:
    return Strip.render_style(segment.style or Style.null(), segment.text, ColorSystem.TRUECOLOR)


def take(shown: Shown, strips: list[Strip]) -> str:
    return shown.take(((row, 0, [one]) for row, one in enumerate(strips)), SIZE, ColorSystem.TRUECOLOR)


LINES = st.lists(
    st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=5).map(
        lambda pieces: strip([(text.lstrip("\u0301"), style) for text, style in pieces])
    ),
    min_size=SIZE.height,
    max_size=SIZE.height,
)


@given(st.lists(LINES, min_size=1, max_size=5))
def test_frame_after_frame_shows_what_the_last_one_would_show_alone(frames: list[list[Strip]]) -> None:
    screen, shown = Screen(), Shown()
    screen.feed("\x1b[31;44mwhat somebody left here\r\n\x1b[1mand here")
    for frame in frames:
        screen.feed(take(shown, frame))
        assert screen.rows() == anew(frame).rows()
        assert screen.cells.cursor.attrs == pyte.screens.Cursor(0, 0).attrs


@given(LINES, LINES)
def test_what_is_shown_already_takes_no_byte(first: list[Strip], other: list[Strip]) -> None:
    shown = Shown()
    take(shown, first)
    take(shown, other)
    assert take(shown, other) == ""


PIECES = st.lists(
    st.tuples(st.integers(-3, 7), st.integers(-9, 31), st.text(st.sampled_from("abc漢🙂│"), max_size=40)), max_size=9
)
SIZES = st.builds(Size, st.integers(1, 24), st.integers(1, 4))


@given(st.lists(st.tuples(SIZES, PIECES), min_size=1, max_size=6))
def test_a_frame_that_was_laid_out_for_another_size_is_drawn_as_far_as_it_fits(
    frames: list[tuple[Size, list[tuple[int, int, str]]]],
) -> None:
    shown = Shown()
    for size, pieces in frames:
        strips = ((row, column, [Strip([Segment(text)])]) for row, column, text in pieces)
        told = shown.take(strips, size, ColorSystem.TRUECOLOR)
        assert [len(row) for row in shown._rows] == [size.width] * size.height
        places = [[int(part) for part in found.split(";")] for found in re.findall(r"\x1b\[([\d;]+)H", told)]
        assert all(place[0] <= size.height and (place[1:] or [1])[0] <= size.width for place in places)


@pytest.mark.parametrize(
    ("column", "left"), [(-2, "cd  "), (2, "  ab"), (3, "   a"), (4, "    "), (5, "    "), (9, "    ")]
)
def test_what_lies_beyond_the_edge_stays_out(column: int, left: str) -> None:
    shown, screen = Shown(), Screen()
    screen.feed(shown.take(iter([(0, column, [Strip([Segment("abcd")])])]), Size(4, 1), None))
    assert "".join(sign for sign, _look in shown._rows[0]) == left
    assert "".join(cell.data for cell in screen.row(0))[:4] == left


@pytest.mark.parametrize(("column", "left"), [(-1, " a  "), (3, "    ")])
def test_of_a_wide_sign_that_the_edge_cuts_there_is_a_blank(column: int, left: str) -> None:
    shown = Shown()
    shown.take(iter([(0, column, [Strip([Segment("漢a")])])]), Size(4, 1), None)
    assert "".join(sign for sign, _look in shown._rows[0]) == left


def test_a_changed_sign_takes_its_place_and_itself() -> None:
    shown = Shown()
    take(shown, [strip([("Becker 09:42", STYLES[0])])])
    assert take(shown, [strip([("Becker 09:43", STYLES[0])])]) == "\x1b[1;12H3"


def test_what_is_shorter_is_taken_a_few_signs_written_again_or_a_way_to_the_right() -> None:
    shown = Shown()
    take(shown, [strip([("a234567b90123c", STYLES[0])])])
    assert take(shown, [strip([("A234567B90123C", STYLES[0])])]) == "\x1b[1HA\x1b[6CB\x1b[5CC"
    assert take(shown, [strip([("A23XX67Y90123C", STYLES[0])])]) == "\x1b[1;4HXX67Y"


def test_only_what_differs_of_colours_and_weights_is_said() -> None:
    shown = Shown()
    plain, red, bold_red = STYLES[0], STYLES[2], STYLES[3]
    told = take(shown, [strip([("a", red), ("b", bold_red), ("c", red), ("d", plain)])])
    assert told.endswith("\x1b[H\x1b[J\x1b[31ma\x1b[1mb\x1b[0;31mc\x1b[md")


@pytest.mark.parametrize("sign", ODD)
def test_behind_a_sign_of_doubtful_width_every_cell_is_where_it_belongs(sign: str) -> None:
    """What the terminal does with the sign itself is its own matter."""
    screen, shown, plain = Screen(), Shown(), STYLES[0]
    screen.feed(take(shown, [strip([("123456789 123456789", plain)])]))
    line = strip([(f"12{sign}", plain), ("│56789", plain)])
    screen.feed(take(shown, [line]))
    width = len(cells_of([Strip([Segment(sign)])], ColorSystem.TRUECOLOR))
    assert "".join(cell.data for cell in screen.row(0)[2 + width :]).rstrip() == "│56789"
    screen.feed(take(shown, [strip([("123456789 123456789", plain)])]))
    assert "".join(cell.data for cell in screen.row(0)).rstrip() == "123456789 123456789"


def test_a_link_opens_and_closes_with_its_cells() -> None:
    shown = Shown()
    told = take(shown, [strip([("see ", STYLES[0]), ("here", Style(link="https://example.org")), (".", STYLES[0])])])
    assert told.endswith("see \x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\.")


def test_a_mark_without_a_sign_before_it_stays_out() -> None:
    assert cells_of([Strip([Segment("\u0301ab")])], None) == [("a", ""), ("b", "")]


def test_another_size_begins_on_an_empty_screen() -> None:
    shown = Shown()
    take(shown, [strip([("abc", STYLES[0])])])
    told = shown.take(iter([(0, 0, [strip([("abc", STYLES[0])])])]), Size(10, 2), None)
    assert told == "\x1b[m\x1b[H\x1b[Jabc"


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("aß│═┐ \u02ff\u0300\u2500\u257f\u2580漢👩\u200d")), max_size=12)
)
def test_what_is_called_plain_has_a_sign_of_one_character_and_one_cell_in_each_cell(text: str) -> None:
    signs = [sign for sign, _look in cells_of([Strip([Segment(text)])], None)]
    if is_plain("".join(signs)):
        assert not any(is_odd(sign) for sign in signs)
        assert all(len(sign) == 1 for sign in signs)


def test_german_text_in_a_frame_is_plain() -> None:
    assert is_plain("│ Größe über 5 °C ═╗")
    assert not is_plain("5 €")
