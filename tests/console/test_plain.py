"""Without colour, and with nothing but ASCII, every state is still told by signs and words (X6)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from dispatcher import locale
from dispatcher.domain.states import state_words
from tests.console.office_of import STATES
from tests.console.stage import LARGE, SMALL, Stage, on_stage, played

FRAME = set("─═│┌┬┐└┴┘")
SHOWN = {
    "proposed": "(Meyer )", "confirmed": "[Müller]", "en route": "[Meyer ]", "on site": "{Müller}",
    "done": "<Meyer >", "interrupted": "<Müller>", "no access": "/Meyer /",
}  # fmt: skip


def rows_of_plan(stage: Stage) -> str:
    width = stage.board.plan_pane.size.width
    return "\n".join(line[:width] for line in stage.lines())


@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_each_state_has_its_bracket_and_its_word(office: Path, language: str) -> None:
    locale.use(language)
    async with on_stage(office, size=LARGE, ascii_only=True) as stage:
        await stage.press("f6", "g")
        told: dict[str, str] = {}
        for _lane in range(6):
            for _block in range(2):
                await stage.settles()
                await stage.until(lambda: stage.board.detail and stage.board.detail.row.id == stage.board.wanted_ticket)
                await stage.settles()
                line = stage.board.lines("strip").lines[1]
                told["".join(text for text, _mark in line)] = rows_of_plan(stage)
                await stage.press("l")
            await stage.press("j", "h", "h")
        for state, block in SHOWN.items():
            assert block in rows_of_plan(stage), state
            assert [line for line in told if line.rstrip().casefold().endswith(state_words(state).casefold())], state
        assert len({SHOWN[state][0] + state_words(state) for state in SHOWN}) == len(STATES) - 1
        assert "(Meyer )" in rows_of_plan(stage)
        assert "cancelled" not in told


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_ascii_draws_nothing_else(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size, ascii_only=True) as stage:
        for keys in (
            ["f6"],
            ["s", *"alb"],
            ["enter"],
            ["n"],
            ["f1"],
            ["escape", "f2"],
            ["escape"],
            ["escape"],
            ["f8", "f8"],
        ):
            await stage.press(*keys)
            await stage.settles()
            assert not FRAME & set(stage.text())
        assert stage.line_with("CONTACTS").startswith("+= CONTACTS F8 =")


@played
async def test_no_colour_reaches_the_screen(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(office) as stage:
        await stage.press("f6", "s", *"albers")
        await stage.shows(">K-1002")
        for strip in stage.app.screen._compositor.render_strips(stage.app.size):
            for segment in strip:
                colours = (segment.style.color, segment.style.bgcolor) if segment.style else ()
                assert all(colour is None or colour.is_default for colour in colours)
        assert any(segment.style and segment.style.reverse for strip in strips(stage) for segment in strip)


def strips(stage: Stage) -> list[Strip]:
    return stage.app.screen._compositor.render_strips(stage.app.size)


@played
async def test_lateness_urgency_and_ball_are_signs(office: Path) -> None:
    async with on_stage(office, ascii_only=True) as stage:
        lines = {number: stage.line_with(f"T-{number} ") for number in (1001, 1002, 1003, 1005, 1007)}
        assert "!!T-1001 Botschaft der R U  42d 09:30" in lines[1001]
        assert " ! T-1002 Textb\u00fcro Albers U   2d 10:15" in lines[1002]
        assert "   T-1003 Textb\u00fcro Albers C   5d Tue" in lines[1003]
        assert "   T-1005 Meyer Elektro   O  22h 30.11." in lines[1005]
        assert "   T-1007 Maier & S\u00f6hne   U   3d Fri" in lines[1007]
        await stage.press("j")
        await stage.shows("URGENT  ball with us")
        assert " 5 ....." not in stage.line_with("Brandt L.")
        assert "Okafor C. 5" in rows_of_plan(stage)


@played
async def test_the_palette_is_plain_as_well(office: Path) -> None:
    async with on_stage(office, ascii_only=True) as stage:
        await stage.press("ctrl+p", *"note")
        await stage.shows("Log a contact")
        signs = {sign for line in stage.lines()[3:12] for sign in line if ord(sign) > 0xFF}
        assert signs <= {"…"}
