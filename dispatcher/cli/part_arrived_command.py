"""``dispatcher part-arrived``: a part is there, and the follow-up visit is to be planned (X13)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from dispatcher.cli.ball_lines import say_ball
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened
from dispatcher.domain.text import fold, one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.rows import PartRow, TicketRow


@click.command("part-arrived", cls=Command, help=N_("A part of a ticket has come; a word says which of several."))
@argument("ticket", metavar="T-4711")
@argument("words", metavar=N_("[TEXT]"), nargs=-1)
@option("--plan", is_flag=True, help=N_("Plan the follow-up visit that was drafted, when nothing is missing any more."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, words: tuple[str, ...], plan: bool, as_json: bool) -> None:
    """A part came; ``--json`` as :func:`~dispatcher.cli.ball_lines.say_ball` prints it, with ``"part": 7``."""
    from dispatcher.domain.part import PartArrived
    from dispatcher.domain.status import PlanFollowUp

    with opened(options) as office:
        row = office.ticket_named(ticket)
        part = _meant(office, row, " ".join(words))
        done = done_or_exit(office.save("part arrived", PartArrived(part.id), uuid.uuid4().hex))
        if plan:
            done = done_or_exit(office.save("plan follow-up", PlanFollowUp(_draft(office, row)), uuid.uuid4().hex))
        say_ball(office, row.number, done.seq, as_json, part=part.id)


def _draft(office: Office, row: TicketRow) -> int:
    """The visit (id) that was drafted. Raises Trouble where none was, or something else is missing."""
    detail = office.ticket(row.id)
    drafts = [one.id for one in detail.appointments if one.state == "asked"] if detail is not None else []
    if detail is None or not drafts or any(one.arrived is None for one in detail.parts):
        sentence = _("T-{number} waits for more parts, or no visit was drafted.")
        raise Trouble("input", sentence.format(number=row.number))
    return drafts[0]


def _meant(office: Office, row: TicketRow, said: str) -> PartRow:
    """The part on order that ``said`` means. Raises Trouble where none does, or several."""
    detail = office.ticket(row.id)
    waited = [one for one in detail.parts if one.arrived is None] if detail is not None else []
    fits = [one for one in waited if all(word in fold(f"{one.text} {one.supplier}") for word in fold(said).split())]
    if not fits:
        raise Trouble("input", _("T-{number} waits for no such part.").format(number=row.number))
    if len(fits) > 1:
        named = ", ".join(one_line(one.text) for one in fits)
        raise Trouble("input", _("Which part of T-{number}? {list}").format(number=row.number, list=named))
    return fits[0]
