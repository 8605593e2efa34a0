"""``dispatcher move``: give an appointment another slot or crew, and say who wanted it and why (B5, B6, X11)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.instant import in_zone, iso_instant
from dispatcher.cli.move_lines import Changed, reason_of, say_change, who_of
from dispatcher.cli.note_command import channel_letter
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened
from dispatcher.cli.visit_named import visit_of
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from dispatcher.domain.moving import FallThrough, MoveAppointment
    from dispatcher.queries.rows import AppointmentLine, TicketRow

NOWHERE = ("none", "-", "nichts", "keiner")
"""What stands for no new slot: the appointment falls through."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A move as it was asked for, every word as typed."""

    to: str
    technician: str
    asked_by: str
    reason: str
    text: str
    via: str
    reported_by: str
    approved: str
    override: str
    told: str
    window: str | None
    minutes: int | None
    insist: bool


@click.command("move", cls=Command, help=N_("Move an appointment, or let it fall through; who wanted it, and why."))
@argument("ticket", metavar="T-4711")
@option(
    "--to",
    default="",
    metavar=N_("PHRASE"),
    help=N_('The new time, counted from the old one: "1w", "wed", "1015", "25.11 9"; "none" lets it fall through.'),
)
@option("--technician", default="", metavar=N_("NAME[,NAME]"), help=N_("Who goes (left out: the same)."))
@option("--asked-by", required=True, metavar=N_("WHO"), help=N_("Who wanted it: customer, us, technician, other."))
@option("--reason", required=True, metavar=N_("WORD"), help=N_("Why: contact-away, access, emergency ... or 1 to 9."))
@option("--text", default="", help=N_('What there is to say about it; needed for the reason "text".'))
@option("--via", default="", metavar=N_("NAME"), help=N_("The person through whom it was wanted."))
@option("--reported-by", default="", metavar=N_("NAME"), help=N_("Who told us."))
@option("--approved", default="", metavar=N_("NAME"), help=N_("With whom a third move of the customer was cleared."))
@option("--told", metavar="T", callback=channel_letter, help=N_("The customer knows already, by channel."))
@option("--window", metavar=N_("8-10"), help=N_("What the customer is told, on the day of the appointment."))
@option("--minutes", type=int, help=N_("How long it takes (left out: as long as before)."))
@option("--override", default="", metavar=N_("REASON"), help=N_("Push it through in spite of what speaks against it."))
@option("--appointment", type=NUMBER, metavar=N_("NUMBER"), help=N_("Which one, where the ticket has several."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, /, ticket: str, appointment: int | None, as_json: bool, **given: Any) -> None:
    """Move an appointment; ``--json`` as :func:`~dispatcher.cli.move_lines.say_change` prints it."""
    wish = Wish(**given)
    with opened(options) as office:
        row = office.ticket_named(ticket)
        line = visit_of(office, row, appointment)
        if wish.to.strip().casefold() in NOWHERE:
            change: FallThrough | MoveAppointment = _fall(line, wish)
            done = done_or_exit(office.save("fall through", change, uuid.uuid4().hex))
            hints: tuple[str, ...] = ()
        else:
            change = _move(office, row, line, wish)
            hints = _hints(office, row, change)
            done = done_or_exit(office.save("move appointment", change, uuid.uuid4().hex))
        say_change(office, row, Changed(line, done.seq, hints), as_json=as_json)


def _fall(line: AppointmentLine, wish: Wish) -> FallThrough:
    from dispatcher.domain.moving import FallThrough

    party, reason = who_of(wish.asked_by), reason_of(wish.reason)
    return FallThrough(line.id, party, reason, wish.text, told=wish.told, via=wish.via, reported_by=wish.reported_by)


def _move(office: Office, row: TicketRow, line: AppointmentLine, wish: Wish) -> MoveAppointment:
    from dispatcher.domain.moving import MoveAppointment

    starts, ends, window = _slot(office, row, line, wish)
    crew = tuple(office.technician(name) for name in wish.technician.split(",") if name.strip())
    return MoveAppointment(
        line.id,
        starts,
        ends,
        crew or None,
        who_of(wish.asked_by),
        reason_of(wish.reason),
        wish.text,
        wish.via,
        wish.reported_by,
        wish.approved,
        window,
        override=wish.override,
        told=wish.told,
    )


def _slot(
    office: Office, row: TicketRow, line: AppointmentLine, wish: Wish
) -> tuple[datetime, datetime, tuple[datetime, datetime] | None]:
    """The new slot and the window newly told. Raises Trouble for what is no time, and for nothing to change."""
    from dispatcher.cli.book_command import window_on

    if not wish.to and not wish.technician and wish.minutes is None:
        raise Trouble("input", _("Where to? A time (--to) or another technician (--technician) is needed."))
    starts, length, window = line.starts, line.ends - line.starts, None
    if wish.to:
        starts, length, window = _meant(office, row, line, wish)
    if wish.minutes is not None:
        length = _length(wish.minutes)
    if wish.window:
        window = window_on(wish.window, starts, office.row.zone)
    return starts, starts + length, window


def _meant(
    office: Office, row: TicketRow, line: AppointmentLine, wish: Wish
) -> tuple[datetime, timedelta, tuple[datetime, datetime] | None]:
    """What the phrase means for the grabbed slot: a window is what the customer is told."""
    from dispatcher.cli.phrase import place_of, understood

    length = line.ends - line.starts
    if (typed := iso_instant(wish.to)) is not None:
        return in_zone(typed, office.row.zone), length, None
    card = office.card(row.customer)
    place = replace(place_of(office, card.only_site if card is not None else None), grabbed=line.starts)
    meant = understood(wish.to, place, takes_days=False, insist=wish.insist)
    window = (meant.starts, meant.ends) if meant.is_window and meant.ends is not None else None
    if meant.length_minutes is not None:
        length = _length(meant.length_minutes)
    return meant.starts, length, window


def _length(minutes: int) -> timedelta:
    try:
        return timedelta(minutes=minutes)
    except OverflowError:
        raise Trouble("input", _("An appointment lasts at most 24 hours. Make one for each day.")) from None


def _hints(office: Office, row: TicketRow, wish: MoveAppointment) -> tuple[str, ...]:
    """What there is to know of the new slot beside whether it can be."""
    from dispatcher.domain.calendar import local_day
    from dispatcher.domain.moving import refuse_slot
    from dispatcher.domain.placing import placed

    now, here = office.clock.now(), office.row
    if refuse_slot(wish, now) is not None:
        return ()
    first, last = local_day(wish.starts, here.zone), local_day(wish.ends, here.zone)
    found = office.planning(row.id, wish.appointment, first, (last - first).days + 1)
    if found is None:
        return ()
    crew = [one for one in found.workers if one.id in (wish.technicians or found.job.crew)]
    looked = placed(found.job, crew, wish.starts, wish.ends, wish.travel_minutes, now=now, office_state=here.state)
    return tuple(one.sentence for one in looked.hints)
