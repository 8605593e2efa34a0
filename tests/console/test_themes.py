"""Light, dark and the terminal's own colours: every word can be read, and every line wears the theme."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from rich.color import Color as Ink
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from dispatcher.console.terminal.dress import DARK, LIGHT, THEMES, Dress
from dispatcher.console.widgets.marks import MarkName, look
from tests.console.stage import SMALL, Stage, on_stage, played

GROUND = Color(0, 0, 0)
MARKS: tuple[MarkName, ...] = get_args(MarkName)
TRUE = ("dark", "light")


def worn(theme: str, style: Style) -> Style:
    (segment,) = Dress(theme).apply([Segment("x", style)], GROUND)
    assert segment.style is not None
    return segment.style


def brightness(colour: Ink | None) -> float:
    """The relative luminance of WCAG 2.2."""
    assert colour is not None
    assert colour.triplet is not None
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.triplet.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(style: Style) -> float:
    """The contrast of WCAG 2.2 between ink and ground."""
    low, high = sorted((brightness(style.color), brightness(style.bgcolor)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", TRUE)
@pytest.mark.parametrize("cursor", [False, True])
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_can_be_read(theme: str, mark: MarkName, cursor: bool) -> None:
    assert contrast(worn(theme, look(mark, cursor))) >= 4.5


@pytest.mark.parametrize("theme", TRUE)
def test_an_alarm_is_red_and_what_is_due_is_yellow(theme: str) -> None:
    alarm, due = worn(theme, look("alarm")), worn(theme, look("due"))
    assert alarm.bgcolor is not None
    assert due.bgcolor is not None
    red, green, blue = alarm.bgcolor.triplet or (0, 0, 0)
    assert red > 2 * max(green, blue)
    red, green, blue = due.bgcolor.triplet or (0, 0, 0)
    assert min(red, green) > 2 * blue


def test_both_grounds_name_all_sixteen_colours() -> None:
    for colours in (DARK, LIGHT):
        assert len(set(colours) - {"ground", "ink", "faint"}) == 16
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())


def test_a_light_terminal_gets_no_pale_cyan() -> None:
    assert str(worn("ansi-light", look("onsite")).color) != str(look("onsite").color)
    assert worn("ansi-light", look("alarm")) == look("alarm")
    assert worn("ansi-light", look("plain")) == look("plain")


def test_reverse_and_bold_stay() -> None:
    for theme in THEMES:
        assert worn(theme, look("grabbed")).reverse
        assert worn(theme, look("grabbed")).bold


def styles(stage: Stage) -> list[Style]:
    strips = stage.app.screen._compositor.render_strips(stage.app.size)
    return [segment.style for strip in strips for segment in strip if segment.style and segment.text]


def is_true(colour: Ink | None) -> bool:
    return colour is not None and colour.triplet is not None


@pytest.mark.parametrize("theme", TRUE)
@played
async def test_every_cell_wears_the_theme(office: Path, theme: str) -> None:
    ways = (["f6"], ["s", *"alb"], ["escape", "n", *"Tür"], ["f1"], ["escape", "escape", "ctrl+p", *"no"])
    async with on_stage(office, theme=theme) as stage:
        for keys in ways:
            await stage.press(*keys)
            await stage.settles()
            assert [style for style in styles(stage) if not (is_true(style.color) and is_true(style.bgcolor))] == []


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
@played
async def test_the_terminals_own_colours_are_used_as_they_are(office: Path, theme: str) -> None:
    async with on_stage(office, size=SMALL, theme=theme) as stage:
        await stage.press("f6")
        await stage.settles()
        assert [style for style in styles(stage) if is_true(style.color) or is_true(style.bgcolor)] == []


@pytest.mark.parametrize("theme", sorted(THEMES))
@played
async def test_no_colour_beats_every_theme(office: Path, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(office, theme=theme) as stage:
        await stage.press("s", *"albers")
        await stage.shows(">K-1002")
        for style in styles(stage):
            assert all(colour is None or colour.is_default for colour in (style.color, style.bgcolor))
        assert any(style.reverse for style in styles(stage))
