"""``dispatcher part``: a ticket waits for a part; the ball is with its supplier (X13)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.ball_lines import say_ball
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import done_or_exit, opened
from dispatcher.cli.phrase import when
from dispatcher.locale import N_


@click.command("part", cls=Command, help=N_("Let a ticket wait for a part; we ask on the day after its date."))
@argument("ticket", metavar="T-4711")
@argument("text", metavar=N_("TEXT"))
@option("--supplier", required=True, metavar=N_("NAME"), help=N_("Who delivers it."))
@option("--until", required=True, metavar=N_("PHRASE"), help=N_('When it is to come, like "fri" or "wed 14".'))
@option("--reference", default="", metavar=N_("TEXT"), help=N_("The order's number."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, ticket: str, text: str, supplier: str, until: str, reference: str, insist: bool, as_json: bool
) -> None:
    """Order a part; ``--json`` as :func:`~dispatcher.cli.ball_lines.say_ball` prints it, with ``"part": 7``."""
    from dispatcher.domain.part import AddPart, promised_by

    with opened(options) as office:
        row = office.ticket_named(ticket)
        meant = when(until, office, takes_days=True, insist=insist)
        assert meant is not None
        wish = AddPart(
            row.id, text, supplier, promised_by(meant.due, office.row.zone), reference, meant.phrase, row.version
        )
        done = done_or_exit(office.save("add part", wish, uuid.uuid4().hex))
        say_ball(office, row.number, done.seq, as_json, part=done.ref)
