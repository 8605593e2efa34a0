"""Promises in the words of a note: what somebody says he will do, ours or the customer's, in German or English (M11).

Found by the words of promising, never by guessing at a meaning; what is found is offered and never booked by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import TYPE_CHECKING

from dispatcher.domain.phrases.values import Asked, Office, Understood
from dispatcher.domain.refusal import Refusal
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

MOST = 3
"""More promises of one note are not offered: whoever pastes a whole correspondence reads it himself."""
LONGEST = 20_000
"""Signs of a note that are looked through."""
LONGEST_WHAT = 120


@dataclass(frozen=True, slots=True)
class Spotted:
    """A promise in words: whose it is ("ours" or "theirs"), the sentence it stands in, ``what`` is promised in the
    note's own words (a call of ours in the usual word for it), the words of its time, and what they mean; None where no
    day is named."""

    side: str
    sentence: str
    what: str
    phrase: str = ""
    when: Understood | Asked | None = None


def spot(text: str, office: Office, names: Collection[str] = (), *, by_customer: bool = False) -> tuple[Spotted, ...]:
    """The promises in ``text``, at most three, in its order.

    ``names`` are those of our people; ``by_customer`` says that the customer wrote the text himself, so that his "I"
    is not ours.
    """
    from dispatcher.domain.spotting.finding import found_in

    return tuple(islice(found_in(text[:LONGEST], office, names, by_customer), MOST))


def understood(one: Spotted, office: Office, key: str = "") -> Understood | None:
    """The time a promise is booked with: a day alone until the end of the office's day, no day until the end of today
    or, when that is over, of the next day the office works. Of a question ``key`` takes one meaning; None without."""
    meant = one.when.take(key) if isinstance(one.when, Asked) else one.when
    if isinstance(one.when, Asked) and meant is None:
        return None
    if meant is not None and not meant.day_only:
        return meant
    return end_of(f"{meant.day:%Y-%m-%d}" if meant is not None else "today", office) or _next_end(office, meant)


def end_of(day: str, office: Office) -> Understood | None:
    """The end of the office's ``day`` (a phrase); None where it has none ahead."""
    from dispatcher.domain.phrases import understand

    found = understand(f"{day} eod", office)
    return None if isinstance(found, Refusal | Asked) else found


def _next_end(office: Office, meant: Understood | None) -> Understood | None:
    """On a day without hours the usual end; behind the end of today that of the next working day."""
    from dispatcher.domain.calendar import next_working_day
    from dispatcher.domain.phrases import understand

    if meant is None:
        return end_of(f"{next_working_day(office.today, office.state):%Y-%m-%d}", office)
    found = understand(f"{meant.day:%Y-%m-%d} 17:00", office)
    return None if isinstance(found, Refusal | Asked) else found


def due_of(one: Spotted, office: Office) -> datetime | None:
    """When the promise is due, UTC; None where that has to be asked."""
    meant = understood(one, office)
    return None if meant is None else meant.due
