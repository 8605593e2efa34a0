"""Keys that a person lays elsewhere: how they are written, and what cannot be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import TextArea

from dispatcher.console.keymap import EDITING, is_typed, read_key, read_keys
from dispatcher.console.keys import KEYS
from dispatcher.console.widgets.line_edit import _EDITS

HERE = Path(__file__).parents[2]
WHERE_ONE_TYPES = "works where one types: it needs a key that the text does not need, like F9."
IN_FORMS = "works in forms as well: one of its keys must be none that the text needs, like F9."


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("s", "s"), ("Q", "Q"), ("?", "question_mark"), ("/", "slash"), ("+", "plus"), ("#", "number_sign"),
        ("ä", "ä"), (" ", "space"), ("F9", "f9"), ("Ctrl+O", "ctrl+o"), ("Strg+X", "ctrl+x"), ("strg + x", "ctrl+x"),
        ("Shift+Tab", "shift+tab"), ("Umschalt+Tab", "shift+tab"), ("Shift+q", "Q"), ("Esc", "escape"),
        ("PgDn", "pagedown"), ("Bild ab", "pagedown"), ("Pos1", "home"), ("Eingabe", "enter"), ("comma", "comma"),
        ("full_stop", "full_stop"),
    ],
)  # fmt: skip
def test_keys_are_written_as_on_the_cap_or_as_we_print_them(written: str, name: str) -> None:
    assert read_key(written) == name


def test_every_key_of_ours_can_be_written_as_it_is_printed() -> None:
    for key in KEYS:
        assert tuple(read_key(name) for name in key.names) == tuple(key.keys.split(","))
        assert read_keys(key.keys) == tuple(key.keys.split(","))


@pytest.mark.parametrize(
    "written",
    [
        "Ctrl+I", "ctrl+m", "Ctrl+H", "Ctrl+S", "Ctrl+Z", "Ctrl+[", "Ctrl+1", "Ctrl+F2", "Ctrl+Up", "Shift+Left",
        "Alt+x", "AltGr+q", "F10", "F12", "F0", "Meta+x", "wrong", "", "\x1b", "\n", "s s",
    ],
)  # fmt: skip
def test_no_key_that_terminals_swallow_or_send_as_another(written: str) -> None:
    assert read_key(written) is None


def test_several_keys_stand_behind_each_other() -> None:
    assert read_keys("F9, ?") == ("f9", "question_mark")
    assert read_keys(",") == ("comma",)
    assert read_keys("F9, Ctrl+I") == ("f9", None)


def test_signs_are_typed_and_keys_are_not() -> None:
    assert all(is_typed(name) for name in ("s", "Q", "ä", "question_mark", "space", "comma", "plus"))
    assert not any(is_typed(name) for name in ("f9", "enter", "ctrl+o", "shift+tab", "home", "escape"))


def test_the_keys_of_a_text_are_those_of_its_field() -> None:
    bound = {name for one in TextArea.BINDINGS if isinstance(one, Binding) for name in one.key.split(",")}
    assert {name for name in bound | set(_EDITS) if read_key(name)} <= EDITING
    assert bound | set(_EDITS) | {"shift+tab"} >= EDITING


def laid(keymap: dict[str, str]) -> tuple[list[list[str]], dict[str, str]]:
    """What is wrong with ``keymap``, and where the keys lie: asked in a process of its own: the table is made once."""
    program = (
        "import json, sys\n"
        "from dispatcher.console.keymap import choose\n"
        "keymap = json.loads(sys.argv[1]); choose(keymap)\n"
        "from dispatcher.console.keymap_check import complaints\n"
        "from dispatcher.console.keys import KEYS\n"
        "print(json.dumps([list(complaints(keymap)), {key.id: key.keys for key in KEYS}]))"
    )
    asked = [sys.executable, "-c", program, json.dumps(keymap)]
    done = subprocess.run(asked, cwd=HERE, capture_output=True, text=True, check=True)
    wrong, keys = json.loads(done.stdout)
    return wrong, keys


def test_keys_are_laid_elsewhere_and_may_change_places() -> None:
    wrong, keys = laid({"search": "n, F9", "note": "s", "file": "F4, Ctrl+T", "choices": "F9, Down"})
    assert wrong == []
    assert (keys["search"], keys["note"], keys["filter"]) == ("n,f9", "s", "slash")
    assert (keys["file"], keys["choices"]) == ("f4,ctrl+t", "f9,down")


@pytest.mark.parametrize(
    ("keymap", "blamed", "sentence"),
    [
        ({"serch": "x"}, "serch", 'There is no key "serch". Do you mean "search"?'),
        ({"xyzzy": "x"}, "xyzzy", 'There is no key "xyzzy".'),
        ({"note": "s"}, "note", 's would mean both "search" and "note".'),
        ({"day.next": "Q", "note": "F9"}, "day.next", 'Q would mean both "end" and "day.next".'),
        ({"file": "x"}, "file", f'"file" {WHERE_ONE_TYPES}'),
        ({"file": "F9, Ctrl+X"}, "file", f'"file" {WHERE_ONE_TYPES}'),
        ({"call": "x"}, "call", f'"call" {IN_FORMS}'),
        ({"call": "F7, x"}, "call", f'"call" {IN_FORMS}'),
        (
            {"note": "Alt+n"},
            "note",
            '"Alt+n" for "note": terminals swallow it or send another key. Like: F9, Ctrl+O, s',
        ),
    ],
)
def test_what_cannot_be_is_named(keymap: dict[str, str], blamed: str, sentence: str) -> None:
    wrong, _keys = laid(keymap)
    assert wrong[0] == [blamed, sentence]


def test_what_cannot_be_leaves_the_key_where_it_was() -> None:
    _wrong, keys = laid({"note": "Alt+n", "search": ""})
    assert (keys["note"], keys["search"]) == ("n", "s")


def test_the_example_in_the_manual_holds() -> None:
    (example,) = re.findall(r"```ini\n(.*?)```", (HERE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    keymap = tomllib.loads(example)["keymap"]
    wrong, keys = laid(keymap)
    assert wrong == []
    assert keys["search"] == "s,f9"
