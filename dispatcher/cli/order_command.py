"""``dispatcher order``: the order of a ticket's next appointment was sent, or the technician has it (X16)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.order import AcknowledgeOrder, SendOrder
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Office, Options
    from dispatcher.queries.rows import AppointmentLine


@click.command("order", cls=Command, help=N_("Say that the order of a ticket's next appointment was sent, or is read."))
@argument("ticket", metavar="T-4711")
@option("--sent", "is_sent", is_flag=True, help=N_("It went to the technician."))
@option("--acknowledged", "is_read", is_flag=True, help=N_("The technician has it."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, is_sent: bool, is_read: bool, as_json: bool) -> None:
    """Tell of an order. The shape of ``--json``: ``{"ticket": "T-4711", "starts": "2026-11-24T09:00:00+01:00",
    "technicians": ["LO"], "order": "sent" or "acknowledged", "entry": 118}``."""
    if is_sent == is_read:
        raise click.UsageError(_("Say one: --sent or --acknowledged."))
    with opened(options) as office:
        row = office.ticket_named(ticket)
        visit = _next(office, row.id, row.number)
        verb = "send order" if is_sent else "acknowledge order"
        wish = SendOrder(visit.id) if is_sent else AcknowledgeOrder(visit.id)
        done = done_or_exit(office.save(verb, wish, uuid.uuid4().hex))
        _tell(office, row.number, visit, "sent" if is_sent else "acknowledged", done.seq, as_json)


def _next(office: Office, ticket: int, number: int) -> AppointmentLine:
    """The next appointment that stands. Raises Trouble where there is none."""
    from dispatcher.domain.next_visit import next_drive

    detail = office.ticket(ticket)
    found = next_drive(detail.appointments, office.clock.now()) if detail is not None else None
    if found is None:
        raise Trouble("input", _("No appointment stands for T-{number}.").format(number=number))
    return found


def _tell(office: Office, number: int, visit: AppointmentLine, told: str, entry: int, as_json: bool) -> None:
    from dispatcher.cli.wording import iso, moment

    crew = list(visit.technicians)
    if as_json:
        starts = iso(visit.starts, office.row.zone)
        say_json({"ticket": f"T-{number}", "starts": starts, "technicians": crew, "order": told, "entry": entry})
        return
    sentence = _("Order sent: {what}") if told == "sent" else _("Order acknowledged: {what}")
    when = moment(visit.starts, office.row.zone, office.today())
    say(sentence.format(what=f"T-{number} {when} {', '.join(crew)}".rstrip()))
