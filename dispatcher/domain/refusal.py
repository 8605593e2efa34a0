"""What an action answers when a rule says no: a code for programs, a sentence for people."""

from __future__ import annotations

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A no with its reason. ``code`` is stable and English; ``sentence`` is in the language in use."""

    code: str
    sentence: str
