"""``dispatcher follow-up``: when we look at a ticket again; whoever has its ball keeps it."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.ball_lines import say_ball
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import done_or_exit, opened
from dispatcher.cli.phrase import when
from dispatcher.locale import N_


@click.command("follow-up", cls=Command, help=N_('Look at a ticket again at a time, like "wed 14", "+3d 9".'))
@argument("ticket", metavar="T-4711")
@argument("words", metavar=N_("PHRASE..."), nargs=-1, required=True)
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, words: tuple[str, ...], insist: bool, as_json: bool) -> None:
    """Date a follow-up; ``--json`` as :func:`~dispatcher.cli.ball_lines.say_ball` prints it."""
    from dispatcher.domain.ball import FollowUp

    with opened(options) as office:
        row = office.ticket_named(ticket)
        meant = when(" ".join(words), office, takes_days=False, insist=insist)
        assert meant is not None
        command = FollowUp(row.id, meant.due, meant.phrase, row.version)
        done = done_or_exit(office.save("follow up", command, uuid.uuid4().hex))
        say_ball(office, row.number, done.seq, as_json)
