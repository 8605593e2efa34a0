"""No control character of foreign text reaches the terminal, whichever widget shows it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from dispatcher.console.terminal.net import Net, harmless
from dispatcher.domain.text import clean
from tests.pty.harness import Terminal

HERE = Path(__file__).parents[2]
POINTER = "\x1b]22;default\x07"
"""The framework's own wish for a mouse pointer, the only sequence of its kind that it sends by itself."""
HOSTILE = {
    "clipboard": "a\x1b]52;c;SGFja2Vk\x07b",
    "title": "a\x1b]0;pwned\x1b\\b",
    "link": "a\x1b]8;;http://evil\x1b\\b\x1b]8;;\x1b\\",
    "erase": "a\x1b[3Jb\x1bcd",
    "report": "a\x1b[6nb\x05c",
    "c1": "a\x9b3Jb\x9d0;pwned\x9cc",
    "line drawing": "a\x0eb\x0fc",
    "bits": "a\x00b\x7fc\x08d\x13e",
    "bidi": "a\u202eb\u2066c\u200fd\u061ce",
    "unseen": "a\u200bb\u2060c\ufeffd\u3164e\u00adf",
    "tags": "a\U000e0041b\U000e007fc",
}


def sent(text: str, *, with_net: bool) -> str:
    """Everything the app with this text in its sinks sends to the terminal."""
    command = [sys.executable, "-m", "tests.console.hostile_app", json.dumps(text), *(["net"] if with_net else [])]
    with Terminal(command, size=(80, 45), cwd=HERE) as terminal:
        terminal.wait_for(lambda _: b"all shown" in terminal.raw)
        terminal.wait_quiet()
        return terminal.raw.decode().replace(POINTER, "")


def controls(output: str) -> set[str]:
    """The kinds of escape sequences and the other characters below the surface of ``output``."""
    sequences = re.compile(r"\x1b(?:\[([?<>=]?)[\d;]*([ -/]*[@-~])|.)", re.DOTALL)
    kinds = {found[0] if not found[2] else (found[1] or "") + found[2] for found in sequences.finditer(output)}
    rest = sequences.sub("", output)
    return kinds | {sign for sign in rest if harmless(sign) != sign}


@pytest.fixture(scope="module")
def ordinary() -> set[str]:
    return controls(sent("abcdef", with_net=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_sink_lets_a_control_through(name: str, ordinary: set[str]) -> None:
    assert controls(sent(HOSTILE[name], with_net=True)) <= ordinary
    assert not {"\x1b]", "\x07"} & ordinary


def test_without_the_net_they_would_come_through(ordinary: set[str]) -> None:
    let_through = controls(sent("".join(HOSTILE.values()), with_net=False)) - ordinary
    assert {"\x1b]", "\x1bc", "J", "n", "\x9b", "\x0e", "\x00", "\x7f", "\u202e", "\u200b"} <= let_through


def test_what_the_gate_makes_visible_the_net_takes_away() -> None:
    every = "x".join(map(chr, range(0x110000))).replace("\r", "").replace("\n", "")
    changed = {sign for sign, cleaned in zip(every, clean(every), strict=True) if sign != cleaned}
    kept = {sign for sign in changed if sign in harmless(sign)}
    assert kept == set()
    assert {harmless(sign) for sign in "\n\r\t"} == {""}


@pytest.mark.parametrize("text", [*HOSTILE.values(), "Müller", "東京\x1b", "e\u0301", "👩\u200d🔧"])
def test_the_net_keeps_the_width(text: str) -> None:
    assert cell_len(harmless(text)) == cell_len(text)


@pytest.mark.parametrize("text", ["Müller & Söhne", "東京支社", "Ελλάδα", "नमस्ते", "مرحبا", "👩\u200d🔧", "│─┐"])
def test_the_net_keeps_every_script(text: str) -> None:
    assert harmless(text) == text


def test_the_net_keeps_styles_and_takes_links_off() -> None:
    linked, plain = Style(bold=True, link="http://evil"), Style(color="red")
    segments = Net().apply([Segment("a\x1b", linked), Segment("b", plain), Segment("c")], Color(0, 0, 0))
    assert segments == [Segment("a", Style(bold=True)), Segment("b", plain), Segment("c", Style.null())]
