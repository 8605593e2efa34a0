"""How the colours of the screen look: the terminal's own sixteen, or true colours on a ground of ours.

Widgets name the sixteen colours and nothing else. A theme is a dress over them, put on where lines leave for the
terminal, so that whoever draws a line need not know it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import Color as Ink
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.app import App

Colours = Mapping[str, str]
"""What stands for a colour of the sixteen, by its name; "ground" and "ink" are the terminal's default colours, "faint"
is black on the ground, which a dark ground would swallow."""

_PLAIN = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_SIXTEEN = (*_PLAIN, *(f"bright_{name}" for name in _PLAIN))
"""The terminal's colours by their number."""
DARK: Colours = {
    "ground": "#14181d", "ink": "#d9dee4", "faint": "#98a3af",
    "black": "#14181d", "red": "#b8252f", "green": "#7cc47f", "yellow": "#f0c24b",
    "blue": "#74b0f5", "magenta": "#cf9bf0", "cyan": "#5fc9d6", "white": "#ffffff",
    "bright_black": "#98a3af", "bright_red": "#ff8a80", "bright_green": "#9be39d", "bright_yellow": "#ffd97a",
    "bright_blue": "#9cc9ff", "bright_magenta": "#e2bcff", "bright_cyan": "#6fe3ef", "bright_white": "#ffffff",
}  # fmt: skip
LIGHT: Colours = {
    "ground": "#fbfaf6", "ink": "#1d2127",
    "black": "#1d2127", "red": "#b3202a", "green": "#1c6b2a", "yellow": "#f4c63d",
    "blue": "#0b4fb3", "magenta": "#7a1fa0", "cyan": "#005f73", "white": "#ffffff",
    "bright_black": "#5a6169", "bright_red": "#a11420", "bright_green": "#1c6b2a", "bright_yellow": "#7a5700",
    "bright_blue": "#0b4fb3", "bright_magenta": "#7a1fa0", "bright_cyan": "#00586b", "bright_white": "#ffffff",
}  # fmt: skip
ON_WHITE: Colours = {"bright_cyan": "blue", "bright_yellow": "magenta"}
"""Colours that a light terminal shows too pale, and those of its own that it shows well."""
THEMES: Mapping[str, Colours] = {"ansi-dark": {}, "ansi-light": ON_WHITE, "dark": DARK, "light": LIGHT}
"""The dress of each theme; without one the terminal's own colours are left as they are."""


class Dress(LineFilter):
    """Puts the colours of one theme on every line."""

    def __init__(self, theme: str) -> None:
        """``theme`` is one of :data:`THEMES`."""
        super().__init__()
        self._colours = THEMES[theme]
        self._worn = lru_cache(maxsize=1024)(self._dressed)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in the colours of the theme; the ground of ours lies under those that name none."""
        return [Segment(text, self._worn(style or Style.null()), control) for text, style, control in segments]

    def _dressed(self, style: Style) -> Style:
        ink, ground = self._other(style.color, "ink"), self._other(style.bgcolor, "ground")
        if _is_black(style.color) and (style.bgcolor is None or style.bgcolor.is_default):
            ink = self._colours.get("faint", ink)
        return style + Style(color=ink, bgcolor=ground) if ink or ground else style

    def _other(self, colour: Ink | None, default: str) -> str | None:
        """What stands for ``colour``; None where it stays."""
        if colour is None or colour.is_default:
            return self._colours.get(default)
        if colour.number is None or colour.number >= len(_SIXTEEN):
            return None
        return self._colours.get(_SIXTEEN[colour.number])


def _is_black(colour: Ink | None) -> bool:
    return colour is not None and colour.number == 0


def put_on(app: App[Any], theme: str) -> str:
    """Dress ``app`` in ``theme``, one of :data:`THEMES`; call it once, in the app's ``__init__``. Returns Textual's own
    theme to go with it. Where the person wants no colour (NO_COLOR), there is no dress either.

    Textual keeps the list in a private attribute, as for the net.
    """
    if THEMES[theme] and not app.no_color:
        app._filters.append(Dress(theme))
    return "ansi-light" if theme in ("light", "ansi-light") else "ansi-dark"
