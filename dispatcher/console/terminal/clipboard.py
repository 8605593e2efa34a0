"""The clipboard of the computer somebody sits at: an order to its terminal (OSC 52), which SSH hands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_PIECE = 240
"""Signs that GNU screen hands through at once; of a longer string it drops the end."""


def is_in_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen lies between the program and the terminal."""
    return bool(environ.get("STY")) and not environ.get("TMUX")


def order(text: str, environ: Mapping[str, str]) -> str:
    """What puts ``text`` into the clipboard, as whatever lies in between lets it through: tmux takes the order itself
    where its ``set-clipboard`` is on, GNU screen has to be told to hand it on."""
    import base64

    told = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii')}\a"
    return "".join(f"\x1bP{piece}\x1b\\" for piece in _pieces(told)) if is_in_screen(environ) else told


def _pieces(told: str) -> Iterator[str]:
    for start in range(0, len(told), _PIECE):
        yield told[start : start + _PIECE]
