"""``dispatcher status``: a technician reports himself with one digit; what that means for the ticket follows."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.status import ABSENT
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.status_wish import Reported
    from dispatcher.queries.visit_rows import VisitSheet


@click.command(
    "status",
    cls=Command,
    help=N_(
        "Say where a technician is: 1 free, 2 confirmed, 3 en route, 4 on site, 5 asks for a call, "
        "7 interrupted, 8 done, 9 no access, 0 cancelled."
    ),
)
@argument("technician", metavar=N_("NAME"))
@argument("digit", type=click.Choice([*"1234567890"]), metavar=N_("DIGIT"))
@option("--at", metavar=N_("TIME"), help=N_("When it was, like 0905 (left out: now)."))
@option("--ticket", metavar="T-4711", help=N_("Which visit, where it is not the one under way or next."))
@option("--appointment", type=NUMBER, metavar=N_("NUMBER"), help=N_("Which one, where the ticket has several."))
@option("--called", is_flag=True, help=N_("5: he asked for a call, and was called."))
@option("--fixed/--not-fixed", "fixed", default=None, help=N_("8: whether the fault is gone."))
@option("--text", default="", help=N_("7 8 9: what is left to do, or how it was."))
@option("--ball", default="", metavar=N_("WHO"), help=N_("7 8: who acts next: us, customer, other."))
@option("--who", default="", metavar=N_("NAME"), help=N_("7 8: who has the ball, by name."))
@option("--until", metavar=N_("PHRASE"), help=N_("7 8: until when he acts, or the part is to come."))
@option("--part", default="", metavar=N_("TEXT"), help=N_("7 8: the part that is missing."))
@option("--supplier", default="", metavar=N_("NAME"), help=N_("7 8: who delivers the part."))
@option("--reference", default="", metavar=N_("TEXT"), help=N_("7 8: the number of its order."))
@option("--arrived", metavar=N_("TIME"), help=N_("9: since when he was there (left out: since status 4)."))
@option("--person", default="", metavar=N_("NAME"), help=N_("9: who was met."))
@option("--tried", default="", metavar=N_("TEXT"), help=N_('9: who was tried when, like "0904 -117, 0906 -118".'))
@option("--wait", type=int, metavar=N_("MINUTES"), help=N_("9: how long he waited."))
@option("--travel", type=int, metavar=N_("MINUTES"), help=N_("9: how long he drove, there and back."))
@option("--parking", default="", metavar=N_("TEXT"), help=N_("9: how it was with parking."))
@option("--fine", default="", metavar=N_("TEXT"), help=N_("9: the fine, if there was one."))
@option("--by", default="", metavar=N_("WHO"), help=N_("0: who cancels it: customer, us, technician, other."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, /, technician: str, digit: str, as_json: bool, **given: Any) -> None:
    """Report a status. The shape of ``--json``: ``{"technician": "WO", "digit": 4, "appointment": 7, "ticket":
    "T-4711", "state": "on site", "next_step": "...", "due": "2026-11-24T09:00:00+01:00", "entry": 118}``, where no
    appointment is meant with null for what belongs to one."""
    from dispatcher.cli.status_wish import Reported, wish_of

    with opened(options) as office:
        if int(digit) == ABSENT:
            raise Trouble("input", _("6 is an absence and needs an end: dispatcher absence NAME --until DAY"))
        told = Reported(office.technician(technician), int(digit), **given)
        verb, wish, appointment = wish_of(office, told)
        done = done_or_exit(office.save(verb, wish, uuid.uuid4().hex))
        visit = office.visit(done.ref if done.kind == "appointment" else appointment or 0)
        _tell(office, told, visit, done.seq, as_json)


def _tell(office: Office, told: Reported, visit: VisitSheet | None, entry: int, as_json: bool) -> None:
    from dispatcher.cli.wording import iso, moment
    from dispatcher.domain.states import state_words
    from dispatcher.domain.technician import STATUS
    from dispatcher.domain.text import one_line

    lane = next(
        one for one in office.plan(office.today(), names_holiday=False).lanes if one.technician == told.technician
    )
    row = visit.ticket if visit is not None else None
    if as_json:
        say_json(
            {
                "technician": lane.code,
                "digit": lane.status,
                "appointment": visit.id if visit is not None else None,
                "ticket": f"T-{row.number}" if row is not None else None,
                "state": visit.state if visit is not None else None,
                "next_step": row.next_step if row is not None else None,
                "due": iso(row.due, office.row.zone) if row is not None and row.due is not None else None,
                "entry": entry,
            }
        )
        return
    said = [f"{one_line(lane.name)}: {_(STATUS[lane.status])}"]
    if visit is not None and row is not None:
        said.append(f"T-{row.number} {one_line(row.customer_name)}: {state_words(visit.state)}")
    if row is not None and row.due is not None and told.is_over:
        said.append(f"{one_line(row.next_step)}, {moment(row.due, office.row.zone, office.today())}")
    say("\n".join(said))
