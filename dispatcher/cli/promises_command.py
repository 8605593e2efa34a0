"""``dispatcher promises``: what is promised, ours and theirs, the one due first on top."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import complain, opened, say, say_json
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow


@click.command(
    "promises", cls=Command, help=N_("Print what is promised: all that is open, and what was due this week.")
)
@option("--open", "only_open", is_flag=True, help=N_("Only what is open or broken and not told."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, only_open: bool, as_json: bool) -> None:
    """Print the promises."""
    from dispatcher.cli.promise_words import line

    with opened(options) as office:
        rows = promises(office, only_open=only_open)
        now, zone = office.clock.now(), office.row.zone
        if as_json:
            say_json(document(office, rows))
            return
        for row in rows:
            say(line(row, now, zone))
        if not rows:
            complain(_("Nothing is promised."))


def promises(office: Office, *, only_open: bool) -> tuple[PromiseRow, ...]:
    """Every open promise, and unless ``only_open`` those with an end that were due since Monday, the first due on
    top."""
    from dispatcher.domain.calendar import day_bounds

    if only_open:
        return office.promises()
    today = office.today()
    monday = day_bounds(today - timedelta(days=today.weekday()), office.row.zone)[0]
    rows = (*office.promises(), *office.ended_promises(monday))
    return tuple(sorted(rows, key=lambda row: (row.due, row.id)))


def document(office: Office, rows: tuple[PromiseRow, ...]) -> dict[str, Any]:
    """The shape of ``--json``. ``promise`` and the commands that change one print one of these, with the ``entry`` that
    says so::

        {"now": "2026-11-23T09:42:00+01:00", "promises": [
            {"promise": 7, "side": "ours", "what": "call-back", "customer": "K-1120" or null, "customer_name": "...",
             "to": "Herr Thiele", "colleague": "", "ticket": "T-4711" or null, "owner": "mh", "stand_in": "",
             "given": "2026-11-23T09:42:00+01:00", "due_from": null, "due": "2026-11-25T14:00:00+01:00",
             "phrase": "wed 14", "minutes": null, "keeps_free": false, "standing": "open", "attempts": 0,
             "next_try": null, "acknowledged": "...", "told": null, "follows": null, "followed_by": null}]}

    ``side`` is ours or theirs; ``standing`` open, due, broken, kept, moved or withdrawn; neither is translated.
    ``told`` is when the other side heard of it, ``followed_by`` the promise with its new date that nobody has heard of.
    """
    from dispatcher.cli.promise_words import document as one
    from dispatcher.cli.wording import iso

    now, zone = office.clock.now(), office.row.zone
    return {"now": iso(now, zone), "promises": [one(row, now, zone) for row in rows]}
