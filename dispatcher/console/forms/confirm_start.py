"""What a confirmation begins with: who is asked first, his deputy, who registers us; and whom somebody means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from dispatcher.domain.confirming import Points, whose_duty
from dispatcher.domain.marks import person_meant
from dispatcher.locale import N_, _
from dispatcher.queries.confirm_rows import ConfirmPerson, ConfirmSheet
from dispatcher.values import dataclass

NONE_KNOWN = N_("none known")
IS_DONE = N_("is done")
DOES_IT = N_("{name} does it")
_NOBODY = frozenset(("none", "-", "keine", "keiner", "no", "nein"))
_DONE = frozenset(("done", "yes", "y", "j", "ja", "erledigt", "ok"))
_WITH = ("with ", "bei ", "at ")


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who was named: the contact person, or only his name."""

    name: str
    person: ConfirmPerson | None = None

    @property
    def ident(self) -> int | None:
        """His id, where he is on record."""
        return self.person.id if self.person is not None else None


NOBODY = Whom("")


@dataclass(frozen=True, slots=True)
class Registration:
    """With whom we are registered, or who sees to it."""

    registered: str = ""
    registers: str = ""


def whom(sheet: ConfirmSheet, typed: str) -> Whom:
    """Whoever is meant by what is typed; somebody off the record by his name alone."""
    said = typed.strip()
    people = {one.name: one for one in sheet.people}
    meant = person_meant(said, list(people))
    return Whom(meant, people.get(meant))


def usual_opener(sheet: ConfirmSheet) -> Whom:
    """Who was named to open, else whose duty it is, else who is called about anything; of one who is absent then his
    deputy."""
    people = {one.id: one for one in sheet.people}
    if sheet.opener is None and sheet.points.opener:
        return Whom(sheet.points.opener)
    named = people.get(sheet.opener or 0)
    duty = whose_duty(sheet.people)
    contact = next((one for one in sheet.people if one.is_contact), None)
    for one in (named, duty, contact):
        if one is not None:
            here = people.get(one.deputy or 0) if one.is_away else one
            if here is not None and not here.is_away:
                return Whom(here.name, here)
    return NOBODY


def usual_deputy(sheet: ConfirmSheet, opener: Whom) -> Whom:
    """Who was named as deputy, else who stands in for the opener on record; nobody where neither is known."""
    people = {one.id: one for one in sheet.people}
    if sheet.deputy is None and sheet.points.deputy:
        return Whom(sheet.points.deputy)
    stands_in = opener.person.deputy if opener.person is not None else None
    for ident in (sheet.deputy, stands_in):
        one = people.get(ident or 0)
        if one is not None and not one.is_away and one.id != opener.ident:
            return Whom(one.name, one)
    return NOBODY


def is_nobody(typed: str) -> bool:
    """Whether what is typed says that there is no deputy, in either language."""
    said = typed.strip().casefold()
    return said in _NOBODY or said == _(NONE_KNOWN).casefold()


def registration(sheet: ConfirmSheet, typed: str, opener: Whom) -> Registration:
    """What is meant about the gate: it is done, with whom, or who does it. Without a word what stands already, else
    whoever opens sees to it."""
    said = typed.strip()
    if not said:
        if sheet.points.registered:
            return Registration(registered=sheet.points.registered)
        return Registration(registers=sheet.points.registers or opener.name)
    folded = said.casefold()
    if folded in _DONE or folded == _(IS_DONE).casefold():
        return Registration(registered=opener.name or _(IS_DONE))
    begins = next((word for word in _WITH if folded.startswith(word)), "")
    if begins:
        return Registration(registered=said[len(begins) :].strip())
    does = {_(DOES_IT).format(name=one.name).casefold(): one.name for one in sheet.people}
    return Registration(registers=does.get(folded) or whom(sheet, said).name)


def registration_choices(sheet: ConfirmSheet) -> Sequence[str]:
    """What F4 offers about the gate."""
    return [*(_(DOES_IT).format(name=one.name) for one in sheet.people), _(IS_DONE)]


def told(sheet: ConfirmSheet) -> dict[str, Any]:
    """The sheet as JSON has it."""
    window = [one.isoformat() for one in sheet.window] if sheet.window else None
    times = {"starts": sheet.starts.isoformat(), "ends": sheet.ends.isoformat(), "window": window}
    return {**asdict(sheet), **times}


def sheet_from(draft: dict[str, Any]) -> ConfirmSheet | None:
    """The sheet of a draft, or None for what tells none."""
    kept = draft.get("sheet")
    if not isinstance(kept, dict) or set(kept) != set(ConfirmSheet.__slots__):
        return None
    window = tuple(map(datetime.fromisoformat, kept["window"])) if kept["window"] else None
    return ConfirmSheet(
        **{
            **kept,
            "starts": datetime.fromisoformat(kept["starts"]),
            "ends": datetime.fromisoformat(kept["ends"]),
            "window": window,
            "crew": tuple(kept["crew"]),
            "points": Points(**kept["points"]),
            "people": tuple(ConfirmPerson(**one) for one in kept["people"]),
        }
    )
