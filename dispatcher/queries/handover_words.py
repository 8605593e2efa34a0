"""How each thing that is handed over is worded: one line that can be read out, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime, timedelta

from dispatcher.domain.calendar import to_local
from dispatcher.domain.handover import ABSENT, BALL, CHURN, DRAFT, LONGEST_ITEM, MESSAGE, PROMISE, VISIT, Item
from dispatcher.domain.queue_tickets import lies_since
from dispatcher.domain.technician import DAYS
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext
from dispatcher.queries.agenda_rows import VisitRow
from dispatcher.queries.message_rows import MessageRow, UndecidedRow
from dispatcher.queries.promise_rows import PromiseRow
from dispatcher.queries.rows import TicketRow
from dispatcher.values import dataclass

_LONGEST_TEXT = 200
"""Signs of a voicemail; the rest is read where it lies."""


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody of ours who is absent, until when (None: nobody knows); never why."""

    name: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """Everything that is open when the desk changes hands; ``drafts`` by their names."""

    promises: Sequence[PromiseRow] = ()
    balls: Sequence[TicketRow] = ()
    visits: Sequence[VisitRow] = ()
    away: Sequence[Away] = ()
    drafts: Sequence[str] = ()
    messages: Sequence[MessageRow] = ()
    churn: Sequence[UndecidedRow] = field(default=())


def items_of(matters: OpenMatters, now: datetime, zone: str, sign: str) -> Iterator[Item]:
    """The items in the order of the hand-over; ``sign`` is whose drafts they are."""
    for promise in matters.promises:
        yield Item(PROMISE, _short(_promise(promise, now, zone)), promise.id, promise.due)
    for ticket in sorted(matters.balls, key=lies_since):
        yield Item(BALL, _short(_ball(ticket, now, zone)), ticket.id, ticket.due)
    for visit in matters.visits:
        yield Item(VISIT, _short(_visit(visit, now, zone)), visit.appointment, visit.starts)
    for away in matters.away:
        yield Item(ABSENT, _short(_absent(away, now, zone)), None, away.until)
    for draft in matters.drafts:
        yield Item(DRAFT, _short(_("draft open: {name} ({sign})").format(name=one_line(draft), sign=sign)))
    for message in matters.messages:
        yield Item(MESSAGE, _short(_message(message, now, zone)), message.id, message.came)
    for mark in matters.churn:
        told = _("churn risk undecided: {name}, since {when}").format(
            name=one_line(mark.customer_name), when=_when(mark.since, now, zone)
        )
        yield Item(CHURN, _short(told), mark.customer, mark.since)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_ITEM else f"{text[: LONGEST_ITEM - 3]}..."


def _when(instant: datetime, now: datetime, zone: str) -> str:
    """The time today, else the weekday and date before it."""
    local = to_local(instant, zone)
    if local.date() == to_local(now, zone).date():
        return f"{local:%H:%M}"
    return f"{_(DAYS[local.weekday()])} {local:%d.%m. %H:%M}"


def _promise(row: PromiseRow, now: datetime, zone: str) -> str:
    when, what = _when(row.due, now, zone), one_line(row.what)
    if row.colleague is not None:
        told = _("note for {who}: {what}, {when}")
        return told.format(who=row.colleague_sign, what=what, when=when)
    person = one_line(row.person_name or row.to_name)
    whom = one_line(row.customer_name)
    whom = f"{whom} ({person})" if whom and person else whom or person
    told = _("promise {when} {what}, {whom}") if row.side == "ours" else _("owed to us {when}: {what}, {whom}")
    return told.format(when=when, what=what, whom=whom)


def _ball(row: TicketRow, now: datetime, zone: str) -> str:
    since = to_local(lies_since(row), zone)
    told = _("ball with the customer since {date} ({n} d): T-{number} {name}, {who}")
    return told.format(
        date=f"{since:%d.%m.}",
        n=(now - lies_since(row)) // timedelta(days=1),
        number=row.number,
        name=one_line(row.customer_name),
        who=one_line(row.ball_who) or "?",
    )


def _visit(row: VisitRow, now: datetime, zone: str) -> str:
    first, last = to_local(row.starts, zone), to_local(row.ends, zone)
    whole = first.minute == last.minute == 0
    span = f"{first:%H}-{last:%H}" if whole else f"{first:%H:%M}-{last:%H:%M}"
    day = f"{_(DAYS[first.weekday()])} {first:%d.%m.}"
    ahead = first.date() - to_local(now, zone).date()
    told = _("tomorrow unconfirmed: {name} {span}") if ahead.days == 1 else _("{day} unconfirmed: {name} {span}")
    text = told.format(day=day, name=one_line(row.customer_name), span=span)
    return f"{text}, {', '.join(row.technicians)}" if row.technicians else text


def _absent(away: Away, now: datetime, zone: str) -> str:
    begins = _("absent from {when}: {name}") if away.since > now else _("absent: {name}")
    told = begins.format(name=one_line(away.name), when=_when(away.since, now, zone))
    until = _("unknown") if away.until is None else _last_day(away.until, now, zone)
    return _("{who} until {when}").format(who=told, when=until)


def _last_day(until: datetime, now: datetime, zone: str) -> str:
    """The last day of an absence; the time where it ends within a day."""
    local = to_local(until, zone)
    if local.hour or local.minute:
        is_today = local.date() == to_local(now, zone).date()
        return f"{local:%H:%M}" if is_today else f"{local:%d.%m. %H:%M}"
    return f"{local - timedelta(days=1):%d.%m.}"


def _message(row: MessageRow, now: datetime, zone: str) -> str:
    who = " ".join(filter(None, (one_line(row.customer_name or row.person), one_line(row.number)))) or "?"
    when = _when(row.came, now, zone)
    if row.kind == "voicemail":
        said = one_line(row.text)[:_LONGEST_TEXT]
        return _("voicemail unheard, {when} {who}: {text}").format(when=when, who=who, text=said)
    told = ngettext("missed call {when}: {who}", "{n} missed calls, last {when}: {who}", row.calls)
    return told.format(n=row.calls, when=when, who=who)
