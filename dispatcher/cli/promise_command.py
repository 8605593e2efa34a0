"""``dispatcher promise``: promise something to a customer or a colleague, or note what was promised to us (M1, V9)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import opened, say, say_json
from dispatcher.cli.phrase import place_of, understood
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.mention import Mate
    from dispatcher.domain.phrases import Office as Place
    from dispatcher.domain.phrases import Understood
    from dispatcher.domain.promise import GivePromise
    from dispatcher.queries.card_rows import CustomerCard, PersonRow


@dataclass(frozen=True, slots=True)
class Wish:
    """A promise as it was asked for, every word as typed."""

    customer: str
    text: str
    due: str
    owner: str
    stand_in: str
    keeps_free: int | None
    theirs: bool
    to: str
    ticket: str
    insist: bool


@click.command(
    "promise",
    cls=Command,
    help=N_('Promise something to a customer, or to a colleague as "@sign"; prints the sentence to say.'),
)
@argument("customer", metavar=N_("CUSTOMER"))
@argument("text", metavar=N_("TEXT"))
@option("--due", metavar=N_("PHRASE"), required=True, help=N_('When it is due, like "wed 14" or "tomorrow 8-10".'))
@option("--owner", default="", metavar=N_("SIGN"), help=N_("Who answers for it; without a word it is you."))
@option("--stand-in", default="", metavar=N_("SIGN"), help=N_("Who stands in for the owner."))
@option(
    "--keeps-free", type=int, metavar=N_("MINUTES"), help=N_("The customer keeps the time free, for so many minutes.")
)
@option("--theirs", is_flag=True, help=N_("It was promised to us."))
@option("--to", default="", metavar=N_("NAME"), help=N_("To whom, or by whom: a contact person or any name."))
@option("--ticket", default="", metavar="T-4711", help=N_("About which ticket."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, /, as_json: bool, **asked: Any) -> None:
    """Give a promise. The shape of ``--json``: that of ``promises``, with ``"entry"`` and the ``"sentence"`` to say."""
    from dispatcher.cli.promise_words import document, line, saved

    wish = Wish(**asked)
    with opened(options) as office:
        card = None if wish.customer.startswith("@") else _card(office, wish.customer)
        place = place_of(office, card.only_site if card is not None else None)
        wish, mate = _addressed(office, wish)
        meant = understood(wish.due, place, takes_days=False, insist=wish.insist)
        row, entry = saved(office, "promise", _promise(office, wish, card, mate, meant), uuid.uuid4().hex)
        sentence = "" if mate is not None else _sentence(wish, card, _person(wish, card), meant, place)
        if as_json:
            say_json(document(row, place.now, place.zone) | {"entry": entry, "sentence": sentence})
        else:
            say("\n".join(part for part in (line(row, place.now, place.zone), sentence) if part))


def _card(office: Office, named: str) -> CustomerCard:
    card = office.card(office.customer(named))
    if card is None:
        raise Trouble("unknown", _("There is no such customer."))
    return card


def _addressed(office: Office, wish: Wish) -> tuple[Wish, Mate | None]:
    """The wish without the ``@name`` it begins with, and the colleague who is meant by it; as the first word of the
    text it means the same as in place of a customer. Raises Trouble for a name that no colleague has."""
    from dispatcher.domain.mention import Mate, mate_meant, mention
    from dispatcher.domain.promise_sentence import CALL_BACK

    asked = next((one for one in (wish.customer, wish.text, wish.to) if one.strip().startswith("@")), None)
    if asked is None:
        return wish, None
    mates = [Mate(one.id, one.sign, one.name) for one in office.colleagues()]
    named, rest = mention(asked) if asked is wish.text else (asked.strip()[1:], wish.text)
    meant = mate_meant(named, mates, "to")
    if isinstance(meant, Refusal):
        raise Trouble("input", meant.sentence)
    return replace(wish, text=rest or _(CALL_BACK), to="" if asked is wish.to else wish.to), meant


def _promise(
    office: Office, wish: Wish, card: CustomerCard | None, mate: Mate | None, meant: Understood
) -> GivePromise:
    """The promise that was asked for. Raises Trouble for a name that nobody has."""
    from dispatcher.domain.promise import OURS, THEIRS, GivePromise

    person = _person(wish, card)
    ticket = office.ticket_named(wish.ticket) if wish.ticket else None
    return GivePromise(
        THEIRS if wish.theirs else OURS,
        wish.text,
        meant.due,
        customer=card.id if card is not None else None,
        person=person.id if person is not None else None,
        to="" if person is not None else wish.to,
        ticket=ticket.id if ticket is not None else None,
        colleague=mate.id if mate is not None else None,
        owner=office.find_record("colleague", wish.owner.removeprefix("@")) if wish.owner else None,
        stand_in=office.find_record("colleague", wish.stand_in.removeprefix("@")) if wish.stand_in else None,
        due_from=meant.starts if meant.is_window else None,
        phrase=meant.phrase,
        minutes=wish.keeps_free if wish.keeps_free is not None else meant.length_minutes,
        keeps_free=wish.keeps_free is not None or meant.keeps_free,
        insisted=tuple(warned.code for warned in meant.warnings),
    )


def _person(wish: Wish, card: CustomerCard | None) -> PersonRow | None:
    """The contact person who is meant by the name; None where it is somebody else's."""
    from dispatcher.domain.marks import person_meant

    people = card.people if card is not None and wish.to else ()
    named = person_meant(wish.to, [one.name for one in people])
    return next((one for one in people if one.name == named), None)


def _sentence(wish: Wish, card: CustomerCard | None, person: PersonRow | None, meant: Understood, place: Place) -> str:
    """What to say to the customer, in his language and form of address; nothing to a colleague."""
    from dispatcher.domain.form_of_address import is_familiar
    from dispatcher.domain.promise import OURS, THEIRS
    from dispatcher.domain.promise_sentence import promise_sentence

    if card is None:
        return ""
    spoken = (person.language if person is not None else "") or card.language
    familiar = person is not None and is_familiar(person.form)
    side = THEIRS if wish.theirs else OURS
    return promise_sentence(side, wish.text, meant, place.now, place.zone, spoken, familiar=familiar)
