"""The dated events of the demo office: read from ``data/demo/events.csv`` and played through the actions, each with the
clock set at its instant and by the colleague who did it."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dispatcher.cli.demo_board import BOARD
from dispatcher.cli.demo_rows import HANDOVER, Event, in_one_save, read
from dispatcher.cli.office import SAVES, Office
from dispatcher.domain.colleague import Actor
from dispatcher.domain.contact import is_called
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _, speaking

if TYPE_CHECKING:
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.rows import ColleagueRow

OUTCOMES = {"erreicht": "reached", "AB": "voicemail", "nicht erreicht": "no answer", "besetzt": "busy"}
"""How an attempt ended, as the list says it."""
DIRECTIONS = {"ein": "in", "aus": "out", "intern": "internal"}
HOLDERS = {"wir": "us", "Kunde": "customer", "andere": "other", "Termin": "appointment"}
SPOKEN = "de"
"""In what language the office's people write."""
TOGETHER = 100
"""So many events are played in one transaction."""
CANCELLED = "Kunde"
"""What stands for the channel where the customer himself cancelled a promise."""


class _Refused(Exception):
    """Leaves a transaction without saving."""


class Events:
    """Plays events one after the other into an office."""

    def __init__(self, office: Office) -> None:
        """``office`` is open; its clock does not matter."""
        self._office = office
        self._zone = ZoneInfo(office.row.zone)
        self._colleagues = {row.sign: row for row in office.colleagues()}
        self._promises: dict[str, int] = {}
        self._noted: tuple[str, str, int] = ("", "", 0)
        self._card: Callable[[str], CustomerCard] = cache(self._card_of)
        self._uow: Any = None

    def play(self, file: Path) -> Iterator[str]:
        """Play the list; a sentence for each event that is none or was refused, and for a list that cannot be read."""
        try:
            saves = [list(rows) for _key, rows in groupby(read(file), in_one_save)]
        except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
            yield _("{file} cannot be read: {reason}.").format(file=file, reason=error)
            return
        for start in range(0, len(saves), TOGETHER):
            together = saves[start : start + TOGETHER]
            if self._filed(together):
                continue
            for save in together:
                if not self._filed([save]) and (sentence := self._refused([save])) is not None:
                    yield f"{file.name}, {save[0].line}: {sentence}"

    def _filed(self, saves: Sequence[Sequence[Event]]) -> bool:
        """Play them as the office's own people write, whatever whoever looks at it reads; whether all of it was
        filed."""
        with speaking(SPOKEN):
            return self._refused(saves) is None

    def _refused(self, saves: Iterable[Sequence[Event]]) -> str | None:
        """Play them in one transaction, or take all of it back and say why."""
        by = next(iter(self._colleagues.values()))
        try:
            with self._office.store.writing(Actor(by.id, by.sign, by.role), self._office.clock) as self._uow:
                for save in saves:
                    self._do(save)
        except (_Refused, Trouble, ValueError, KeyError) as error:
            return str(error)
        return None

    def _do(self, save: Sequence[Event]) -> None:
        """Raises Trouble, ValueError or KeyError for words that nobody knows, _Refused for what cannot be done."""
        from dispatcher.actions.replay import Deed, replay

        first = save[0]
        verb, command = self._hand_over(save) if first.event == HANDOVER else _PLAYED[first.event](self, first)
        room, _colon, name = SAVES[verb].partition(":")
        by = self._colleague(first.by)
        action = getattr(importlib.import_module(room), name)
        outcome = replay(self._uow, Deed(action, command, Actor(by.id, by.sign, by.role), self._instant(first.at)))
        if isinstance(outcome, Refusal):
            raise _Refused(outcome.sentence)
        if verb == "note":
            self._noted = (first.at, first.customer, outcome.seq)
        elif outcome.kind == "promise":
            self._promises[first.key] = outcome.ref

    # --- what the rows mean ---

    def _note(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.contact import Note

        direction, _blank, channel = row.how.partition(" ")
        about = self._about(row)
        return "note", Note(
            about["customer"], row.text, DIRECTIONS[direction], channel, person=row.person, ticket=about["ticket"]
        )

    def _promise(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.promise import OURS, THEIRS, GivePromise

        due_from, due = self._span(row.due)
        entry = self._noted[2] if self._noted[:2] == (row.at, row.customer) else None
        return "promise", GivePromise(
            THEIRS if row.event == "Zusage an uns" else OURS,
            row.text,
            due,
            **(self._receiver(row)),
            owner=self._colleague(row.owner).id if row.owner else None,
            due_from=due_from,
            phrase=row.how,
            minutes=int(row.minutes) if row.minutes else None,
            keeps_free=bool(row.minutes),
            entry=entry,
        )

    def _receiver(self, row: Event) -> dict[str, Any]:
        if row.event == "Zettel":
            return {"colleague": self._colleague(row.person).id}
        about = self._about(row)
        person = self._person(row)
        return {**about, "person": person, "to": row.person if person is None else ""}

    def _attempt(self, row: Event) -> tuple[str, object]:
        """An attempt at a promise that has a key, else about a ticket."""
        from dispatcher.domain.attempt import FileAttempt
        from dispatcher.domain.promise import PromiseAttempt

        outcome, again = OUTCOMES[row.event], self._instant(row.due) if row.due else None
        if not row.key:
            ticket = self._ticket(row.ticket)
            return "attempt", FileAttempt(ticket, outcome, person=row.person, text=row.text, next_due=again)
        due = {"next_try": again} if outcome in ("no answer", "busy") else {"new_due": again}
        said: dict[str, Any] = {"person": row.person, "text": row.text, **due}
        return "promise attempt", PromiseAttempt(self._promises[row.key], outcome, **said)

    def _move(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.promise import MovePromise

        due_from, due = self._span(row.due)
        return "move promise", MovePromise(self._promises[row.key], due, due_from, row.text, informed=row.how)

    def _withdraw(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.promise import WithdrawPromise

        is_theirs = row.how == CANCELLED
        informed = "" if is_theirs else row.how
        return "withdraw promise", WithdrawPromise(self._promises[row.key], row.text, informed, cancelled=is_theirs)

    def _see(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.promise import AcknowledgePromise

        return "acknowledge promise", AcknowledgePromise(self._promises[row.key])

    def _follow_up(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.ball import FollowUp

        return "follow up", FollowUp(self._ticket(row.ticket), self._instant(row.due))

    def _ball(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.ball import Ball, PassBall

        ball = Ball(HOLDERS[row.how], row.text, self._instant(row.due) if row.due else None, row.person)
        return "pass ball", PassBall(self._ticket(row.ticket), ball)

    def _merge(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.merging import MergeTicket

        return "merge", MergeTicket(self._ticket(row.ticket), self._ticket(row.key))

    def _part(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.part import AddPart

        promised = self._instant(row.due)
        return "add part", AddPart(self._ticket(row.ticket), row.text, row.person, promised, row.how)

    def _missed(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.message import MissedCall

        return "missed call", MissedCall(row.text)

    def _voicemail(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.message import Voicemail

        return "voicemail", Voicemail(row.how, row.text)

    def _send(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.order import SendOrder

        return "send order", SendOrder(self._visit(row.ticket, row.due))

    def _take_order(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.order import AcknowledgeOrder

        return "acknowledge order", AcknowledgeOrder(self._visit(row.ticket, row.due))

    def _hand_over(self, rows: Sequence[Event]) -> tuple[str, object]:
        from dispatcher.domain.handover import NOTE, HandOver, Item

        items = tuple(Item(NOTE, row.text, due=self._instant(row.due) if row.due else None) for row in rows)
        return "hand over", HandOver(items, self._colleague(rows[0].person).id)

    def _take_over(self, row: Event) -> tuple[str, object]:
        from dispatcher.domain.handover import AcknowledgeItems
        from dispatcher.queries.handover import open_handovers

        items = [one.item for one in open_handovers(self._uow.connection) if one.text == row.text]
        return "acknowledge items", AcknowledgeItems(tuple(items))

    # --- who and what is meant ---

    def _about(self, row: Event) -> dict[str, int | None]:
        ticket = self._ticket(row.ticket) if row.ticket else None
        return {"customer": self._card(row.customer).id if row.customer else None, "ticket": ticket}

    def _card_of(self, named: str) -> CustomerCard:
        from dispatcher.queries.customer_named import find_customer
        from dispatcher.queries.customers import card

        found = card(self._uow.connection, find_customer(self._uow.connection, named))
        assert found is not None
        return found

    def _person(self, row: Event) -> int | None:
        """The contact person of that name, or None: somebody else of the customer's."""
        people = self._card(row.customer).people if row.customer and row.person else ()
        return next((one.id for one in people if is_called(one.name, row.person)), None)

    def _ticket(self, named: str) -> int:
        from dispatcher.domain.ticket import ticket_number
        from dispatcher.queries.tickets import ticket_as_filed

        found = ticket_as_filed(self._uow.connection, ticket_number(named) or 0)
        if found is None:
            raise Trouble("unknown", _("There is no such ticket."))
        return found.id

    def _visit(self, ticket: str, begins: str) -> int:
        """The appointment of a ticket that stands at that time."""
        from dispatcher.queries.tickets import ticket_detail

        starts, detail = self._instant(begins), ticket_detail(self._uow.connection, self._ticket(ticket))
        assert detail is not None
        found = [one.id for one in detail.appointments if one.starts == starts]
        if len(found) != 1:
            raise Trouble("unknown", _("There is no such appointment."))
        return found[0]

    def _colleague(self, sign: str) -> ColleagueRow:
        if sign not in self._colleagues:
            raise Trouble("unknown", _("There is no colleague {sign}.").format(sign=sign))
        return self._colleagues[sign]

    def _instant(self, written: str) -> datetime:
        return datetime.fromisoformat(written).replace(tzinfo=self._zone)

    def _span(self, written: str) -> tuple[datetime | None, datetime]:
        """From (None without a window) and until: ``2026-11-25 14:00`` or ``2026-11-25 08:00-10:00``."""
        first, dash, until = written[:16], written[16:17], written[17:]
        if not dash:
            return None, self._instant(first)
        return self._instant(first), self._instant(f"{first[:10]} {until}")


_PLAYED: dict[str, Callable[[Events, Event], tuple[str, object]]] = {
    "Notiz": Events._note,
    "Zusage": Events._promise,
    "Zusage an uns": Events._promise,
    "Zettel": Events._promise,
    **dict.fromkeys(OUTCOMES, Events._attempt),
    "verschoben": Events._move,
    "zurückgezogen": Events._withdraw,
    "gesehen": Events._see,
    "Ball": Events._ball,
    "Wiedervorlage": Events._follow_up,
    "zusammengeführt": Events._merge,
    "Teil bestellt": Events._part,
    "verpasster Anruf": Events._missed,
    "Nachricht": Events._voicemail,
    "Auftrag gesendet": Events._send,
    "Auftrag quittiert": Events._take_order,
    "übernommen": Events._take_over,
    **BOARD,
}
"""What each word of the column ``event`` does."""
