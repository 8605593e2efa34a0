"""``dispatcher cancel``: give an appointment up; that is no move."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.move_lines import Changed, say_change, who_of
from dispatcher.cli.note_command import channel_letter
from dispatcher.cli.office import Options
from dispatcher.cli.output import done_or_exit, opened
from dispatcher.cli.visit_named import visit_of
from dispatcher.locale import N_


@click.command("cancel", cls=Command, help=N_("Cancel an appointment; the ball is ours then."))
@argument("ticket", metavar="T-4711")
@option("--by", "party", required=True, metavar=N_("WHO"), help=N_("Who cancels it: customer, us, technician, other."))
@option("--text", default="", help=N_("What there is to say about it."))
@option("--told", metavar="T", callback=channel_letter, help=N_("The customer knows already, by channel."))
@option("--appointment", type=NUMBER, metavar=N_("NUMBER"), help=N_("Which one, where the ticket has several."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, ticket: str, party: str, text: str, told: str, appointment: int | None, as_json: bool
) -> None:
    """Cancel an appointment; ``--json`` as :func:`~dispatcher.cli.move_lines.say_change` prints it."""
    from dispatcher.domain.moving import CancelAppointment

    with opened(options) as office:
        row = office.ticket_named(ticket)
        line = visit_of(office, row, appointment)
        wish = CancelAppointment(line.id, who_of(party), text, told=told)
        done = done_or_exit(office.save("cancel appointment", wish, uuid.uuid4().hex))
        say_change(office, row, Changed(line, done.seq), as_json=as_json)
