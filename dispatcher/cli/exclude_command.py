"""``dispatcher exclude``: a customer does not want a technician again, or lifts that (B15)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.decision import ExcludeTechnician, LiftDecision
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Office, Options
    from dispatcher.queries.decision_rows import PlannedWith


@click.command("exclude", cls=Command, help=N_("Keep that a technician does not come to a customer again, or lift it."))
@argument("customer", metavar=N_("CUSTOMER"))
@argument("technician", metavar=N_("NAME"))
@option("--said-by", "said_by", default="", metavar=N_("NAME"), help=N_("Who decided it at the customer's."))
@option("--quote", default="", metavar=N_("TEXT"), help=N_("In whose words."))
@option("--lift", default="", metavar=N_("REFERENCE"), help=N_("It holds no longer: who says so, and where."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, customer: str, technician: str, said_by: str, quote: str, lift: str, as_json: bool
) -> None:
    """Decide about a technician. The shape of ``--json``: ``{"decision": 3, "entry": 118, "planned": ["T-4711"]}``,
    where ``planned`` are the visits that he has still to make there."""
    with opened(options) as office:
        ident, who = office.customer(customer), office.technician(technician)
        if lift.strip():
            _lift(office, ident, who, lift, as_json=as_json)
            return
        wish = ExcludeTechnician(ident, who, said_by, quote)
        done = done_or_exit(office.save("exclude technician", wish, uuid.uuid4().hex))
        planned = office.planned_with(ident, who)
        if as_json:
            tickets = [f"T-{one.ticket_number}" for one in planned]
            say_json({"decision": done.ref, "entry": done.seq, "planned": tickets})
            return
        say(_("Kept: {technician} is not sent there any more.").format(technician=_name(office, ident, who)))
        for one in planned:
            say(
                _("Still planned with him: T-{number} {time}").format(number=one.ticket_number, time=_when(office, one))
            )


def _lift(office: Office, customer: int, technician: int, reference: str, *, as_json: bool) -> None:
    rows = [one for one in office.decisions(customer) if one.technician == technician]
    if not rows:
        raise Trouble("input", _("Nothing is decided about that technician there."))
    done = done_or_exit(office.save("lift decision", LiftDecision(rows[0].id, reference), uuid.uuid4().hex))
    if as_json:
        say_json({"decision": done.ref, "entry": done.seq, "planned": []})
        return
    say(_("Lifted: {technician} may be sent there again.").format(technician=rows[0].who))


def _name(office: Office, customer: int, technician: int) -> str:
    return next((one.who for one in office.decisions(customer) if one.technician == technician), "")


def _when(office: Office, planned: PlannedWith) -> str:
    from dispatcher.domain.calendar import show_span

    return show_span(planned.starts, planned.ends, office.row.zone)
