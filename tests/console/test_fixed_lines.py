"""What a box says of itself - labels, hints, keys - stands whole in it, in both languages and at all sizes: no line is
longer than the box, for what is longer is cut at its right edge."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from dispatcher import locale
from dispatcher.console.forms.fields import FieldForm
from dispatcher.console.forms.record import RecordForm, RecordStart
from dispatcher.console.widgets.overlay import WIDTH, Overlay
from dispatcher.domain.kinds import KINDS
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played

MORNING = datetime.fromisoformat("2026-11-23T09:42+01:00")
INSIDE = WIDTH - 2
BOXES: tuple[tuple[str, ...], ...] = (
    *((key,) for key in ("n", "t", "p", "b", "f", "d", "w", "i", "x", "r", "a", "s", "f2", "H", "question_mark")),
    *(("f6", digit) for digit in "06789"),
    ("f6", "l", "l", "0"),
    ("f6", "l", "l", "c"),
    ("f7", "j", "j", "f6", "m"),
    ("w", "n"),
    ("w", "enter"),
    ("i", "enter"),
    ("x", "t"),
    ("H", "w"),
    ("s", *"bonn"),
    ("f2", *"5471", "enter"),
)
"""How each form and box is reached."""
SIZES = pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL], ids=["large", "middle", "small"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])


def too_long(box: Overlay) -> list[str]:
    """The lines of a box that its right edge cuts."""
    width, height = box.size
    lines = ("".join(text for text, _mark in line) for line in box.lines(width - 2, height - 2))
    return [line for line in lines if cell_len(line) > width - 2]


def cut_in(stage: Stage) -> list[str]:
    """The lines that are cut in the box that is seen, with the cursor in each of its fields in turn."""
    box = stage.board.box_now()
    assert box is not None
    cut = too_long(box)
    if isinstance(box, FieldForm):
        for one in box.all_fields:
            box.go_to(one.name)
            cut += too_long(box)
    return cut


@SIZES
@LANGUAGES
@played
async def test_no_line_of_a_box_is_cut_at_its_right_edge(demo: Path, language: str, size: tuple[int, int]) -> None:
    locale.use(language)
    opened: set[str] = set()
    async with on_stage(demo, size=size, now=MORNING) as stage:
        for keys in BOXES:
            await stage.press("f7", "g", *keys)
            await stage.until(lambda: (box := stage.board.box_now()) is not None and box.size.width == WIDTH)
            assert (keys, cut_in(stage)) == (keys, [])
            opened.add(type(stage.board.box_now()).__name__)
            while stage.board.close_box():
                await stage.settles()
    assert len(opened) >= 20


@LANGUAGES
@played
async def test_hints_of_a_record_stand_whole_behind_an_empty_field(demo: Path, language: str) -> None:
    locale.use(language)
    async with on_stage(demo, size=SMALL, now=MORNING) as stage:
        for kind in KINDS:
            await open_new(stage, kind)
            form = stage.board.box_now()
            assert isinstance(form, RecordForm)
            assert cut_in(stage) == []
            for one in form.all_fields:
                form.go_to(one.name)
                said = "".join(text for line in form.lines(INSIDE, 20) for text, _mark in line)
                assert one.label in said, (kind, one.name)
                assert one.rows > 1 or one.hint in said, (kind, one.name)
                assert one.hint or not one.choices or one.choices[0] in said, (kind, one.name)
            stage.board.close_box()


async def open_new(stage: Stage, kind: str) -> None:
    """The empty form of a new record."""
    board = stage.board
    start = RecordStart(kind, parent=("customer", 1))
    await board.open_form(start.subject, lambda draft: RecordForm(start, start.subject, board.ties, draft))
    await stage.settles()


@SIZES
@pytest.mark.parametrize(
    ("language", "deputy", "gate"),
    [
        ("en", '-> follow-up "ask for a deputy" today 15:00 ', "does it -> OWED TO US today 17:00 "),
        ("de", '-> WV "nach Vertretung fragen" heute 15:00 ', "macht es -> AN UNS heute 17:00 "),
    ],
)
@played
async def test_b2_b3_what_a_confirmation_asks_for_stands_whole(
    demo: Path, language: str, deputy: str, gate: str, size: tuple[int, int]
) -> None:
    locale.use(language)
    async with on_stage(demo, size=size, now=MORNING) as stage:
        await stage.press("f7", "j", "j", "c")
        await stage.shows("T-4711 Botschaft Tarvonien", deputy, gate)
        await stage.press("escape")
