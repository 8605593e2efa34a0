"""Moves in words, the same on the screen and in print: from which slot to which, who wanted it and why, how often."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import to_local
from dispatcher.domain.moving import GIVEN_UP, PARTIES, REASONS, TEXT, MoveCounts
from dispatcher.locale import _


def slot_words(starts: datetime | None, ends: datetime | None, zone: str) -> str:
    """A slot on the wall clock of ``zone``: ``19.10. 08-10``, ``19.10. 08:30-10:00``; empty for none."""
    if starts is None or ends is None:
        return ""
    first, last = to_local(starts, zone), to_local(ends, zone)
    form = "%H" if first.minute == last.minute == 0 else "%H:%M"
    return f"{first:%d.%m.} {first.strftime(form)}-{last.strftime(form)}"


def party_words(asked_by: str) -> str:
    """Who wanted it, in the language in use."""
    return _(PARTIES[asked_by]) if asked_by in PARTIES else asked_by


def reason_words(reason: str) -> str:
    """Why, in the language in use; empty where the text says it, or nobody asked."""
    return "" if reason in (TEXT, GIVEN_UP) else _(REASONS[reason]) if reason in REASONS else reason


def why_words(asked_by: str, reason: str) -> str:
    """``customer: contact away``."""
    return ": ".join(part for part in (party_words(asked_by), reason_words(reason)) if part)


def change_words(old: str, new: str, old_crew: str, new_crew: str) -> str:
    """From which slot to which, and the crew where it is another: ``19.10. 08-10 -> 26.10. 08-10 LO -> NO``."""
    slots = old if old == new or not new else f"{old} -> {new}"
    crews = f"{old_crew} -> {new_crew}" if new_crew and new_crew != old_crew else ""
    return " ".join(part for part in (slots, crews) if part)


def counts_words(counts: MoveCounts) -> str:
    """How often whom moved, for a line: ``moves customer 2, us 0; no access 1``. The technician and others are told
    where there were any, and so are crews and cancellations."""
    moved = [("customer", counts.customer), ("us", counts.us)]
    moved += [(one, n) for one, n in (("technician", counts.technician), ("other", counts.other)) if n]
    told = _("moves {list}").format(list=", ".join(f"{party_words(one)} {n}" for one, n in moved))
    beside = [_("no access {n}").format(n=counts.no_access)]
    beside += [_("other technician {n}").format(n=counts.crew)] if counts.crew else []
    beside += [_("cancelled {n}").format(n=counts.cancelled)] if counts.cancelled else []
    return "; ".join([told, *beside])


def counts_letters(counts: MoveCounts) -> str:
    """The same for a narrow line: ``C 2, U 0, no access 1``."""
    letters = _("C {customer}, U {us}, no access {n}")
    return letters.format(customer=counts.customer, us=counts.us, n=counts.no_access)


def counts_moved(counts: MoveCounts) -> str:
    """The moves alone, for a line that has room for no more: ``C 2, U 0``."""
    return _("C {customer}, U {us}").format(customer=counts.customer, us=counts.us)
