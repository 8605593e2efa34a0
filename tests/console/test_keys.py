"""Every key: named, explained, reachable on any keyboard, shown where it works and only there (X7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.command import CommandList

from dispatcher import locale
from dispatcher.console.forms import help as _help
from dispatcher.console.keys import EVERYWHERE, KEYS, NAMED, PANES, TOGETHER, Key, keys_for, written
from dispatcher.console.status_keys import STATUS_KEYS
from dispatcher.locale import _
from tests.console.stage import SMALL, Stage, on_stage, played


def test_ids_are_unique() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize("places", TOGETHER, ids=lambda places: places[-1])
def test_no_key_means_two_things_in_one_place(places: Sequence[str]) -> None:
    keys = [name for key in keys_for(*places) for name in key.keys.split(",")]
    assert sorted(keys) == sorted(set(keys))


def test_nothing_needs_a_function_key() -> None:
    for key in KEYS:
        plain = [name for name in key.keys.split(",") if not re.fullmatch(r"f\d+", name)]
        assert plain or key.where in (EVERYWHERE, PANES), key.id
    assert next(key for key in KEYS if key.id == "palette").keys == "ctrl+p"


def test_keys_are_written_as_on_the_keyboard() -> None:
    keys = ("f1", "ctrl+o", "shift+tab", "pagedown", "question_mark", "G", "escape", "home")
    assert [written(key) for key in keys] == ["F1", "Ctrl+O", "Shift+Tab", "PgDn", "?", "G", "Esc", "Home"]
    locale.use("de")
    assert [written(key) for key in keys] == ["F1", "Strg+O", "Umschalt+Tab", "Bild ab", "?", "G", "Esc", "Pos1"]


# --- help, bar and palette ---


def live(stage: Stage) -> set[str]:
    """The ids of the bindings that a key would run now."""
    return {one.binding.id or "" for one in stage.app.screen.active_bindings.values() if one.enabled}


def explained(stage: Stage) -> list[str]:
    """The labels of all the help's lines."""
    box = stage.board.box_now()
    assert isinstance(box, _help.HelpBox)
    return [_(key.label) for key in box._keys]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", ["plan", "tickets", "contacts", "search", "note", "head"])
@played
async def test_help_shows_exactly_the_live_keys(office: Path, place: str, language: str) -> None:
    locale.use(language)
    ways = {"plan": ["f6"], "tickets": ["f7"], "contacts": ["f8"], "search": ["s"], "note": ["n"], "head": ["n", "tab"]}
    async with on_stage(office) as stage:
        await stage.press(*ways[place])
        await stage.settles()
        ids = live(stage)
        expected = [_(key.label) for key in KEYS if key.id in ids]
        await stage.press("f1")
        await stage.shows(_("HELP"))
        assert explained(stage) == expected
        seen = stage.text()
        for _page in range(4):
            await stage.press("pagedown")
            seen += stage.text()
        for key in KEYS:
            if key.id in ids:
                assert re.search(f"{re.escape(' '.join(key.names))} +{re.escape(_(key.label))} ", seen), key.id
        await stage.press("escape")
        await stage.hides(f" {_('HELP')} ")


@played
async def test_every_sentence_of_the_help_can_be_read_on_a_small_screen(office: Path) -> None:
    locale.use("de")
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("question_mark")
        await stage.shows("HILFE")
        seen = read_on(stage)
        for _page in range(6):
            await stage.press("pagedown")
            seen += read_on(stage)
        words = " ".join(seen.split())
        assert "Die Tasten, die hier gelten, je ein Satz." in words
        assert "Zur letzten Zeile." in words
        await stage.press("q")
        await stage.hides("HILFE")


def read_on(stage: Stage) -> str:
    """What stands in the box, its frame left out."""
    return " ".join(line.strip("│ ") for line in stage.lines() if line.startswith("│"))


@played
async def test_the_key_bar_shows_the_keys_of_the_box(office: Path) -> None:
    async with on_stage(office) as stage:
        first = "F1 help F2 CALL F3 back Q end s search n note t ticket"
        assert bar(stage).startswith(first)
        await stage.press("s")
        await stage.settles()
        assert bar(stage) == "F1 help F2 CALL F3 back Enter take"
        await stage.press("escape", "n")
        await stage.shows("NOTE")
        assert "Enter file it Ctrl+O new line" in bar(stage)
        assert "s search" not in bar(stage)


def bar(stage: Stage) -> str:
    return " ".join(" ".join(stage.lines()[-2:]).split())


def palette_of(stage: Stage) -> dict[str, Key]:
    return {_(key.label): key for key in stage.board.palette_keys()}


@played
async def test_the_palette_has_every_action_and_runs_it(office: Path) -> None:
    async with on_stage(office) as stage:
        everything = {_(key.label) for key in keys_for(EVERYWHERE, PANES)} - {"palette", "open it"}
        assert set(palette_of(stage)) == everything
        await stage.press("ctrl+p", *"incoming")
        await stage.shows("No action of that name")
        await stage.press(*["backspace"] * 8, *"CALL")
        await stage.shows("F2  A call comes in")
        await stage.press("enter")
        await stage.shows("CALL 0:0")
        assert set(palette_of(stage)) == {"help", "CALL", "back", "refresh"}
        await stage.press("ctrl+p", "f3")
        await stage.shows("CALL 0:0")


@pytest.mark.parametrize("key", ["pageup", "pagedown"])
@played
async def test_a_page_of_a_palette_without_room_for_a_line_is_no_fault(office: Path, key: str) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p")
        await stage.until(lambda: stage.app.screen.query_one(CommandList).option_count)
        await stage.pilot.resize_terminal(8, 3)
        await stage.settles()
        await stage.press(key)
        await stage.pilot.resize_terminal(*SMALL)
        await stage.press("f3")
        await stage.shows("TICKETS")


@played
async def test_each_entry_of_the_palette_does_what_its_key_does(office: Path) -> None:
    async with on_stage(office) as stage:
        seen = {
            "help": "HELP", "CALL": "CALL 0:0", "search": "SEARCH", "note": "NOTE K-1001",
            "ticket": "FAULT REPORT K-1001", "relate": "RELATE T-1001", "promise": "PROMISE K-1001", "dial": "DIAL",
            "appointment": "APPOINTMENT T-1001",
            "move": "MOVE T-1001", "confirm": "CONFIRM T-1001", "ball": "BALL T-1001", "follow-up": "FOLLOW-UP T-1001",
            "without customer": "WITHOUT CUSTOMER",
            "filter": "17 of 17 /_",
            "Plan": "┌═ PLAN", "Tickets": "═ TICKETS", "Contacts": "═ CONTACTS", "next day": "PLAN Tue",
            "day before": "PLAN Mon", "today": "PLAN Mon", "refresh": "PLAN", "pane": "═ CONTACTS", "back": "PLAN",
            "previous pane": "═ TICKETS", "next": "1/3 Okafor",
            "who": "CONTACT PERSONS", "site": "SITES", "handover": "HANDOVER", "decision": "DECISION K-",
            "command": ">_ _", "copy": "copied: ", "number": ">_ # _", "undo": "There is nothing of your own",
        }  # fmt: skip
        commands = {one.title: one.callback for one in stage.app.get_system_commands(stage.app.screen)}
        without_sight = {one.label for one in NAMED} | {one.label for one in STATUS_KEYS}
        assert set(commands) == {*seen, "end", "lock", "appointment"} | without_sight
        for title, shown in seen.items():
            commands[title]()
            await stage.shows(shown)
            await stage.press("f3", "f3", "f7")
            if stage.board._zoomed:
                await stage.press("f3")
            await stage.settles()
        commands["end"]()
        await stage.until(lambda: not stage.app.is_running)


@played
async def test_enter_means_nothing_where_no_draft_waits(office: Path) -> None:
    async with on_stage(office) as stage:
        assert "draft" not in live(stage)
        await stage.press("enter")
        await stage.settles()
        assert stage.board.box_now() is None
