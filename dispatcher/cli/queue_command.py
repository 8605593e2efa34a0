"""``dispatcher queue``: everything that needs a hand, in the order in which the console goes to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import opened, say, say_json
from dispatcher.domain.colleague import login
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.domain.queue import Card, Situation


@click.command("queue", cls=Command, help=N_("Print what needs a hand, the weightiest first."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, as_json: bool) -> None:
    """Print the queue of the office as whoever asks sees it."""
    from dispatcher.domain.queue import queue

    with opened(options) as office:
        now = office.clock.now()
        cards = queue(situation(office), now)
        if as_json:
            say_json(document(office, cards, now))
        else:
            say("\n".join(lines(office, cards, now)) or _("Nothing is waiting."))


def situation(office: Office) -> Situation:
    """What the queue is made of now. Raises Trouble."""
    from dispatcher.domain.draft import draft_name
    from dispatcher.domain.queue import Situation

    agenda = office.agenda()
    drafts = office.drafts.all_of(login())
    return Situation(
        tickets=office.tickets(),
        lanes=agenda.today.lanes,
        unmanned=agenda.unmanned,
        unconfirmed=agenda.unsafe,
        standing=agenda.standing,
        long_since=agenda.long_since,
        drafts=[draft_name(draft.subject, draft.data.get("name")) for draft in drafts],
        promises=office.promises(),
        messages=office.messages(),
        orders=office.orders(),
        churn=office.undecided(),
        handovers=office.handovers(),
        sign=office.sign,
    )


def document(office: Office, cards: tuple[Card, ...], now: datetime) -> dict[str, Any]:
    """The shape of ``--json``::

        {"office": "Nordlicht Technik GmbH", "zone": "Europe/Berlin", "now": "2026-11-23T09:42:00+01:00",
         "cards": [
            {"place": 1, "kind": "promise", "weight": "!!", "says": "promise Autohaus Reh overdue",
             "since": "2026-11-23T09:30:00+01:00", "name": "Autohaus Reh", "text": "call-back", "ticket": "T-4711",
             "customer": "K-1042", "promise": 12, "message": null, "handover": null, "appointment": null,
             "count": 1, "stand_in": ""}]}

    ``kind`` is what makes the card, in the order of the office: emergency, promise, no_access, late, unmanned, order,
    asks_for_call, message, handover, churn, promise_soon, unconfirmed, follow_up, missed, long_ball, draft; it is not
    translated. ``since`` is null where nothing is known of a time.
    """
    from dispatcher.cli.wording import iso

    zone = office.row.zone
    known = office.customer_numbers({card.customer for card in cards if card.customer is not None})
    told = [_card(place, card, now, zone, known) for place, card in enumerate(cards, 1)]
    return {"office": office.row.name, "zone": zone, "now": iso(now, zone), "cards": told}


def _card(place: int, card: Card, now: datetime, zone: str, known: dict[int, int]) -> dict[str, Any]:
    from dispatcher.cli.wording import customer, iso, ticket
    from dispatcher.console.card_words import card_words

    return {
        "place": place,
        "kind": card.rank.name.lower(),
        "weight": card.weight,
        "says": card_words(card, now, zone, fault=card.text),
        "since": iso(card.at, zone) if card.at is not None else None,
        "name": card.name,
        "text": card.text,
        "ticket": ticket(card.number),
        "customer": customer(known[card.customer]) if card.customer in known else None,
        "promise": card.promise,
        "message": card.message,
        "handover": card.handover,
        "appointment": card.appointment,
        "count": card.count,
        "stand_in": card.stand_in,
    }


def lines(office: Office, cards: tuple[Card, ...], now: datetime) -> list[str]:
    """The queue for people: place, weight, what it says, and its ticket."""
    from dispatcher.cli.wording import ticket
    from dispatcher.console.card_words import card_words
    from dispatcher.domain.text import one_line

    width = len(str(len(cards)))
    told = []
    for place, card in enumerate(cards, 1):
        says = card_words(card, now, office.row.zone, fault=one_line(card.text))
        number = ticket(card.number) if card.number is not None else None
        tail = f"  {number}" if number and number not in says else ""
        told.append(f"{place:>{width}} {card.weight:<2} {says}{tail}")
    return told
