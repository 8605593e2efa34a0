"""The order that puts a text into the clipboard of the computer somebody sits at."""

from __future__ import annotations

import base64

import pytest

from dispatcher.console.terminal.clipboard import is_in_screen, order

LONG = "Störung seit heute früh, 電話が鳴らない\n" * 40


@pytest.mark.parametrize("text", ["T-1001", LONG, "", "half a sign \ud800"])
def test_a_terminal_and_tmux_get_the_order_as_it_is(text: str) -> None:
    for environ in ({}, {"TMUX": "/tmp/tmux,1,0"}, {"TMUX": "/tmp/tmux,1,0", "STY": "1.desk"}):
        told = order(text, environ)
        assert (told[:7], told[-1]) == ("\x1b]52;c;", "\x07")
        assert base64.b64decode(told[7:-1]).decode() == text.replace("\ud800", "?")


def test_gnu_screen_is_told_to_hand_it_on_in_pieces() -> None:
    assert is_in_screen({"STY": "1.desk"})
    told = order(LONG, {"STY": "1.desk"})
    pieces = told.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert len(pieces) > 5
    assert max(map(len, pieces)) <= 240
    assert "".join(pieces) == order(LONG, {})
