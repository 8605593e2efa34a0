"""Hostile texts in every box: in what it tells and in each of its fields; it stays whole and nothing acts."""

from __future__ import annotations

from rich.cells import cell_len

from dispatcher.console.forms.fields import FieldForm
from dispatcher.console.terminal.net import harmless
from dispatcher.console.widgets.marks import fit
from dispatcher.console.widgets.overlay import WIDTH, Overlay
from dispatcher.domain.text import clean
from tests.console.stage import played
from tests.hostile.boxes import empty_shell, every_box, made, painted, press, show, unclean
from tests.hostile.corpus import CORPUS, stretch

STRETCH = 26
"""Texts for one field: one of nearly each class, others for each field."""
ROWS = 20


def drawn(box: Overlay) -> list[str]:
    """The lines of the box as they leave for the screen."""
    rows = [fit(line, WIDTH - 2) for line in box.lines(WIDTH - 2, ROWS)]
    return ["".join(segment.text for segment in row) for row in rows]


def test_every_box_and_every_kind_of_record_is_found() -> None:
    found = every_box()
    assert len(found) == len(set(found)) > 50
    assert {"note.NoteForm", "call.CallBox", "record.RecordForm", "RecordForm on-call", "week.WeekBox"} <= set(found)


@played
async def test_every_box_stays_whole_whatever_it_tells() -> None:
    async with empty_shell() as app:
        for name in every_box():
            await show(app, made(name))
            for key in ("f4", "tab", "down", "enter", "shift+tab", "x"):
                await press(app, key)
                assert unclean(app) == [], (name, key)
                assert app.is_running, (name, key)


@played
async def test_every_field_takes_every_text_and_keeps_what_is_no_control() -> None:
    async with empty_shell() as app:
        tried = 0
        for name in every_box():
            box = made(name)
            await show(app, box)
            if isinstance(box, FieldForm):
                tried += fill(box, tried)
            await painted(app)
            assert unclean(app) == [], name
        assert tried * STRETCH > 5 * len(CORPUS)


def fill(box: FieldForm, before: int) -> int:
    """Put texts into each of the fields, other ones into each; how many fields there were."""
    for number, field in enumerate(box.all_fields, before):
        box.go_to(field.name)
        for one in stretch(number, STRETCH):
            box.set_value(field.name, one.text)
            assert box.values()[field.name] == kept(one.text, field.rows).strip(), one
            assert {cell_len(line) for line in drawn(box)} == {WIDTH - 2}, one
            assert all(harmless(line) == line for line in drawn(box)), one
    return len(box.all_fields)


def kept(text: str, rows: int) -> str:
    """What a field of so many rows keeps of a text."""
    harmless_text = clean(text).strip("\n").replace("\t", " ")
    return harmless_text if rows > 1 else harmless_text.replace("\n", " ")
