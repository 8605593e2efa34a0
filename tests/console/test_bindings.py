"""A walk over every binding of every class of the console: named, explained in German, without a clash, and on a key
that terminals send (X7). A new form is walked as well, without being named here."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from textual._xterm_parser import XTermParser
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Key as KeyEvent

from dispatcher import console
from dispatcher.cli.keys_command import PLACES
from dispatcher.console.keymap import is_typed, read_key, sign_name
from dispatcher.console.keys import EVERYWHERE, FIRST_RUN, KEYS, TOGETHER, keys_for
from tests.house.catalogue import read_catalogue
from tests.pty.keys import sent_by

RESERVED = {f"ctrl+{letter}" for letter in "abchijmqsz"} | {
    "ctrl+left_square_bracket", "ctrl+backslash", "f10", "f11", "f12",
    *(f"{held}+{arrow}" for held in ("ctrl", "shift", "ctrl+shift") for arrow in ("up", "down", "left", "right")),
}  # fmt: skip
CAPS = {sign_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}
"""Signs by the name that Textual has for them."""


def modules() -> Iterator[str]:
    """Every module of the console, imported."""
    for found in pkgutil.walk_packages(console.__path__, "dispatcher.console."):
        importlib.import_module(found.name)
        yield found.name


ALL_MODULES = frozenset(modules())


def classes(base: type[DOMNode] = DOMNode) -> Iterator[type[DOMNode]]:
    for one in base.__subclasses__():
        if one.__module__ in ALL_MODULES:
            yield one
        yield from classes(one)


BOUND: dict[str, list[Binding]] = {
    f"{owner.__module__.removeprefix('dispatcher.console.')}.{owner.__name__}": owner.__dict__["BINDINGS"]
    for owner in sorted(set(classes()), key=lambda owner: (owner.__module__, owner.__name__))
    if owner.__dict__.get("BINDINGS")
}
"""What each class declares."""
EVERY = [one for bindings in BOUND.values() for one in bindings]
NAMES = sorted({name for one in EVERY for name in one.key.split(",")})


def test_the_walk_finds_the_console() -> None:
    assert {"screens.board.BoardScreen", "forms.note.NoteForm", "panes.plan.PlanPane", "palette.Palette"} <= set(BOUND)
    assert {key.id for key in KEYS} == {one.id for one in EVERY} - {"palette.back"}


@pytest.mark.parametrize("owner", BOUND)
def test_every_binding_has_an_id_a_sentence_and_german_words(owner: str) -> None:
    german = {str(entry.id): str(entry.string) for entry in read_catalogue()}
    for one in BOUND[owner]:
        assert isinstance(one, Binding)
        assert one.id
        assert one.tooltip
        assert one.tooltip.endswith(".")
        assert german.get(one.description)
        assert german.get(one.tooltip, "").endswith(".")


@pytest.mark.parametrize("owner", BOUND)
def test_no_class_lays_two_bindings_on_one_key(owner: str) -> None:
    laid = Counter(name for one in BOUND[owner] for name in one.key.split(","))
    assert [name for name, count in laid.items() if count > 1] == []


def test_every_place_of_the_table_is_looked_at_and_printed() -> None:
    places = {key.where for key in KEYS}
    assert places == {place for together in TOGETHER for place in together}
    assert places <= set(PLACES)


def test_every_place_has_a_name_that_is_understood_without_the_one_before() -> None:
    german = {str(entry.id): str(entry.string) for entry in read_catalogue()}
    assert [name for name in PLACES.values() if not re.match(r"(Everywhere$|(In|At|After|When) \w+)", name)] == []
    assert [name for name in PLACES.values() if re.search(r"\b(it|its)\b", name)] == []
    assert len({german[name] for name in PLACES.values()}) == len(PLACES)


def test_x7_nothing_stands_on_reserved_keys() -> None:
    assert [name for name in NAMES if name in RESERVED or "alt" in name.split("+")] == []


def test_every_key_of_ours_may_also_be_chosen_by_somebody() -> None:
    assert [name for name in NAMES if read_key(name) != name] == []


@pytest.mark.parametrize("name", NAMES)
def test_terminals_send_every_key(name: str) -> None:
    parser = XTermParser()
    told = [*parser.feed(sent_by(_typed(name)).decode()), *parser.feed(""), *parser.tick()]
    assert [event.key for event in told if isinstance(event, KeyEvent)] == [name]


def _typed(name: str) -> str:
    """What stands on the cap of a key that Textual calls ``name``."""
    return name.upper() if re.fullmatch(r"f\d+", name) else CAPS.get(name, name)


def test_what_works_everywhere_works_while_one_types() -> None:
    for key in keys_for(EVERYWHERE, FIRST_RUN):
        assert not all(is_typed(name) for name in key.keys.split(",")), key.id
