"""What a card of the queue says in one sentence; the commands say it as well, so nothing of a screen is needed here."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.console.chaser_lines import nth
from dispatcher.console.wording import age, due, hour_minute
from dispatcher.domain.confirming import LACKS
from dispatcher.domain.message import is_repeated
from dispatcher.domain.queue_card import Card, Rank
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

_IN_TIME = timedelta(minutes=1)
"""The minute in which a promise is due still counts as in time."""
_SAID = {
    Rank.NO_ACCESS: N_("{name} no access"),
    Rank.LATE: N_("{name} late"),
    Rank.UNMANNED: N_("{name} {time} no technician"),
    Rank.ORDER: N_("order {name} not acknowledged"),
    Rank.ASKS_FOR_CALL: N_("{name} asks for a call"),
    Rank.CHURN: N_("churn risk {name} undecided"),
    Rank.PROMISE_SOON: N_("promise {name} {time}"),
    Rank.UNCONFIRMED: N_("{name} not confirmed"),
    Rank.FOLLOW_UP: N_("{name} follow-up {time}"),
    Rank.MISSED: N_("missed call {name}"),
    Rank.DRAFT: N_("draft {name}"),
}


def card_words(card: Card, now: datetime, zone: str, *, name: str = "", fault: str = "") -> str:
    """What ``card`` says in the language in use: an emergency with its ``fault`` where one is given, everybody by
    ``name`` where that is a shorter one."""
    called = name or one_line(card.name)
    if card.rank is Rank.EMERGENCY:
        told = f"{fault}, " if fault else ""
        return _("T-{number} {fault}no technician").format(number=card.number, fault=told)
    if card.rank is Rank.PROMISE and card.at is not None:
        return _promise(card, called, now)
    if card.rank is Rank.LONG_BALL and card.at is not None:
        return _("{name} {age} with the customer").format(name=called, age=age(card.at, now))
    if card.rank is Rank.HANDOVER:
        return _handed_over(card, called)
    if card.rank is Rank.MESSAGE:
        return _message(card, called)
    if card.rank is Rank.UNCONFIRMED:
        return _unconfirmed(card, called)
    told = N_("{name} owes us since {time}") if card.is_theirs and card.weight else _SAID[card.rank]
    again = f", {_('{nth} report').format(nth=nth(card.chased + 1))}" if card.chased else ""
    return _(told).format(name=called, time=_when(card, now, zone)) + again


def _when(card: Card, now: datetime, zone: str) -> str:
    if card.at is None:
        return ""
    return due(card.at, now, zone) if card.rank is Rank.FOLLOW_UP else hour_minute(card.at, zone)


def _unconfirmed(card: Card, called: str) -> str:
    """With what it was lost by, where it had been confirmed, or what is not known yet."""
    why = f", {_(LACKS[card.text])}" if card.text in LACKS else ""
    return _(_SAID[card.rank]).format(name=called) + why


def _promise(card: Card, called: str, now: datetime) -> str:
    assert card.at is not None
    late = f" ({_('caught up')})" if card.caught_up else ""
    if card.stand_in:
        return _("promise {name} overdue, stand-in {sign}").format(name=called, sign=card.stand_in) + late
    told = N_("promise {name} due now") if now < card.at + _IN_TIME else N_("promise {name} overdue")
    return _(told).format(name=called) + late


def _handed_over(card: Card, called: str) -> str:
    if card.count > 1:
        return _("{n} handed over by {name}").format(n=card.count, name=called)
    told = N_("note for you: {text}") if card.promise is not None else N_("from {name}: {text}")
    return _(told).format(name=called, text=one_line(card.text))


def _message(card: Card, called: str) -> str:
    if is_repeated(card.count):
        return _("{name} is looking for us: {n}x").format(name=called, n=card.count)
    return _("voicemail from {name}").format(name=called)
