"""``dispatcher slots``: the best slots for a ticket, with reasons, who is pushed back, and who cannot do it (X10)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import complain, opened, say, say_json
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.domain.slots import Offer
    from dispatcher.queries.slots import SlotsRow


@click.command("slots", cls=Command, help=N_("Print the best slots for a ticket, each with its reasons."))
@argument("ticket", metavar="T-4711")
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, ticket: str, as_json: bool) -> None:
    """Print at most nine slots, the best first; nothing is booked. The shape of ``--json``: ``{"ticket": "T-4711",
    "slots": [{"number": 1, "technicians": ["LO"], "starts": "...", "ends": "...", "travel": 20, "why": ["..."],
    "pushed": [{"ticket": "T-4798", "customer": "...", "from": "...", "to": "...", "minutes": 45, "broken": false}],
    "calls": 0, "hints": ["..."]}], "unable": ["Fuchs, Wolff: no skill BMA"]}``."""
    from dispatcher.domain.slot_words import unable_words

    with opened(options) as office:
        row = office.ticket_named(ticket)
        found = _found(office, row.id, row.number)
        if as_json:
            told = [_document(number, one, office.row.zone) for number, one in enumerate(found.offers, 1)]
            unable = list(unable_words(found.unable))
            say_json({"ticket": f"T-{row.number}", "slots": told, "unable": unable})
        else:
            _say(office, found)


def _found(office: Office, ticket: int, number: int) -> SlotsRow:
    """What can be had. Raises Trouble for a ticket that has ended."""
    found = office.slots(ticket)
    if found is None or found.job.has_ended:
        sentence = _("T-{number} has ended; nothing is booked for it any more.")
        raise Trouble("input", sentence.format(number=number))
    return found


def _say(office: Office, found: SlotsRow) -> None:
    from dispatcher.domain.slot_words import nothing_words, unable_words

    zone = office.row.zone
    for number, one in enumerate(found.offers, 1):
        for text in _lines(number, one, zone, office.clock.now()):
            say(text)
    for text in unable_words(found.unable):
        say(f"- {text}")
    if not found.offers:
        complain(nothing_words(found.planning))


def _lines(number: int, offer: Offer, zone: str, now: datetime) -> list[str]:
    from dispatcher.domain import slot_words as say_slot
    from dispatcher.domain.calendar import local_day

    when = say_slot.when_words(offer, zone, local_day(now, zone))
    told = (say_slot.who_words(offer), when, say_slot.travel_words(offer), say_slot.about_words(offer, zone))
    lines = [f"{number} {'  '.join(told)}".rstrip(), f"  {'; '.join(say_slot.reasons(offer))}"]
    if offer.bumps:
        lines.append(f"  {say_slot.domino(offer, zone)}.  {say_slot.calls_words(offer)}")
    return lines


def _document(number: int, offer: Offer, zone: str) -> dict[str, Any]:
    from dispatcher.domain.calendar import to_local
    from dispatcher.domain.slot_words import reasons

    def at(instant: datetime) -> str:
        """An instant on the office's wall clock."""
        return to_local(instant, zone).isoformat()

    return {
        "number": number,
        "technicians": [one.code for one in offer.workers],
        "starts": at(offer.starts),
        "ends": at(offer.ends),
        "travel": offer.travel_minutes,
        "why": list(reasons(offer)),
        "pushed": [
            {
                "ticket": f"T-{bump.stay.ticket_number}",
                "customer": bump.stay.customer_name,
                "from": at(bump.stay.starts),
                "to": at(bump.starts),
                "minutes": bump.minutes,
                "broken": bump.is_broken,
            }
            for bump in offer.bumps
        ],
        "calls": offer.calls,
        "hints": [one.sentence for one in offer.findings],
    }
