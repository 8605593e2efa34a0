"""A hand at the keyboard, for tests that count keys (X25): what stands in a text is typed and does not count."""

from __future__ import annotations

from tests.pty.harness import Terminal

SHIFTED = "!?:/"
"""Signs that take Shift on a German keyboard, beside the capitals."""


class Counted:
    """A hand that counts the keys it presses; Shift counts as a key, a text is typed and not counted."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press ``keys``, each by its name or as the sign on its cap."""
        self.keys += len(keys) + sum(key in SHIFTED or (len(key) == 1 and key.isupper()) for key in keys)
        for key in keys:
            self.terminal.press(key)

    def type(self, text: str) -> None:
        """Type what is said, which nobody can shorten."""
        self.terminal.type(text)
