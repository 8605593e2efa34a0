"""What to say to somebody about a promise, in his language, made from the instant that is stored (M3)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.phrases import Understood, sentence, when
from dispatcher.domain.promise import OURS
from dispatcher.locale import N_, language, translated

CALL_BACK = N_("call-back")
"""What is promised where nobody says what."""


def promise_sentence(
    side: str, what: str, due: Understood, now: datetime, zone: str, spoken: str = "", *, familiar: bool = False
) -> str:
    """The sentence to read aloud. ``spoken`` is the language of whoever listens ("de" or "en"; empty: the one in use),
    ``familiar`` says du instead of Sie; a call-back is told as one."""
    tongue = spoken if spoken in ("de", "en") else language()
    if side == OURS and is_call_back(what):
        return sentence(due, now, zone, tongue, familiar=familiar)
    pattern = N_("We promise: {what} {when}.") if side == OURS else N_("So we agree: {what} {when}.")
    return translated(pattern, tongue).format(what=what, when=when(due, now, zone, tongue).rstrip(","))


def is_call_back(what: str) -> bool:
    """Whether nothing else is promised than a call, in either language."""
    said = what.strip().casefold()
    return not said or said in {translated(CALL_BACK, tongue).casefold() for tongue in ("de", "en")}
