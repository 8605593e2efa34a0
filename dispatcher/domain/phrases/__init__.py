"""Time phrases: what the dispatcher types ("wed 14", "mi 14", "+2h", "8-10") and what it means, never guessed.

Nothing heavy is loaded here; the parser is built when the first phrase is read (:func:`prepare` does it ahead).
"""

from __future__ import annotations

from dispatcher.domain.phrases.saying import echo, sentence, when
from dispatcher.domain.phrases.understanding import prepare, understand, understand_time
from dispatcher.domain.phrases.values import OFFICE_HOURS, Asked, Away, Choice, Meaning, Office, Understood, Warned

__all__ = [
    "OFFICE_HOURS",
    "Asked",
    "Away",
    "Choice",
    "Meaning",
    "Office",
    "Understood",
    "Warned",
    "echo",
    "prepare",
    "sentence",
    "understand",
    "understand_time",
    "when",
]
