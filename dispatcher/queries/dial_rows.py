"""Frozen rows of whom to call; imports neither SQLAlchemy nor a rule, like the other rows of the screen."""

from __future__ import annotations

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number to try, as it is shown, with whose it is; the switchboard belongs to nobody."""

    number: str
    person: int | None = None
    name: str = ""
    """With the form of address; empty for the switchboard."""
    role: str = ""
    deputy_of: str = ""
    """Whose deputy he is, where that is why he stands here."""
    absent: bool = False
    note: str = ""
    """The words that stand behind the number."""
