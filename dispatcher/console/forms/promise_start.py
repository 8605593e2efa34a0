"""For whom a promise form was opened, and who "Mr Thiele" is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from dispatcher.domain.contact import is_called
from dispatcher.domain.mention import Mate
from dispatcher.domain.phrases import Office
from dispatcher.domain.promise import OURS
from dispatcher.domain.text import fold
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Callee:
    """A contact person one may promise something to."""

    id: int
    name: str
    phone: str = ""
    language: str = ""
    familiar: bool = False


@dataclass(frozen=True, slots=True)
class PromiseStart:
    """Whose promise it is (``customer`` None: a colleague's, or nobody knows yet), what is known of him, and who we
    are. ``person`` is the id of the contact that is meant where nobody else is named, ``ticket`` that of the ticket,
    ``to`` what is known of an unknown caller; ``entry`` is the note it was found in; ``state`` and ``municipality`` are
    those of his site, where it is his only one."""

    customer: int | None
    number: int = 0
    name: str = ""
    state: str = ""
    language: str = ""
    people: Sequence[Callee] = ()
    person: int | None = None
    tickets: Sequence[tuple[int, int]] = ()
    ticket: int | None = None
    mates: Sequence[Mate] = ()
    me: str = ""
    side: str = OURS
    entry: int | None = None
    to: str = ""
    municipality: str = ""

    def callee(self, ident: int | None) -> Callee | None:
        """The contact person of that id."""
        return next((one for one in self.people if one.id == ident), None)


def office_at(office: Callable[[str], Office], state: str, municipality: str) -> Office:
    """Where and when a promise's time is read: ``office`` with the holidays where the customer is, where that is known
    (M10)."""
    here = office(state)
    return replace(here, municipality=municipality) if state else here


def subject_for(start: PromiseStart, form: str) -> str:
    """The draft's subject: one promise a customer and author; without a customer each has its own."""
    return f"promise/customer/{start.customer}" if start.customer is not None else f"promise/other/{form}"


def told(start: PromiseStart) -> dict[str, Any]:
    """As JSON has it."""
    lists = {"people": [asdict(one) for one in start.people], "mates": [asdict(one) for one in start.mates]}
    return {**asdict(start), **lists, "tickets": [[*one] for one in start.tickets]}


def start_from(draft: dict[str, Any]) -> PromiseStart:
    """Whose promise a draft was; what it does not tell is left out."""
    kept = draft.get("start")
    known = {name: kept[name] for name in PromiseStart.__slots__ if name in kept} if isinstance(kept, dict) else {}
    people = tuple(Callee(**one) for one in known.pop("people", ()))
    mates = tuple(Mate(**one) for one in known.pop("mates", ()))
    tickets = tuple((int(ident), int(number)) for ident, number in known.pop("tickets", ()))
    return PromiseStart(**{"customer": None, **known, "people": people, "mates": mates, "tickets": tickets})


def callee_meant(named: str, people: Sequence[Callee]) -> Callee | None:
    """The contact person of that name; None where none is called so."""
    said = named.strip()
    exact = [one for one in people if fold(one.name) == fold(said)]
    called = exact or [one for one in people if is_called(one.name, said)]
    return called[0] if len(called) == 1 else None
