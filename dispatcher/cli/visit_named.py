"""Which appointment of a ticket a command means, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dispatcher.cli.office import Office
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.rows import AppointmentLine, TicketRow


def visit_of(office: Office, ticket: TicketRow, chosen: int | None) -> AppointmentLine:
    """The appointment ``chosen`` by its number, else the one that is under way, else the next that is not over. Raises
    Trouble where the ticket has none such."""
    from dispatcher.domain.next_visit import next_visit

    detail = office.ticket(ticket.id)
    lines = detail.appointments if detail is not None else ()
    if chosen is None:
        found = next_visit(lines, office.clock.now())
        sentence = _("T-{number} has no appointment that stands.").format(number=ticket.number)
    else:
        found = next((line for line in lines if line.id == chosen), None)
        known = ", ".join(str(line.id) for line in lines) or "-"
        told = _("T-{number} has no appointment {chosen}. Its appointments: {known}")
        sentence = told.format(number=ticket.number, chosen=chosen, known=known)
    if found is None:
        raise Trouble("input", sentence)
    return found
