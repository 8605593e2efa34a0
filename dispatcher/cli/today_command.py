"""``dispatcher today``: the plan of the office's day, on paper if need be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.in_language import Path as PathType
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import opened, say, say_json
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow


@click.command("today", cls=Command, help=N_("Print today's plan: technicians and their appointments."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@option("--print", "on_paper", is_flag=True, help=N_("A page for the printer (A4), with numbers and access notes."))
@option("--out", type=PathType(path_type=Path), help=N_("The file for that page, instead of the output."))
@click.pass_obj
def command(options: Options, as_json: bool, on_paper: bool, out: Path | None) -> None:
    """Print the plan of the office's day."""
    if (on_paper or out) and as_json:
        raise click.UsageError(_("Either --json or --print."))
    with opened(options) as office:
        if on_paper or out:
            from dispatcher.cli.today_paper import put_on_paper

            put_on_paper(office, out)
            return
        plan = office.plan(office.today())
        numbers = office.customer_numbers({block.customer for lane in plan.lanes for block in lane.blocks})
        if as_json:
            say_json(document(office, plan, numbers))
        else:
            say("\n".join(lines(office, plan, numbers)))


def document(office: Office, plan: PlanRow, numbers: dict[int, int]) -> dict[str, Any]:
    """The shape of ``--json``::

        {"office": "Nordlicht Technik GmbH", "zone": "Europe/Berlin", "day": "2026-11-23", "week": 48, "holiday": "",
         "technicians": [
            {"code": "NP", "name": "Peter Nowak", "status": 1, "skills": ["TK"], "region": "Berlin",
             "hours": {"from": "07:00", "until": "17:00"} or null on a day off,
             "appointments": [
                {"id": 7, "state": "proposed", "starts": "2026-11-23T08:00:00+01:00", "ends": "...",
                 "travel_minutes": 15, "two_person": false, "ticket": "T-4711", "customer": "K-1042",
                 "customer_name": "..."}]}]}

    ``status`` is the digit a technician reports himself with, ``state`` the domain's word; neither is translated.
    """
    return {
        "office": office.row.name,
        "zone": office.row.zone,
        "day": plan.day,
        "week": plan.day.isocalendar().week,
        "holiday": plan.holiday,
        "technicians": [_technician(lane, numbers, office.row.zone) for lane in plan.lanes],
    }


def _technician(lane: LaneRow, numbers: dict[int, int], zone: str) -> dict[str, Any]:
    from dispatcher.cli.wording import minutes

    hours = None if lane.hours is None else {"from": minutes(lane.hours[0]), "until": minutes(lane.hours[1])}
    return {
        "code": lane.code,
        "name": lane.name,
        "status": lane.status,
        "skills": lane.skills,
        "region": lane.region,
        "hours": hours,
        "appointments": [_appointment(block, numbers, zone) for block in lane.blocks],
    }


def _appointment(block: BlockRow, numbers: dict[int, int], zone: str) -> dict[str, Any]:
    from dispatcher.cli.wording import customer, iso, ticket

    return {
        "id": block.appointment,
        "state": block.state,
        "starts": iso(block.starts, zone),
        "ends": iso(block.ends, zone),
        "travel_minutes": block.travel_minutes,
        "two_person": block.two_person,
        "ticket": ticket(block.ticket_number),
        "customer": customer(numbers[block.customer]),
        "customer_name": block.customer_name,
    }


def lines(office: Office, plan: PlanRow, numbers: dict[int, int]) -> Iterator[str]:
    """The plan for people: the day, then each technician with his appointments under him."""
    from dispatcher.domain.calendar import show_date

    week = _("week {week}").format(week=plan.day.isocalendar().week)
    yield "  ".join(part for part in (show_date(plan.day), week, plan.holiday) if part)
    if not plan.lanes:
        yield _("No technicians yet.")
    width = max((len(lane.name) for lane in plan.lanes), default=0)
    for lane in plan.lanes:
        yield from _lane(lane, width, office.row.zone, plan, numbers)


def _lane(lane: LaneRow, width: int, zone: str, plan: PlanRow, numbers: dict[int, int]) -> Iterator[str]:
    from dispatcher.cli.wording import customer, minutes, span, ticket
    from dispatcher.domain.appointment import brackets
    from dispatcher.domain.technician import STATUS
    from dispatcher.domain.text import one_line

    hours = "-".join(minutes(end) for end in lane.hours) if lane.hours else _("off today")
    status = f"{lane.status} {_(STATUS.get(lane.status, ''))}" if lane.status in STATUS else str(lane.status)
    yield f"{lane.code:<4} {one_line(lane.name):<{width}}  {hours}  {status}"
    for block in lane.blocks:
        sign = brackets(block.state)
        time = f"{sign[0]}{span(block.starts, block.ends, zone, plan.day)}{sign[1]}"
        who = f"{customer(numbers[block.customer])} {one_line(block.customer_name)}"
        yield f"     {time}  {ticket(block.ticket_number)}  {who}"
