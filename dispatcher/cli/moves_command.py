"""``dispatcher moves``: the ledger of a ticket, and how often whom moved (I5)."""

from __future__ import annotations

from dataclasses import asdict

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.move_lines import document, line
from dispatcher.cli.office import Options
from dispatcher.cli.output import complain, opened, say, say_json
from dispatcher.locale import N_, _


@click.command("moves", cls=Command, help=N_("Print every move of a ticket's appointments, and how often whom moved."))
@argument("ticket", metavar="T-4711")
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, as_json: bool) -> None:
    """Print the ledger, the oldest row first. The shape of ``--json``: ``{"ticket": "T-4711", "moves": [...], "counts":
    {"customer": 2, "us": 0, "technician": 0, "other": 0, "crew": 0, "cancelled": 0, "no_access": 1}}``; a move as
    :func:`~dispatcher.cli.move_lines.document` writes it."""
    from dispatcher.domain.moving_words import counts_words

    with opened(options) as office:
        row, zone = office.ticket_named(ticket), office.row.zone
        moves, counts = office.moves(row.id), office.move_counts(row.id)
        if as_json:
            told = [document(one, zone) for one in moves]
            say_json({"ticket": f"T-{row.number}", "moves": told, "counts": asdict(counts)})
            return
        for one in moves:
            say(line(one, zone, one.author))
        if not moves:
            complain(_("Nothing of T-{number} was moved.").format(number=row.number))
        if counts:
            say(f"T-{row.number}: {counts_words(counts)}")
