"""The whole screen in odd states: nothing there, too small, without colour, only ASCII (X6)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.customer import add_customer
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.console.widgets.marks import ASCII
from dispatcher.domain.ball import Ball
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_board import another_desk
from tests.console.test_outlook import cells
from tests.console.test_plain import FRAME
from tests.domain.test_queue import HOUR, NOW, block, lane

STATES = ("proposed", "confirmed", "en route", "on site", "done", "no access")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_an_empty_office_says_the_next_key_everywhere(
    empty_office: Path, size: tuple[int, int], language: str
) -> None:
    locale.use(language)
    async with on_stage(empty_office, size=size) as stage:
        await stage.shows(
            "No technicians yet|Noch keine Techniker", r"Ctrl\+P|Strg\+P", "t = new fault|t = neue",
            "no alarms|keine Alarme",
        )  # fmt: skip
        next_step = 'Next step: Ctrl.P "new technician"   Ctrl|Nächster Schritt: Strg.P "neuer Techniker"   Strg'
        await stage.shows(next_step, "No customers yet|Noch keine Kunden")
        assert all(len(line) == size[0] for line in stage.lines())


@played
async def test_the_strip_of_an_empty_office_leads_on_step_by_step(empty_office: Path) -> None:
    async with on_stage(empty_office) as stage:
        await stage.shows(r"\n No technicians yet\.  No customers yet\.\n", 'Next step: .*"import" reads your list')
        with another_desk(empty_office) as other:
            assert not isinstance(other.perform(add_technician, AddTechnician("LO", "Lorenz")), Refusal)
        await stage.shows(r"\n No customers yet\.\n", r'Next step: "Ctrl\+P new customer" or F2: the first one')
        with another_desk(empty_office) as other:
            assert not isinstance(other.perform(add_customer, AddCustomer("Praxis Hahn")), Refusal)
        await stage.shows(r"\n No open tickets\.\n", "Next step: s = search   F2 = incoming call   t = new fault rep")
        with another_desk(empty_office) as other:
            ball = Ball("us", "call", other.clock.now())
            assert not isinstance(other.perform(file_ticket, FileTicket(1, "cold", ball)), Refusal)
        await stage.shows("T-1001  Praxis Hahn")
        await stage.hides("No open tickets")


@played
async def test_too_small_a_window_shows_the_queue_as_a_list_and_comes_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.pilot.resize_terminal(60, 20)
        await stage.shows(
            r"^ Needs at least 80 x 24 \(now 60 x 20\)\.", r"\n !  Okafor asks for a call", "Botschaft .* not confirmed"
        )
        assert "PLAN" not in stage.text()
        await stage.pilot.resize_terminal(20, 4)
        await stage.shows("Needs at least 80 x")
        await stage.pilot.resize_terminal(*SMALL)
        await stage.shows("PLAN Mon F6", "Okafor asks for a call")


def test_x6_every_state_of_the_plan_is_told_apart_without_colour() -> None:
    blocks = [cells(lane(block(1, state))) for state in STATES]
    away = cells(lane(away=((NOW - HOUR, None),)))
    off = cells(lane(hours=None))
    lunch = cells(lane())
    travels = cells(lane(replace(block(1), travel_minutes=30)))
    plain = {*blocks, away, off, lunch, travels}
    assert len(plain) == len(STATES) - 1 + 4
    # On the way he is told by his digit, 3.
    assert blocks[1] == blocks[2]


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_x6_ascii_has_no_other_sign_in_any_part(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size, ascii_only=True) as stage:
        for keys in (["space"], ["comma", *"free tk"], ["escape"], ["f6", "slash", "!"], ["escape", "escape"], ["f8"]):
            await stage.press(*keys)
            await stage.settles()
            assert not FRAME & set(stage.text())
        assert stage.board.box is ASCII


@played
async def test_x6_without_colour_the_weights_are_signs(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(office) as stage:
        await stage.shows(" ! +Okafor", "ASKS CALL !", ">!!T-1001", r"\n│ ! 09-11  Botschaft")
        assert not coloured(stage)


def coloured(stage: Stage) -> list[str]:
    strips = stage.app.screen._compositor.render_strips(stage.app.size)
    styles = [(segment.text, segment.style) for strip in strips for segment in strip if segment.style]
    return [
        text
        for text, style in styles
        if any(colour is not None and not colour.is_default for colour in (style.color, style.bgcolor))
    ]


@played
async def test_read_only_says_so_and_keeps_the_queue(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.shows("READ-ONLY", r"Space \(3\)", "WITHOUT TECHNICIAN")
        await stage.press("comma", *"note x", "enter")
        await stage.shows("Read-only: ")
        assert stage.board.box_now() is None
