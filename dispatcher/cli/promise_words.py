"""How the commands write a promise, and find the one that is meant by its number."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from dispatcher.cli.office import Office
from dispatcher.cli.output import done_or_exit
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow


def promise_of(office: Office, number: int) -> PromiseRow:
    """The promise with that number. Raises Trouble where there is none."""
    found = office.promise(number)
    if found is None:
        raise Trouble("input", _("There is no promise {number}.").format(number=number))
    return found


def saved(office: Office, verb: str, command: object, save_key: str) -> tuple[PromiseRow, int]:
    """The promise that a save made or changed, and the entry's sequence; a refusal ends the command with code 1."""
    done = done_or_exit(office.save(verb, command, save_key))
    return promise_of(office, done.ref), done.seq


def to_whom(row: PromiseRow) -> str:
    """The customer, his contact person, the colleague, or the name that was typed."""
    customer = f"K-{row.customer_number} {one_line(row.customer_name)}" if row.customer_number is not None else ""
    person = row.person_name or row.to_name or (f"@{row.colleague_sign}" if row.colleague_sign else "")
    return ", ".join(one_line(part) for part in (customer, person) if part)


def standing_words(row: PromiseRow, now: datetime) -> str:
    """How it stands at ``now``, in the language in use."""
    from dispatcher.domain.promise import STANDINGS, standing

    words = _(STANDINGS[standing(row, now)])
    return f"{words}, {_('told')}" if row.state == "broken" and row.told is not None else words


def line(row: PromiseRow, now: datetime, zone: str) -> str:
    """``7  Wed 25.11.2026 14:00  open  call-back  K-1120 Ladenwerk Thiele  mh``; theirs with ``<`` before the word."""
    from dispatcher.domain.promise import OURS, show_due

    what = one_line(row.what) if row.side == OURS else f"< {one_line(row.what)}"
    owner = f"{row.owner_sign} ({row.stand_in_sign})" if row.stand_in_sign else row.owner_sign
    parts = (str(row.id), show_due(row.due, row.due_from, zone), standing_words(row, now), what, to_whom(row), owner)
    return "  ".join(part for part in parts if part)


def document(row: PromiseRow, now: datetime, zone: str) -> dict[str, Any]:
    """A promise for programs, in the shape that ``promises`` shows."""
    from dispatcher.cli.wording import customer, iso, ticket
    from dispatcher.domain.promise import standing

    def at(instant: datetime | None) -> str | None:
        """An instant on the office's wall clock; None where there is none."""
        return None if instant is None else iso(instant, zone)

    return {
        "promise": row.id,
        "side": row.side,
        "what": row.what,
        "customer": None if row.customer_number is None else customer(row.customer_number),
        "customer_name": row.customer_name,
        "to": row.person_name or row.to_name,
        "colleague": row.colleague_sign,
        "ticket": ticket(row.ticket_number),
        "owner": row.owner_sign,
        "stand_in": row.stand_in_sign,
        "given": at(row.given),
        "due_from": at(row.due_from),
        "due": at(row.due),
        "phrase": row.phrase,
        "minutes": row.minutes,
        "keeps_free": row.keeps_free,
        "standing": standing(row, now),
        "attempts": row.attempts,
        "next_try": at(row.next_try),
        "acknowledged": at(row.acknowledged),
        "told": at(row.told),
        "follows": row.follows,
        "followed_by": row.followed_by,
    }


def say_promise(office: Office, row: PromiseRow, entry: int, *, as_json: bool) -> None:
    """Print what became of a promise, with the ``entry`` that says so."""
    from dispatcher.cli.output import say, say_json

    now, zone = office.clock.now(), office.row.zone
    if as_json:
        say_json(document(row, now, zone) | {"entry": entry})
    else:
        say(line(row, now, zone))
