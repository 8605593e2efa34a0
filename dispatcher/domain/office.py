"""Who we are, as it is typed on the first day: office, federal state, zone, hours, and whoever sits there."""

from __future__ import annotations

from collections.abc import Mapping

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import STATE_NAMES, is_zone, state_code
from dispatcher.domain.technician import Hours, hours_to_text, parse_hours
from dispatcher.domain.text import clean
from dispatcher.locale import _
from dispatcher.values import dataclass

OFFICE_HOURS: Hours = (*((7 * 60, 17 * 60),) * 4, (7 * 60, 15 * 60), None, None)
"""When most offices are staffed: Mon-Thu 07-17, Fri 07-15."""
ZONE = "Europe/Berlin"
LONGEST_NAME = 200
LONGEST_SIGN = 8


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office to be founded: ``state`` in two letters, ``hours`` as they are stored, ``person`` and ``sign`` of its
    first colleague (an empty sign is made from the name)."""

    name: str
    state: str
    zone: str
    hours: str
    person: str
    sign: str


def read_office(values: Mapping[str, str]) -> NewOffice | Refusal:
    """The office that was typed (``name``, ``state``, ``zone``, ``hours``, ``person``, ``sign``), each as people write
    it; refuses what is missing or none, the refusal's code being the field's name."""
    typed = {name: clean(text).strip() for name, text in values.items()}
    hours = parse_hours(typed["hours"])
    if (refusal := _refuse_names(typed) or _refuse_region(typed)) is not None:
        return refusal
    if isinstance(hours, Refusal):
        return hours
    return NewOffice(
        typed["name"],
        state_code(typed["state"]),
        typed["zone"],
        hours_to_text(hours),
        typed["person"],
        typed["sign"],
    )


def _refuse_names(typed: Mapping[str, str]) -> Refusal | None:
    if not typed["name"] or len(typed["name"]) > LONGEST_NAME:
        return Refusal("name", _("The office needs a name of at most {n} signs.").format(n=LONGEST_NAME))
    if not typed["person"] or len(typed["person"]) > LONGEST_NAME:
        return Refusal("person", _("Whoever sits here needs a name of at most {n} signs.").format(n=LONGEST_NAME))
    return refuse_sign(typed["sign"])


def refuse_sign(sign: str) -> Refusal | None:
    """The sentence why nobody can have that sign, or None; an empty one is made from the name."""
    if len(sign) > LONGEST_SIGN or len(sign.split()) > 1:
        return Refusal("sign", _("A sign is one word of at most {n} signs, like: mh").format(n=LONGEST_SIGN))
    return None


def _refuse_region(typed: Mapping[str, str]) -> Refusal | None:
    if not state_code(typed["state"]):
        told = _("{state} is no federal state. One of: {states}")
        return Refusal("state", told.format(state=typed["state"] or '""', states=" ".join(STATE_NAMES)))
    if not is_zone(typed["zone"]):
        return Refusal("zone", _("{zone} is no time zone. Like: Europe/Berlin").format(zone=typed["zone"]))
    return None
