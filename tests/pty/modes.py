"""What a program has switched on in its terminal, and what of it it left on."""

from __future__ import annotations

import re

_MODE = re.compile(r"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(r"\x1b\[([<>])\d*u")
_WRONG_WHEN_ON = {
    1000: "mouse",
    1002: "mouse",
    1003: "mouse",
    1006: "mouse",
    1015: "mouse",
    1004: "focus reports",
    1049: "alternate screen",
    2004: "bracketed paste",
    2026: "synchronised output",
    2048: "resize reports",
}
_WRONG_WHEN_OFF = {7: "line wrap off", 25: "cursor hidden"}


class Modes:
    """The DEC private modes of one terminal, and the keyboard protocol of kitty."""

    def __init__(self) -> None:
        self._modes: dict[int, bool] = {}
        self._kitty = 0

    def note(self, text: str) -> None:
        """Take in what the program sent; no sequence in it is cut."""
        for numbers, switch in _MODE.findall(text):
            self._modes.update({int(number): switch == "h" for number in numbers.split(";") if number})
        for sign in _KITTY.findall(text):
            self._kitty = max(0, self._kitty + (1 if sign == ">" else -1))

    def is_on(self, mode: int) -> bool:
        """Whether the program has switched on this mode."""
        return self._modes.get(mode, False)

    def left(self) -> list[str]:
        """What is not as it was before the program."""
        left_on = {name for mode, name in _WRONG_WHEN_ON.items() if self.is_on(mode)}
        left_off = {name for mode, name in _WRONG_WHEN_OFF.items() if not self._modes.get(mode, True)}
        return [*sorted(left_on | left_off), *(["keyboard protocol"] if self._kitty else [])]
