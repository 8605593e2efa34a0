"""Add a technician: code, name, skills, region, working hours."""

from __future__ import annotations

from sqlalchemy import func, select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import NO_HOURS, Hours, hours_to_text, refuse_hours
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_TECHNICIAN
from dispatcher.locale import _
from dispatcher.store.schema import technician
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

LONGEST_CODE = 24


@dataclass(frozen=True, slots=True)
class AddTechnician:
    """``code`` is what the plan calls him, ``hours`` are local minutes for seven days from Monday on, ``phone`` is
    E.164."""

    code: str
    name: str
    skills: tuple[str, ...] = ()
    region: str = ""
    hours: Hours = NO_HOURS
    phone: str = ""


def add_technician(uow: UnitOfWork, command: AddTechnician, save_key: str | None = None) -> Outcome:
    """Add ``command``; refuses an empty name or code, one that is taken, a skill of two words, hours that are none."""
    code, name = clean(command.code.strip()), clean(command.name.strip())
    refusal = refuse_technician(code, name, command.skills) or refuse_hours(command.hours) or _refuse_known(uow, code)
    if refusal is not None:
        return refusal
    ident = uow.insert(
        technician,
        code=code,
        name=name,
        skills=" ".join(clean(skill) for skill in command.skills),
        region=clean(command.region.strip()),
        hours=hours_to_text(command.hours),
        phone=command.phone,
        status_since=uow.now,
    )
    payload = {"text": name, "code": code, "result": result("technician", ident)}
    seq = uow.record(ADD_TECHNICIAN, [("technician", ident)], payload, save_key=save_key)
    return Done(seq, "technician", ident)


def refuse_technician(code: str, name: str, skills: tuple[str, ...]) -> Refusal | None:
    """The sentence why a technician cannot be called that, or None."""
    if not name:
        return Refusal("name", _("A technician needs a name."))
    if not code or len(code) > LONGEST_CODE:
        return Refusal("code", _("A technician needs a code of at most {n} signs.").format(n=LONGEST_CODE))
    if spread := [skill for skill in skills if len(skill.split()) != 1]:
        return Refusal("skill", _("A skill is one word: {skill}").format(skill=spread[0]))
    return None


def _refuse_known(uow: UnitOfWork, code: str) -> Refusal | None:
    query = select(technician.c.id).where(func.lower(technician.c.code) == code.lower())
    if uow.connection.scalar(query) is None:
        return None
    return Refusal("exists", _("There is a technician {code} already.").format(code=code))
