"""``dispatcher heard``: what waits on the machine, and that somebody has dealt with it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.message import SettleMessage
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Office, Options


@click.command(
    "heard", cls=Command, help=N_("Say that a message was heard, or a caller spoken to; without a number, list them.")
)
@argument("message", metavar=N_("NUMBER"), required=False, type=NUMBER)
@argument("text", metavar=N_("TEXT"), required=False, default="")
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, message: int | None, text: str, as_json: bool) -> None:
    """Settle a message. The shape of ``--json``: ``{"message": 12, "entry": 118}``; without a number a list as in
    :func:`~dispatcher.cli.message_words.document`."""
    with opened(options) as office:
        if message is None:
            _list(office, as_json)
            return
        done = done_or_exit(office.save("settle message", SettleMessage(message, text), uuid.uuid4().hex))
        if as_json:
            say_json({"message": message, "entry": done.seq})
        else:
            say(_("Message {number} is settled.").format(number=message))


def _list(office: Office, as_json: bool) -> None:
    from dispatcher.cli.message_words import document, line

    rows = office.messages()
    if as_json:
        say_json([document(office, row) for row in rows])
    else:
        say("\n".join(line(office, row) for row in rows) or _("No messages."))
