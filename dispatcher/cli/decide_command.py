"""``dispatcher decide``: what was decided about a customer who is about to leave, or who complained (A11)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.flag import CHURN, FLAGS, SettleFlag
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Options


@click.command("decide", cls=Command, help=N_("Say what was decided about a customer's mark; the mark goes."))
@argument("customer", metavar=N_("CUSTOMER"))
@argument("text", metavar=N_("TEXT"))
@option("--mark", type=click.Choice(tuple(FLAGS)), default=CHURN, help=N_("Which mark; without a word the risk."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, customer: str, text: str, mark: str, as_json: bool) -> None:
    """Decide. The shape of ``--json``: ``{"customer": "K-1042", "mark": "churn", "entry": 118}``."""
    with opened(options) as office:
        ident = office.customer(customer)
        done = done_or_exit(office.save("settle flag", SettleFlag(ident, mark, text), uuid.uuid4().hex))
        card = office.card(ident)
        number = card.number if card is not None else 0
        if as_json:
            say_json({"customer": f"K-{number}", "mark": mark, "entry": done.seq})
        else:
            say(_("Decided about K-{number}: entry {entry}.").format(number=number, entry=done.seq))
