"""``dispatcher promise-withdrawn``: the reason for a promise is gone, and the other side knows (M15)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.note_command import channel_letter
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened
from dispatcher.locale import N_


@click.command(
    "promise-withdrawn", cls=Command, help=N_("Take a promise back; the other side has to know, or to have wanted it.")
)
@argument("number", metavar=N_("NUMBER"), type=NUMBER)
@argument("reason", metavar=N_("TEXT"))
@option(
    "--informed", metavar="T", callback=channel_letter, help=N_("On which channel they were told: T M P S V B W 3.")
)
@option("--cancelled", is_flag=True, help=N_("The other side cancelled it itself."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, number: int, reason: str, informed: str, cancelled: bool, as_json: bool) -> None:
    """Withdraw a promise. The shape of ``--json``: that of ``promise``."""
    from dispatcher.cli.promise_words import saved, say_promise
    from dispatcher.domain.promise import WithdrawPromise

    with opened(options) as office:
        wish = WithdrawPromise(number, reason, informed, cancelled)
        row, entry = saved(office, "withdraw promise", wish, uuid.uuid4().hex)
        say_promise(office, row, entry, as_json=as_json)
