"""``dispatcher history``: everything said with a customer, newest first. Nothing of the screen is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import complain, opened, say, say_json
from dispatcher.locale import N_, _, ngettext

if TYPE_CHECKING:
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.history_rows import HistoryRow

PAGE = 200
"""Entries read at once, so that a long history needs no long memory."""


@click.command("history", cls=Command, help=N_("Print what was said with a customer (K-1042 or a name), newest first."))
@argument("customer", metavar=N_("CUSTOMER"))
@option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True, help=N_("Entries at most."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, customer: str, limit: int, as_json: bool) -> None:
    """Print a customer's history."""
    with opened(options) as office:
        ident = office.customer(customer)
        total = office.history(ident, 0, 0).total
        rows = entries(office, ident, limit)
        if as_json:
            card = office.card(ident)
            assert card is not None
            say_json(document(office, card, total, rows))
        else:
            today = office.today()
            for row in rows:
                say(line(row, office.row.zone, today))
            _say_rest(total, limit)


def entries(office: Office, customer: int, limit: int) -> Iterator[HistoryRow]:
    """The newest ``limit`` entries, page by page. An entry that is filed meanwhile shifts none into view twice."""
    start, last = 0, None
    while start < limit:
        page = office.history(customer, start, min(PAGE, limit - start)).rows
        seen = next((index + 1 for index, row in enumerate(page) if row.seq == last), 0)
        yield from page[seen:]
        if not page:
            return
        start, last = start + len(page), page[-1].seq


def _say_rest(total: int, limit: int) -> None:
    from dispatcher.cli.wording import figure

    if total == 0:
        complain(_("No contact logged yet."))
    elif total > limit:
        rest = total - limit
        told = ngettext("{n} older entry: --limit {all}", "{n} older entries: --limit {all}", rest)
        complain(told.format(n=figure(rest), all=total))


def document(office: Office, card: CustomerCard, total: int, rows: Iterator[HistoryRow]) -> dict[str, Any]:
    """The shape of ``--json``; ``total`` counts the whole history, ``entries`` holds at most ``--limit`` of it::

        {"customer": {"number": "K-1042", "name": "..."}, "total": 312, "entries": [
            {"seq": 118, "happened": "2026-11-20T10:14:00+01:00", "recorded": "...", "direction": "out",
             "channel": "T", "author": "wh", "verb": "note", "person": "", "ticket": "T-4711" or null,
             "text": "...", "erased": false, "withdrawn": false, "state": "", "starts": null, "ends": null,
             "technicians": [], "ball": "", "ball_who": "", "follow_up": null, "outcome": "", "attempt": 0}]}

    ``direction`` is in, out or internal; ``channel`` a letter (T M P S V B W 3) or empty; neither it nor ``verb`` is
    translated. ``withdrawn`` was taken back by an undo. ``state`` is the domain's word for what a ticket or an
    appointment became, the three behind it are an appointment's. ``ball`` says who acts from then on, ``follow_up``
    when we ask again; ``outcome`` how an attempt ended and ``attempt`` how many were in vain by then. Instants are on
    the office's wall clock with its offset.
    """
    found = [_entry(row, office.row.zone) for row in rows]
    return {"customer": {"number": f"K-{card.number}", "name": card.name}, "total": total, "entries": found}


def _entry(row: HistoryRow, zone: str) -> dict[str, Any]:
    from dispatcher.cli.wording import iso, ticket

    return {
        "seq": row.seq,
        "happened": iso(row.happened, zone),
        "recorded": iso(row.recorded, zone),
        "direction": row.direction,
        "channel": row.channel,
        "author": row.author,
        "verb": row.verb,
        "person": row.person,
        "ticket": ticket(row.ticket_number),
        "text": row.text,
        "erased": row.erased,
        "withdrawn": row.withdrawn,
        "state": row.state,
        "starts": row.starts and iso(row.starts, zone),
        "ends": row.ends and iso(row.ends, zone),
        "technicians": row.crew,
        "ball": row.ball,
        "ball_who": row.ball_who,
        "follow_up": row.follow_up and iso(row.follow_up, zone),
        "outcome": row.outcome,
        "attempt": row.attempt,
    }


def line(row: HistoryRow, zone: str, today: date) -> str:
    """``20.11. 10:14 >T wh  text``; further lines of the text stand under its first."""
    from dispatcher.cli.wording import moment
    from dispatcher.queries.telling import signs, told

    head = f"{moment(row.happened, zone, today)} {signs(row)} {row.author or '--'}  "
    return head + told(row, zone).strip("\n").replace("\n", "\n" + " " * len(head))
