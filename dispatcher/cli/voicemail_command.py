"""``dispatcher voicemail``: note what somebody said to the machine; unheard until somebody says so (X15)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.instant import PastClock, past_in_zone, past_instant
from dispatcher.cli.note_command import from_stdin
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.message import Voicemail
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Options


@click.command("voicemail", cls=Command, help=N_('Note a voicemail, unheard until "heard"; "-" reads it from stdin.'))
@argument("number", metavar=N_("NUMBER"))
@argument("text", metavar=N_("TEXT"), required=False, default="")
@option("--at", "came", metavar=N_("INSTANT"), callback=past_instant, help=N_("When it came, if not now."))
@option("--ticket", metavar="T-4711", help=N_("About which ticket."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, number: str, text: str, came: datetime | PastClock | None, ticket: str | None, as_json: bool
) -> None:
    """Note a voicemail. The shape of ``--json``: that of ``heard``, with ``"entry"``."""
    from dispatcher.cli.message_words import document, line

    said = from_stdin() if text == "-" else text
    with opened(options) as office:
        at = None if came is None else past_in_zone(came, office.row.zone, office.today())
        about = office.ticket_named(ticket).id if ticket else None
        done = done_or_exit(office.save("voicemail", Voicemail(number, said, at, about), uuid.uuid4().hex))
        row = next(one for one in office.messages() if one.id == done.ref)
        if as_json:
            say_json(document(office, row) | {"entry": done.seq})
        else:
            say(_("Noted: {line}").format(line=line(office, row)))
