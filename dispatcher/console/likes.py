"""How somebody likes the console to be, on the terminal in front of him."""

from __future__ import annotations

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Likes:
    """What holds for a whole run of the console, and for the first run before it."""

    theme: str = "ansi-dark"
    ascii_only: bool = False
    """Draw with plain signs."""
    mouse: bool = True
    """Take the mouse, or leave it to the terminal."""
    clipboard: bool = True
    """Whether copies leave for the computer in front of which somebody sits."""
    plain_output: bool = False
    """Send whole regions where else only changed cells go out."""
    lock_minutes: float = 10.0
    """After so many minutes without a key it is locked; 0 is never."""


AS_IT_IS = Likes()
"""Whoever says nothing takes it as it is."""
