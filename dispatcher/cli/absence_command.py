"""``dispatcher absence``: a technician or a contact person is away; his visits are planned anew (X9)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Office, Options
    from dispatcher.domain.slots import Offer
    from dispatcher.queries.absent_rows import AbsentRow, Worklist
    from dispatcher.queries.agenda_rows import VisitRow


@click.command("absence", cls=Command, help=N_("Say that a technician or a contact person is absent, and until when."))
@argument("name", metavar=N_("NAME"))
@option("--from", "since", metavar=N_("DAY"), help=N_('From when on, like "mon" or "tue 12" (left out: now).'))
@option("--until", required=True, metavar=N_("DAY"), help=N_('The last day, like "fri" or "27.11", or: unknown.'))
@option("--customer", metavar=N_("CUSTOMER"), help=N_("Whose contact person it is; left out it is a technician."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, name: str, since: str | None, until: str, customer: str | None, as_json: bool) -> None:
    """Enter an absence. The shape of ``--json``: ``{"name": "Brandt", "from": "...", "until": null, "entry": 118,
    "visits": [{"appointment": 7, "ticket": "T-4803", "customer": "Praxis Hahn", "state": "confirmed", "starts": "...",
    "ends": "...", "choices": [{"technician": "Lorenz", "starts": "...", "ends": "...", "call": true}]}],
    "unconfirmed": [{"appointment": 7, "ticket": "T-4711", "customer": "...", "starts": "...", "ends": "..."}]}``, the
    last of them what lost its opener by it. ``entry`` is 0 where it was known already and nothing was written."""
    with opened(options) as office:
        starts, ends = _span(office, since, until)
        before = _without_opener(office)
        if customer is not None:
            told = _person_away(office, customer, name, starts, ends)
        else:
            told = _technician_away(office, name, starts, ends, until)
        lost = [visit for ident, visit in _without_opener(office).items() if ident not in before]
        _tell(office, *told, lost, as_json)


def _without_opener(office: Office) -> dict[int, VisitRow]:
    """What is ahead of us and lost its confirmation because whoever was to open is absent, by appointment (B4)."""
    from dispatcher.domain.confirming import OPENER_AWAY

    return {one.appointment: one for one in office.agenda().unsafe if one.unconfirmed == OPENER_AWAY}


def _span(office: Office, since: str | None, until: str) -> tuple[datetime, datetime | None]:
    """The absence in instants; a day that is named counts whole. Raises Trouble for what is no time."""
    from dispatcher.cli.phrase import place_of, understood
    from dispatcher.domain.absent import is_unknown, last_instant
    from dispatcher.domain.calendar import day_bounds

    place, zone = place_of(office), office.row.zone
    starts = office.clock.now()
    if since is not None:
        begins = understood(since, place, takes_days=True, insist=True)
        starts = day_bounds(begins.day, zone)[0] if begins.day_only else begins.starts
    if is_unknown(until):
        return starts, None
    return starts, last_instant(understood(until, place, takes_days=True, insist=True), zone)


def _technician_away(
    office: Office, name: str, starts: datetime, ends: datetime | None, phrase: str
) -> tuple[str, datetime, datetime | None, int, Worklist | None]:
    from dispatcher.domain.absent import SetAbsent

    ident = office.technician(name)
    done = done_or_exit(office.save("absent", SetAbsent(ident, starts, ends, phrase), uuid.uuid4().hex))
    found = office.worklist(ident)
    return (found.name if found is not None else name), starts, ends, done.seq, found


def _person_away(
    office: Office, customer: str, name: str, starts: datetime, ends: datetime | None
) -> tuple[str, datetime, datetime | None, int, Worklist | None]:
    """A contact person's time off is a record like any other; what he was to open is proposed only from then on."""
    from dispatcher.domain.absent import UNKNOWN
    from dispatcher.domain.field_dates import show_moment
    from dispatcher.domain.marks import person_meant
    from dispatcher.domain.record import SaveRecord

    card = office.card(office.customer(customer))
    people = card.people if card is not None else ()
    meant = person_meant(name, [one.name for one in people])
    fits = [one for one in people if one.name == meant]
    if len(fits) != 1:
        told = _("{name} fits several.") if fits else _("There is no {name} to choose.")
        raise Trouble("input", told.format(name=name))
    zone = office.row.zone
    values = {"starts": show_moment(starts, zone, day_ends=False)}
    values["ends"] = show_moment(ends, zone, day_ends=True) if ends is not None else UNKNOWN[0]
    wish = SaveRecord("absence", values, parent=("person", fits[0].id))
    done = done_or_exit(office.save("save record", wish, uuid.uuid4().hex))
    return fits[0].name, starts, ends, done.seq, None


def _tell(
    office: Office,
    name: str,
    starts: datetime,
    ends: datetime | None,
    entry: int,
    found: Worklist | None,
    lost: list[VisitRow],
    as_json: bool,
) -> None:
    from dispatcher.cli.wording import iso
    from dispatcher.domain.absent import until_words

    zone, rows = office.row.zone, found.rows if found is not None else ()
    if as_json:
        until = iso(ends, zone) if ends is not None else None
        told = {"name": name, "from": iso(starts, zone), "until": until, "entry": entry}
        unconfirmed = [_slot(row, zone) for row in lost]
        say_json({**told, "visits": [_visit(office, row) for row in rows], "unconfirmed": unconfirmed})
        return
    told_so = _("{name} is absent {until}.") if entry else _("{name} is absent {until}: that is known already.")
    say(told_so.format(name=name, until=until_words(ends, zone)))
    for row in rows:
        say(_line(office, row))
    for one in lost:
        say(_lost(office, one))


def _slot(row: AbsentRow | VisitRow, zone: str) -> dict[str, Any]:
    from dispatcher.cli.wording import iso

    return {
        "appointment": row.appointment,
        "ticket": f"T-{row.ticket_number}",
        "customer": row.customer_name,
        "starts": iso(row.starts, zone),
        "ends": iso(row.ends, zone),
    }


def _lost(office: Office, row: VisitRow) -> str:
    from dispatcher.cli.wording import moment
    from dispatcher.domain.text import one_line

    when = moment(row.starts, office.row.zone, office.today())
    return f"  {when}  T-{row.ticket_number} {one_line(row.customer_name)}   {_('not confirmed, opener away')}"


def _visit(office: Office, row: AbsentRow) -> dict[str, Any]:
    from dispatcher.cli.wording import iso

    zone = office.row.zone
    return {
        **_slot(row, zone),
        "state": row.state,
        "choices": [
            {
                "technician": offer.workers[0].code,
                "starts": iso(offer.starts, zone),
                "ends": iso(offer.ends, zone),
                "call": not offer.is_own_word_kept,
            }
            for offer in row.offers
        ],
    }


def _line(office: Office, row: AbsentRow) -> str:
    from dispatcher.cli.wording import moment
    from dispatcher.domain.text import one_line

    zone, today = office.row.zone, office.today()
    when = moment(row.starts, zone, today)
    choices = "  ".join(f"{number} {_choice(offer, zone)}" for number, offer in enumerate(row.offers, 1))
    return f"  {when}  T-{row.ticket_number} {one_line(row.customer_name)}   {choices or _('nobody fits')}"


def _choice(offer: Offer, zone: str) -> str:
    from dispatcher.domain.calendar import to_local

    fits = _("fits") if offer.is_own_word_kept else _("call !")
    return f"{offer.workers[0].code} {to_local(offer.starts, zone):%d.%m. %H:%M} {fits}"
