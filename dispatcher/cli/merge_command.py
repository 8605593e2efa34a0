"""``dispatcher merge``: two tickets are one matter; the oldest stays, its number finds both (B7, I17)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.merging import MergeTicket, Unmerge
from dispatcher.locale import N_, _
from dispatcher.queries.rows import TicketRow


@click.command("merge", cls=Command, help=N_("Make two tickets one matter: the oldest stays, all texts are kept."))
@argument("ticket", metavar=N_("TICKET"))
@argument("into", metavar=N_("INTO"), required=False)
@option("--back", is_flag=True, help=N_("Take a ticket out again that was merged by mistake."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, into: str | None, back: bool, as_json: bool) -> None:
    """Merge, or take apart. The shape of ``--json``, ``merged`` null with ``--back``::

        {"ticket": "T-4711", "merged": "T-4730", "reports": 2, "entry": 118}

    ``ticket`` is the one that stays (with ``--back`` the one that is a matter of its own again), ``reports`` how many
    reports it has now.
    """
    if (into is None) is not back:
        raise click.UsageError(_("Name the ticket it belongs to, or --back to take it out again."))
    with opened(options) as office:
        row = office.ticket_as_filed(ticket)
        stays, joined, seq = _apart(office, row) if into is None else _merged(office, row, office.ticket_named(into))
        if as_json:
            merged = None if joined is None else f"T-{joined.number}"
            say_json({"ticket": f"T-{stays.number}", "merged": merged, "reports": stays.reports, "entry": seq})
        elif joined is None:
            say(_("T-{number} is a ticket of its own again.").format(number=stays.number))
        else:
            say(_told(stays, joined, row))


def _merged(office: Office, row: TicketRow, into: TicketRow) -> tuple[TicketRow, TicketRow, int]:
    """Who stays, who became his report, and the entry."""
    first = office.ticket_named(f"T-{row.number}")
    done = done_or_exit(office.save("merge", MergeTicket(row.id, into.id), uuid.uuid4().hex))
    stays = office.ticket_named(f"T-{done.number}")
    return stays, into if first.id == stays.id else first, done.seq


def _apart(office: Office, row: TicketRow) -> tuple[TicketRow, None, int]:
    done = done_or_exit(office.save("unmerge", Unmerge(row.id), uuid.uuid4().hex))
    return office.ticket_named(f"T-{row.number}"), None, done.seq


def _told(stays: TicketRow, joined: TicketRow, named: TicketRow) -> str:
    """Says so where the ticket that was to go is the older one and stays."""
    sentence = _("T-{number} is a report of T-{into} from now on.").format(number=joined.number, into=stays.number)
    if named.id != stays.id:
        return sentence
    return f"{sentence} {_('T-{number} is the older one, so its number stays.').format(number=stays.number)}"
