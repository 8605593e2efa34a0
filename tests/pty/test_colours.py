"""The colours that go out, by what the terminal says of itself, and the sentence where it cannot draw at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.pty.desk import OPENED, Home
from tests.pty.harness import Terminal

_FOREIGN = ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "COLORTERM")
_SGR = re.compile(rb"\x1b\[([\d;]*)m")
_LONG = re.compile(rb"[34]8;(?:2;\d+;\d+;\d+|5;\d+)")
_KINDS = {"24 bit": rb"[34]8;2;", "256": rb"[34]8;5;", "16": rb"(?:^|;)(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?:;|$)"}


def kinds(sent: bytes) -> set[str]:
    """The kinds of colour in what was sent; the numbers within a long form count for nothing."""
    forms = _SGR.findall(sent)
    short = [_LONG.sub(b"", form) for form in forms]
    found = {kind for kind in ("24 bit", "256") if any(re.search(_KINDS[kind], form) for form in forms)}
    if any(re.search(_KINDS["16"], form) for form in short):
        found.add("16")
    return found


def shown(home: Home, theme: str, env: Mapping[str, str]) -> tuple[bytes, str]:
    """What goes out for the board and a search, and the screen."""
    with home.start("--theme", theme, size=(80, 24), env=env) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "albers")
        terminal.wait_for(">K-1002")
        return terminal.raw, terminal.text()


@pytest.mark.parametrize(
    ("theme", "env", "sent"),
    [
        ("dark", {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"24 bit"}),
        ("dark", {"TERM": "tmux-256color", "COLORTERM": ""}, {"256"}),
        ("dark", {"TERM": "linux", "COLORTERM": ""}, {"16"}),
        ("ansi-dark", {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"16"}),
        ("dark", {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, set()),
    ],
)
def test_a_terminal_gets_the_colours_it_knows(
    home: Home, monkeypatch: pytest.MonkeyPatch, theme: str, env: Mapping[str, str], sent: set[str]
) -> None:
    for name in _FOREIGN:
        monkeypatch.delenv(name, raising=False)
    raw, text = shown(home, theme, env)
    assert kinds(raw) == sent
    assert "Textbüro Albers" in text


@pytest.mark.parametrize(
    ("term", "language", "sentence"),
    [
        ("", "en", "This terminal cannot draw a screen (TERM is not set). For a list: dispatcher today"),
        ("dumb", "en", "This terminal cannot draw a screen (TERM is dumb). For a list: dispatcher today"),
        ("", "de", "Dieses Terminal kann keinen Bildschirm zeichnen (TERM fehlt). Als Liste: dispatcher today"),
        ("dumb", "de", "Dieses Terminal kann keinen Bildschirm zeichnen (TERM ist dumb). Als Liste: dispatcher today"),
    ],
)
def test_a_terminal_that_cannot_draw_gets_one_plain_sentence(
    home: Home, term: str, language: str, sentence: str
) -> None:
    with home.start(language=language, env={"TERM": term}) as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.raw.decode() == f"{sentence}\r\n"


def test_a_terminal_that_says_nothing_of_itself_gets_the_same_sentence(home: Home) -> None:
    env = ["env", "-u", "TERM", *(f"{name}={value}" for name, value in home.env.items())]
    with Terminal([*env, *home.command()], cwd=home.folder) as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.raw.startswith(b"This terminal cannot draw a screen (TERM is not set).")
