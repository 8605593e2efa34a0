"""``dispatcher ball``: pass the ball of a ticket to whoever has to act next (I1, I2, B8)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from dispatcher.cli.ball_lines import say_ball
from dispatcher.cli.holder import Holder
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened
from dispatcher.cli.phrase import when
from dispatcher.domain.ball import BALLS
from dispatcher.locale import N_

if TYPE_CHECKING:
    from dispatcher.queries.rows import TicketRow


@click.command(
    "ball",
    cls=Command,
    help=N_("Say who acts next on a ticket: us, customer, other, appointment, or a letter (U C O A, W K D T)."),
)
@argument("ticket", metavar="T-4711")
@argument("holder", type=Holder(BALLS))
@option("--who", default="", metavar=N_("NAME"), help=N_("Who has the ball, by name."))
@option("--next", "step", default="", metavar=N_("TEXT"), help=N_("The next step."))
@option("--until", metavar=N_("PHRASE"), help=N_('When we look at it again, like "wed 14".'))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, ticket: str, holder: str, who: str, step: str, until: str | None, insist: bool, as_json: bool
) -> None:
    """Pass the ball; ``--json`` as :func:`~dispatcher.cli.ball_lines.say_ball` prints it."""
    from dispatcher.domain.ball import PassBall, ball_meant

    with opened(options) as office:
        row = office.ticket_named(ticket)
        due = when(until, office, takes_days=False, insist=insist)
        now, place = office.clock.now(), office.row
        named = _named(office, row, holder, who)
        ball = ball_meant(
            holder, now, place.zone, place.state, who=named, step=step.strip(), due=due.due if due else None
        )
        command = PassBall(row.id, ball, row.version, due.phrase if due else "")
        done = done_or_exit(office.save("pass ball", command, uuid.uuid4().hex))
        say_ball(office, row.number, done.seq, as_json)


def _named(office: Office, row: TicketRow, holder: str, who: str) -> str:
    """Who has the ball: one of the customer's people by the beginning of his name, or as he was named; where nobody
    was named, the customer's first person to call, else himself."""
    from dispatcher.domain.marks import person_meant

    if holder != "customer":
        return who
    card = office.card(row.customer)
    if who.strip():
        return person_meant(who, [person.name for person in card.people] if card is not None else [])
    numbers = office.numbers(row.customer, row.id)
    return next((number.name for number in numbers if number.name), row.customer_name)
