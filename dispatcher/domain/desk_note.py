"""A note for a colleague's desk in one line: a time where one stands in it, and what he is told (V9)."""

from __future__ import annotations

import re

from dispatcher.domain.phrases import Asked, Office, Understood, understand
from dispatcher.domain.refusal import Refusal

AT_ONCE, TODAY = "+15m", "eod"
"""The time of a note that says "at once", and of one that says none: by the end of the office's day."""
_LONGEST_TIME = 6
"""Words of a time phrase."""
_SOON = re.compile(r"\b(at once|immediately|right away|sofort|umgehend)\b", re.IGNORECASE)


def read_note(typed: str, office: Office) -> tuple[str, str]:
    """The time phrase and the text of ``typed``: ``wed 14 call the boss``, ``call the boss wed 14``. A text that names
    no time is due today, one that says "at once" in a quarter of an hour; without a text there is only the time."""
    words = typed.split()
    if not words or _is_wrong(typed, office):
        return " ".join(words), ""
    most = min(len(words), _LONGEST_TIME)
    for count in range(most, 0, -1):
        for time, text in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if _is_time(" ".join(time), office):
                return " ".join(time), " ".join(text)
    return AT_ONCE if _SOON.search(typed) else TODAY, " ".join(words)


def _is_wrong(text: str, office: Office) -> bool:
    """Whether all of it is a time that cannot be (31.2): its refusal says so, it is no text."""
    meant = understand(text, office)
    return isinstance(meant, Refusal) and meant.code not in ("unknown", "unfinished")


def _is_time(text: str, office: Office) -> bool:
    return isinstance(understand(text, office), Understood | Asked)
