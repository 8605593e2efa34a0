"""``dispatcher clock``: how long the clock of a ticket ran and stood, why, and which entries prove it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.output import opened, say, say_json
from dispatcher.domain.service_clock import REASONS
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.cli.office import Office, Options
    from dispatcher.domain.service_clock import Segment
    from dispatcher.queries.clocks import TicketClock


@click.command("clock", cls=Command, help=N_("How long the clock of a ticket ran and stood, and what proves it."))
@argument("ticket", metavar="T-4711")
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, as_json: bool) -> None:
    """Print the segments. The shape of ``--json``: ``{"ticket": "T-4711", "contract": "", "agreed": 480, "used": 130,
    "state": "runs" | "stopped" | "answered" | "over", "answered": null, "deadline": null, "segments": [{"from": "...",
    "until": "...", "seconds": 90, "runs": true, "reason": "", "proof": 118}]}``; minutes of service time."""
    with opened(options) as office:
        clock = office.ticket_clock(office.ticket_named(ticket).id)
        assert clock is not None
        if as_json:
            say_json(_document(office, clock))
        else:
            say("\n".join(_lines(office, clock)))


def _document(office: Office, clock: TicketClock) -> dict[str, Any]:
    from dispatcher.cli.wording import iso

    def told(instant: datetime | None) -> str | None:
        """An instant on the office's wall clock; None where there is none."""
        return iso(instant, office.row.zone) if instant is not None else None

    return {
        "ticket": f"T-{clock.number}",
        "contract": clock.contract,
        "agreed": clock.row.agreed,
        "used": clock.used,
        "state": _state(office, clock),
        "answered": told(clock.row.answered),
        "deadline": told(clock.row.turns[-1] if clock.row.turns else None),
        "segments": [
            {
                "from": told(part.starts),
                "until": told(part.ends),
                "seconds": int((part.ends - part.starts).total_seconds()),
                "runs": not part.reason,
                "reason": part.reason,
                "proof": part.proof,
            }
            for part in clock.segments
        ],
    }


def _state(office: Office, clock: TicketClock) -> str:
    now = office.clock.now()
    if clock.row.standing(now) is not None:
        return "stopped"
    if clock.row.answered is not None:
        return "answered"
    return "over" if clock.row.over_since(now) is not None else "runs"


def _lines(office: Office, clock: TicketClock) -> Iterator[str]:
    from dispatcher.cli.wording import moment

    zone, today = office.row.zone, office.today()
    yield f"T-{clock.number}  {_STATES[_state(office, clock)]()}"
    if clock.row.agreed is not None and clock.used is not None:
        told = _("{contract}: {used} of {agreed} used")
        yield told.format(contract=clock.contract, used=_hours(clock.used), agreed=_hours(clock.row.agreed))
    else:
        yield _("No response time is agreed with this customer.")
    if clock.row.turns and clock.row.turns[-1] is not None and clock.row.answered is None:
        yield _("deadline {when}").format(when=moment(clock.row.turns[-1], zone, today))
    for part in clock.segments:
        span = f"{moment(part.starts, zone, today)} - {moment(part.ends, zone, today)}"
        yield f"  {span}  {_length(part.ends - part.starts):>9}  {_why(part)}"


def _why(part: Segment) -> str:
    told = _(REASONS[part.reason]) if part.reason else _("runs")
    return f"{told} ({_('entry {seq}').format(seq=part.proof)})" if part.proof is not None else told


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d} h"


def _length(span: timedelta) -> str:
    return _hours(int(span.total_seconds() // 60))


_STATES = {
    "runs": lambda: _("the clock runs"),
    "stopped": lambda: _("the clock stands"),
    "answered": lambda: _("somebody was on site"),
    "over": lambda: _("the agreed time is over"),
}
