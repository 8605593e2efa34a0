"""``dispatcher honesty``: promises of a week: given, kept, moved in time, broken; by week, never by person (M13)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened, refuse, say, say_json
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_

if TYPE_CHECKING:
    from dispatcher.domain.honesty import Week

WIDTH = 72


@click.command("honesty", cls=Command, help=N_("How we kept our word in a week: promises given, kept, moved, broken."))
@option(
    "--week", "typed", default="", metavar=N_("NUMBER"), help=N_("Which week, like 48 or 2026-48 (left out: this one).")
)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, typed: str, as_json: bool) -> None:
    """Print the sums of one ISO week, with plain bars for people."""
    from dispatcher.domain.honesty import week_named

    with opened(options) as office:
        named = week_named(typed, office.today())
        if isinstance(named, Refusal):
            raise refuse(named.sentence)
        week = office.honesty(*named)
        if as_json:
            say_json(document(week, office.row.zone))
            return
        from dispatcher.queries.honesty_words import week_lines, week_title

        say("\n".join([week_title(week), *week_lines(week, office.row.zone, WIDTH)]))


def document(week: Week, zone: str) -> dict[str, Any]:
    """The shape of ``--json``::

        {"year": 2026, "week": 48, "from": "2026-11-23",
         "ours": {"given": 41, "kept": 38, "moved": 2, "broken": 1, "withdrawn": 0, "open": 0},
         "theirs": {...}, "notes": {...},
         "broken": [{"what": "call-back", "to": "Ladenwerk Thiele", "due": "2026-11-25T14:00:00+01:00",
                     "told_after_minutes": 140 or null}],
         "moves": {"customer": 3, "us": 1, "technician": 0, "other": 0, "crew": 2, "cancelled": 1, "no_access": 1}}

    ``ours`` are promises to customers, ``theirs`` those of customers to us, ``notes`` those to colleagues;
    ``moves`` are those of appointments by whoever wanted them.
    """
    from dispatcher.cli.wording import iso

    broken = [
        {"what": one.what, "to": one.to, "due": iso(one.due, zone), "told_after_minutes": one.minutes}
        for one in week.broken
    ]
    sums: dict[str, Any] = {group: {"given": tally.given, **asdict(tally)} for group, tally in week.tallies.items()}
    return {
        "year": week.year,
        "week": week.number,
        "from": week.monday,
        **sums,
        "broken": broken,
        "moves": asdict(week.moves),
    }
