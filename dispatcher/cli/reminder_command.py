"""``dispatcher reminder``: the letter "the ball is with you" of a ticket, in the contact's language (B9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened, say, say_json
from dispatcher.locale import N_

if TYPE_CHECKING:
    from dispatcher.domain.reminder import Letter


@click.command("reminder", cls=Command, help=N_("Print the written reminder of a ticket; nothing is sent or filed."))
@argument("ticket", metavar="T-4711")
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, as_json: bool) -> None:
    """Print the letter. The shape of ``--json``::

    {"ticket": "T-4711", "subject": "...", "text": "...", "language": "de", "familiar": false}
    """
    with opened(options) as office:
        row = office.ticket_named(ticket)
        letter = office.reminder(row.id)
        assert letter is not None
        if as_json:
            say_json({"ticket": f"T-{row.number}"} | document(letter))
        else:
            say(f"{letter.subject}\n\n{letter.text}")


def document(letter: Letter) -> dict[str, Any]:
    """A letter for programs."""
    return {"subject": letter.subject, "text": letter.text, "language": letter.language, "familiar": letter.familiar}
