"""A form of fields: typed through, understood as it is typed, refused with the cursor where it is wrong, kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.events import Paste

from dispatcher.actions.outcome import Done
from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.reopening import REOPENED
from dispatcher.domain.refusal import Refusal
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk

SUBJECT = "lamp/1"
CHOICES = ("open", "opal", "closed")


@dataclass(frozen=True, slots=True)
class Lamp:
    """What the form below files."""

    name: str
    state: str
    text: str


class LampForm(FieldForm):
    """Twelve fields, of which four mean something."""

    what, verb = "lamp", "lamp"

    def fields(self) -> Sequence[FormField]:
        more = [FormField(f"more{number}", f"More {number}") for number in range(12)]
        return [
            FormField("name", "Name", required=True),
            FormField("state", "State", choices=CHOICES),
            FormField("length", "Length", hint="like 90, or left empty where nobody has measured it until today, say"),
            FormField("text", "Text", rows=3),
            *more,
        ]

    def about(self) -> str:
        return self.values()["name"]

    def echo(self, name: str, text: str) -> str:
        return f"{int(text) / 60:.1f} h" if name == "length" and text.isdecimal() else ""

    def command(self) -> Lamp | Refusal:
        values = self.values()
        if (refusal := self.missing()) is not None:
            return refusal
        if values["length"] and not values["length"].isdecimal():
            return Refusal("length", "That is no length.")
        return Lamp(values["name"], values["state"], values["text"])


def reopened(subject: str, draft: Data, ties: Ties) -> LampForm:
    return LampForm(subject, ties, draft)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form is one of the console's."""
    monkeypatch.setitem(REOPENED, "lamp", f"{__name__}:reopened")


def files(stage: Stage, monkeypatch: pytest.MonkeyPatch, save: Callable[[Lamp], Done | Refusal]) -> None:
    """The office files lamps so."""
    monkeypatch.setattr(stage.board.desk, "save", lambda _verb, command, _key: save(command))


async def opened(stage: Stage) -> LampForm:
    """The form over the board."""
    form = await stage.board.open_form(SUBJECT, lambda draft: LampForm(SUBJECT, stage.board.ties, draft))
    await stage.shows("LAMP")
    assert isinstance(form, LampForm)
    return form


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_fields_are_typed_through_and_filed(
    office: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    filed: list[Lamp] = []

    def save(command: Lamp) -> Done:
        filed.append(command)
        return Done(1, "lamp", 1)

    async with on_stage(office, size=size) as stage:
        files(stage, monkeypatch, save)
        await opened(stage)
        await stage.press(*"Halle 7", "tab", *"c", "f4", "tab", *"90")
        await stage.shows(r"Name \* +Halle 7 ", r"State +closed ", r">Length +90_ += 1\.5 h")
        await stage.press("tab", *"dark", "ctrl+o", *"since Monday", "enter")
        await stage.shows("Filed: lamp Halle 7")
        assert stage.board.box_now() is None
    assert filed == [Lamp("Halle 7", "closed", "dark\nsince Monday")]


@played
async def test_choices_are_those_that_begin_with_what_was_typed(office: Path) -> None:
    async with on_stage(office) as stage:
        form = await opened(stage)
        await stage.press("tab")
        await stage.shows(r">State +_ +open  opal  closed")
        for key, shown in (("down", "open"), ("down", "opal"), ("up", "open"), ("up", "closed")):
            await stage.press(key)
            assert form.values()["state"] == shown
        await stage.press("ctrl+u", *"op", "up")
        assert form.values()["state"] == "opal"
        await stage.press("down", "down")
        assert form.values()["state"] == "opal"
        await stage.press("ctrl+u", *"zz", "down")
        assert form.values()["state"] == "open"


@played
async def test_what_is_missing_or_wrong_is_said_with_the_cursor_in_it(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        form = await opened(stage)
        await stage.press("tab", "enter")
        await stage.shows("Name is missing", r">Name \* +_")
        await stage.press(*"x", "tab", "tab", *"ninety", "tab", "enter")
        await stage.shows("That is no length", ">Length +ninety_")
        await stage.press("backspace")
        await stage.hides("That is no length")
        await stage.shows("Enter file")
        assert form.values()["length"] == "ninet"


@played
async def test_a_refusal_of_the_store_brings_the_form_back(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Done | Refusal] = [Refusal("more2", "Not that much more."), Done(1, "lamp", 1)]
    async with on_stage(office, size=SMALL) as stage:
        files(stage, monkeypatch, lambda _command: answers.pop(0))
        await opened(stage)
        await stage.press(*"Halle 7", "enter")
        await stage.shows("Not that much more", r">More 2", "NOT SAVED. The text stays in the form")
        await stage.press("enter")
        await stage.shows("Filed: lamp Halle 7")
        await stage.hides("NOT SAVED")


@played
async def test_x1_a_form_is_a_draft_and_waits(office: Path, home: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await opened(stage)
        await stage.press(*"Halle 7", "tab", "tab", *"30")
        await stage.shows(r"draft saved 09:4\d")
        await stage.press("escape")
        await stage.shows("1 draft: Halle 7")
    assert [draft["values"]["length"] for draft in drafts_on_disk(home)] == ["30"]
    async with on_stage(office, size=SMALL) as stage:
        await stage.shows("1 draft: Halle 7")
        await stage.press("enter")
        await stage.shows(r"Name \* +Halle 7", r">Length +30_ += 0\.5 h")


@played
async def test_an_untouched_form_leaves_nothing(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.press(*"x", "backspace", "escape")
        await stage.until(lambda: drafts_on_disk(home) == [])
        await stage.hides("1 draft")


@played
async def test_a_form_longer_than_its_box_scrolls_with_the_cursor(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await opened(stage)
        assert "More 11" not in stage.text()
        assert stage.line_with("More 8").count("  v│") == 1
        await stage.press("shift+tab")
        await stage.shows(">More 11", r"  \^│")
        await stage.press("down")
        await stage.shows(r">Name \*", "  v│")


@played
async def test_a_long_value_shows_where_the_cursor_is(office: Path) -> None:
    async with on_stage(office) as stage:
        form = await opened(stage)
        stage.app.post_message(Paste("x" * 5000 + "end"))
        await stage.shows("x{40}…_", "Name takes at most 4000 signs")
        assert form.values()["name"] == "x" * 3999 + "…"
        await stage.press("tab", "tab", "tab")
        stage.app.post_message(Paste("a_b " * 40 + "\nlast line"))
        await stage.shows("last line_")
        await stage.press("home")
        await stage.shows("_a_b a_b")
        await stage.hides("last line")


@played
async def test_a_hint_without_room_is_left_out_and_the_value_stays_whole(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await opened(stage)
        await stage.press("tab", "tab", *"90 to 120 minutes")
        await stage.shows(">Length +90 to 120 minutes_ +│")
        await stage.hides("like 90")
