"""A customer does not want a technician again: `x` `t` on him (B15)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from tests.console.stage import on_stage, played


@pytest.mark.parametrize(
    ("language", "asked", "filed", "card"),
    [
        ("en", "DECISION", "Filed: technician exclusion", "!WITHOUT Wolff"),
        ("de", "ENTSCHEIDUNG", "Abgelegt: Technikerausschluss", "!OHNE Wolff"),
    ],
)
@played
async def test_b15_x_t_and_his_name(office: Path, language: str, asked: str, filed: str, card: str) -> None:
    locale.use(language)
    async with on_stage(office) as stage:
        await stage.shows("phone system")
        await stage.press("x")
        await stage.shows(asked)
        await stage.press("t", *"wolff", "enter")
        await stage.shows(filed, card)
        await stage.press("x")
        await stage.shows("Wolff .*(does not come again|kommt nicht mehr)")


@played
async def test_b15_who_said_it_and_how_go_along(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows("phone system")
        await stage.press("x", "t", *"wolff", "tab", *"Bonnard", "tab", *"never", "enter")
        await stage.shows(r"!WITHOUT Wolff T. \(Bonnard, 23.11.\)", "Bonnard: decision: not", "Wolff T.: never")


@played
async def test_a_name_that_nobody_has_is_asked_again_and_the_text_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows("phone system")
        await stage.press("x", "t", *"zander", "enter")
        await stage.shows("Which technician", "zander")
        await stage.press("escape")
        await stage.shows("1 draft: technician exclusion")


@played
async def test_v14_w_lifts_it_with_a_reference(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows("phone system")
        await stage.press("x", "t", *"wolff", "enter")
        await stage.shows("!WITHOUT Wolff")
        await stage.press("x", "w", "enter")
        await stage.shows("Reference is missing")
        await stage.press(*"mail", "enter")
        await stage.shows("Filed: decision lifted")
        await stage.hides("!WITHOUT Wolff")
        await stage.press("u")
        await stage.shows("!WITHOUT Wolff")
