"""Scenes with an appointment in the hand: grabbed on the stage, read back from the store."""

from __future__ import annotations

from pathlib import Path

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office
from dispatcher.domain.record import SaveRecord
from dispatcher.queries.move_rows import MoveRow
from dispatcher.queries.rows import AppointmentLine
from tests.console.office_of import NOW
from tests.console.stage import Stage
from tests.console.test_records import another_desk


async def grabbed(stage: Stage, *keys: str) -> None:
    """Go to an appointment in the plan and grab it."""
    await stage.press("f6", "g", *keys, "m")
    await stage.shows("(MOVE|VERSCHIEBEN) T-", "(from|von) +")


def visit_of(desk: Office, title: str) -> AppointmentLine:
    """The only appointment of a ticket."""
    ticket = next(row.id for row in desk.tickets() if row.title == title)
    detail = desk.ticket(ticket)
    assert detail is not None
    [visit] = detail.appointments
    return visit


def lane_of(desk: Office, code: str) -> int:
    """The technician with that code."""
    return next(lane.technician for lane in desk.plan(NOW.date()).lanes if lane.code == code)


def ledger(office: Path, title: str) -> list[MoveRow]:
    """The moves of a ticket, as the store has them."""
    with another_desk(office) as read:
        ticket = next(row.id for row in read.tickets() if row.title == title)
        return [*read.moves(ticket)]


def add_person(office: Path) -> None:
    """The customer of the first appointment has a contact person."""
    with another_desk(office) as desk:
        customer = next(row.customer for row in desk.tickets() if row.title == "visit proposed")
        values = {"name": "Ms Bonn", "role": "office"}
        done = desk.save("save record", SaveRecord("person", values, parent=("customer", customer)), "person")
        assert isinstance(done, Done), done
