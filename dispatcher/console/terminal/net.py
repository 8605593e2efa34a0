"""The net under every sink: no control character, bidi sign or link of foreign text reaches the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.app import App

_RANGES = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180E),
    (0x200B, 0x200C),
    (0x200E, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
)
_UNSEEN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]")


def _blank(found: re.Match[str]) -> str:
    return " " * get_character_cell_size(found[0])


def harmless(text: str) -> str:
    """``text`` without control, bidi, zero-width and surrogate characters; line ends and tabs go as well.

    The width in cells stays: a sign that the layout counted becomes as many blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(_blank, text)


class Net(LineFilter):
    """Passes every segment through :func:`harmless` and takes terminal links (OSC 8) off its style."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, harmless; ``background`` does not matter here. The very same where they are."""
        if all(_is_harmless(text, style) for text, style, _control in segments):
            return segments
        return [Segment(harmless(text), _unlinked(style)) for text, style, _control in segments]


def _is_harmless(text: str, style: Style | None) -> bool:
    is_shown = (text.isascii() and text.isprintable()) or _UNSEEN.search(text) is None
    return is_shown and style is not None and not style.link


def _unlinked(style: Style | None) -> Style:
    if style is None:
        return Style.null()
    return style.update_link(None) if style.link else style


def install(app: App[Any]) -> None:
    """Hang the net under every widget of ``app``; call it once, in the app's ``__init__``.

    Textual keeps the list in a private attribute; this is the only place that touches it.
    """
    app._filters.append(Net())
