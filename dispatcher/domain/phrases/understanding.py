"""The one way in: a typed text and an office's now become a meaning."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from dispatcher.domain.calendar import holiday_name, local_day
from dispatcher.domain.phrases.values import OFFICE_HOURS, Meaning, Office
from dispatcher.domain.phrases.words import every_word
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import Hours
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from lark import UnexpectedInput

EXAMPLES = N_("wed 14, 25.11 9:30, +2h, 8-10")
EXPECTED = {
    "UNIT": N_("minutes, hours, days, weeks?"),
    "MONTH": N_("month?"),
    "WEEKDAY": N_("weekday?"),
    "HOUR": N_("time?"),
}
"""What may follow where a phrase stops too early, the most telling first."""
_HALF_TYPED = re.compile(
    r"[0-9]{1,2}:[0-9]?|[0-9]{1,2}\.|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{0,3}|[0-9]{4}-[0-9]{0,2}-?[0-9]?|\+\s?[0-9]{0,3}|(?:kw|wk)\s?"
)
"""Times, dates, offsets and weeks of which the end is still missing."""


_SHAPES = ("wed 14-16 60m", "25.11.2026 9:30", "in 8 tagen 14", "viertel 4", "kw49 do", "+2h", "5. dezember", "14 wed")
"""Phrases of every shape."""


def understand_time(
    text: str,
    now: datetime,
    zone: str,
    *,
    state: str = "BE",
    municipality: str = "",
    country: str = "DE",
    office_hours: Hours = OFFICE_HOURS,
    grabbed: datetime | None = None,
) -> Meaning:
    """What ``text`` means at the instant ``now`` on the clocks of ``zone``: understood, asked, or refused.

    German and English words are always both known. ``state`` and ``municipality`` name the holidays, ``office_hours``
    when the office is open; ``grabbed`` is the start of a slot that is moved: offsets count from it and need no "+",
    a day keeps its time, a time its day. Refuses (codes): empty, unfinished, unknown, past, clock, date, weekday, week,
    year, order, length, both, closed, no-such-time.
    """
    return understand(text, Office(now, zone, state, municipality, country, office_hours, grabbed))


def understand(text: str, office: Office) -> Meaning:
    """What ``text`` means in ``office``; see :func:`understand_time`."""
    from lark import UnexpectedInput

    from dispatcher.domain.phrases.days import NotMeant
    from dispatcher.domain.phrases.phrase import LONGEST, normal, take_apart
    from dispatcher.domain.phrases.reading import meaning

    if not normal(text).strip("! "):
        return Refusal("empty", _("When?  {examples}").format(examples=_(EXAMPLES)))
    if len(text) > LONGEST:
        return _unknown(text)
    try:
        return meaning(take_apart(text, office.grabbed is not None), text, office)
    except NotMeant as refused:
        return refused.refusal
    except UnexpectedInput as stopped:
        return _stopped(text, stopped)


def prepare(office: Office) -> None:
    """Build the parser, read a phrase of each shape, because the parser makes the patterns of a place when it first
    gets there, and the holidays of this year and the next: the first key finds all that there. May run in any
    thread."""
    from dispatcher.domain.phrases.grammar import parser

    parser()
    for phrase in _SHAPES:
        understand(phrase, office)
    day = local_day(office.now, office.zone)
    for year in (day.year, day.year + 1):
        holiday_name(day.replace(year=year, day=1), office.state, country=office.country)


def _stopped(text: str, stopped: UnexpectedInput) -> Refusal:
    """A phrase that may yet become one is unfinished; any other is not understood from the word on that is wrong."""
    from dispatcher.domain.phrases.phrase import normal

    plain = " ".join(word for word in normal(text).split() if word != "!")
    rest = plain[stopped.pos_in_stream :] if _type(stopped) != "$END" else ""
    if not rest or _HALF_TYPED.fullmatch(rest) or any(word.startswith(rest) and word != rest for word in every_word()):
        accepted: frozenset[str] = frozenset() if rest else getattr(stopped, "accepts", frozenset())
        expected = next((_(word) for name, word in EXPECTED.items() if name in accepted), "")
        return Refusal("unfinished", _("{text} ... {expected}").format(text=text.strip(), expected=expected).rstrip())
    return _unknown(_as_typed(text, rest))


def _as_typed(text: str, rest: str) -> str:
    """The end of ``text`` that was folded to ``rest``, as it was typed; ``rest`` itself where none was."""
    from dispatcher.domain.phrases.phrase import normal

    words = text.split()
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return next((end for end in ends if normal(end).strip() == rest.strip()), rest)


def _type(stopped: UnexpectedInput) -> str:
    return str(getattr(getattr(stopped, "token", None), "type", ""))


def _unknown(text: str) -> Refusal:
    shown = text if len(text) <= 30 else text[:30] + "..."
    sentence = _('Not understood: "{text}". Like: {examples}').format(text=shown, examples=_(EXAMPLES))
    return Refusal("unknown", sentence)
