"""``dispatcher confirm``: who opens, his deputy, the gate; or drive without, because the customer insists (I3, B12)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.cli.visit_named import visit_of
from dispatcher.domain.contact import CHANNELS, channel_named
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.confirming import Confirm
    from dispatcher.queries.rows import AppointmentLine, TicketRow

NONE = frozenset(("none", "-", "keine", "keiner", "niemand"))
"""What says that no deputy is known."""


@dataclass(frozen=True, slots=True)
class Said:
    """A confirmation as it was typed, word for word."""

    opener: str
    deputy: str
    channel: str
    registered: str
    registers: str
    spoken_with: str
    window: str | None


def _channel(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    letter = channel_named(value)
    if not letter:
        raise click.BadParameter(_("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    return letter


@click.command("confirm", cls=Command, help=N_("Confirm an appointment: who opens, his deputy, the gate."))
@argument("ticket", metavar="T-4711")
@option("--opener", default="", metavar=N_("NAME"), help=N_("Who opens: a contact person, or a name."))
@option("--deputy", default="", metavar=N_("NAME"), help=N_('His deputy; "none" where none is known.'))
@option(
    "--channel",
    default="T",
    metavar=N_("WORD"),
    callback=_channel,
    help=N_("On what channel: telephone, mail ... or its letter."),
)
@option("--registered", default="", metavar=N_("NAME"), help=N_("With whom we are registered at the gate."))
@option("--registers", default="", metavar=N_("NAME"), help=N_("Who of the customer registers us today."))
@option("--spoken-with", default="", metavar=N_("NAME"), help=N_("Who said so (left out: who opens)."))
@option("--window", metavar=N_("8-10"), help=N_("What the customer is told, on the day of the appointment."))
@option(
    "--insist",
    metavar=N_("REASON"),
    help=N_("Drive without confirmation: why, in the customer's words."),
)
@option("--appointment", type=NUMBER, metavar=N_("NUMBER"), help=N_("Which one, where the ticket has several."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, /, ticket: str, insist: str | None, appointment: int | None, as_json: bool, **given: Any
) -> None:
    """Confirm an appointment. The shape of ``--json``: ``{"ticket": "T-4711", "appointment": 7, "entry": 118, "state":
    "confirmed", "opener": "Frau Bonnard", "deputy": "", "insisted": ""}``."""
    with opened(options) as office:
        row = office.ticket_named(ticket)
        line = visit_of(office, row, appointment)
        seq = _confirm(office, line, Said(**given)) if insist is None else _insist(office, line, insist)
        _tell(office, row, line, seq, as_json=as_json)


def _insist(office: Office, line: AppointmentLine, reason: str) -> int:
    from dispatcher.domain.confirming import Insist

    return done_or_exit(office.save("insist", Insist(line.id, reason), uuid.uuid4().hex)).seq


def _confirm(office: Office, line: AppointmentLine, said: Said) -> int:
    if not said.opener.strip() and not said.deputy.strip():
        raise Trouble("input", _("Who opens, by name? --opener NAME --deputy NAME, or --insist REASON"))
    return done_or_exit(office.save("confirm", _meant(office, line, said), uuid.uuid4().hex)).seq


def _meant(office: Office, line: AppointmentLine, said: Said) -> Confirm:
    from dispatcher.cli.book_command import window_on
    from dispatcher.domain.confirming import Confirm

    is_none = said.deputy.strip().casefold() in NONE
    return Confirm(
        line.id,
        opener_name=said.opener,
        deputy_name="" if is_none else said.deputy,
        no_deputy=is_none,
        registered=said.registered,
        registers=said.registers,
        spoken_with=said.spoken_with,
        channel=said.channel,
        window=window_on(said.window, line.starts, office.row.zone) if said.window else None,
    )


def _tell(office: Office, row: TicketRow, line: AppointmentLine, seq: int, *, as_json: bool) -> None:
    from dispatcher.domain.calendar import show_span

    sheet = office.confirm_sheet(line.id)
    assert sheet is not None
    points = sheet.points
    if as_json:
        head = {"ticket": f"T-{row.number}", "appointment": line.id, "entry": seq, "state": sheet.state}
        say_json(head | {"opener": points.opener, "deputy": points.deputy, "insisted": points.insisted})
        return
    told = (
        _("T-{number} appointment {n} confirmed: {span}, {who} opens.")
        if sheet.state == "confirmed"
        else _("T-{number} appointment {n}: {span}, drives without confirmation.")
    )
    span = show_span(line.starts, line.ends, sheet.zone)
    say(told.format(number=row.number, n=line.id, span=span, who=points.opener))
