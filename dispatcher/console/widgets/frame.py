"""The signs that frames are drawn with; known before anything of the screen is loaded."""

from __future__ import annotations

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """The signs a frame is drawn with; corners are named by where they stand."""

    across: str
    double: str
    down: str
    top_left: str
    top_join: str
    top_right: str
    bottom_left: str
    bottom_join: str
    bottom_right: str


BOX = Frame("─", "═", "│", "┌", "┬", "┐", "└", "┴", "┘")
ASCII = Frame("-", "=", "|", "+", "+", "+", "+", "+", "+")
