"""Hostile text in every field that can be typed into: nothing raw gets out, nothing acts, no key is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from dispatcher.console.forms.fields import FieldForm
from tests.console.hostile_office import EVIL
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_hostile import assert_harmless

LONG = "[/foo] \x1b]0;x\x07\u202e\u200b\x9b2J " * 8000
"""About 200 kB."""
FORMS = {
    "report": ["t"],
    "person": ["w", "n"],
    "absence": ["w", "a"],
    "site": ["i", "n"],
}


async def fill(stage: Stage, text: str) -> None:
    """Paste it into every field of the form that is open, and try to file."""
    form = stage.board.box_now()
    assert isinstance(form, FieldForm)
    for _field in form.all_fields:
        stage.app.post_message(Paste(text))
        await stage.settles()
        assert_harmless(stage)
        await stage.press("tab")
    await stage.press("enter")
    await stage.settles()
    assert_harmless(stage)


@pytest.mark.parametrize("text", [EVIL + "[/foo]", LONG], ids=["evil", "long"])
@pytest.mark.parametrize("form", FORMS)
@played
async def test_every_field_of_a_form(office: Path, form: str, text: str) -> None:
    async with on_stage(office, size=SMALL) as stage:
        for key in FORMS[form]:
            await stage.press(key)
            await stage.settles()
            if key == "w":
                await stage.shows(">Calvet")
        await stage.until(lambda: isinstance(stage.board.box_now(), FieldForm))
        await fill(stage, text)
        assert stage.app.is_running


@pytest.mark.parametrize("text", [EVIL + "٠٣٠", "9" * 5000], ids=["evil", "long"])
@pytest.mark.parametrize("kind", ["customer", "technician", "colleague", "service"])
@played
async def test_every_field_of_a_record(office: Path, kind: str, text: str) -> None:
    async with on_stage(office) as stage:
        await stage.board.action_new(kind)
        await fill(stage, text)
        assert stage.app.is_running


@pytest.mark.parametrize("text", [EVIL, LONG, "k 99999999999999999999", "free " + "9" * 500, "1.1.0001"], ids=range(5))
@played
async def test_the_command_line(office: Path, text: str) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("comma")
        stage.app.post_message(Paste(text))
        await stage.settles()
        assert_harmless(stage)
        for keys in (["tab"], ["enter"], ["enter"]):
            await stage.press(*keys)
            await stage.settles()
            assert_harmless(stage)
        assert stage.app.is_running
