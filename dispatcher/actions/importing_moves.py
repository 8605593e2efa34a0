"""A list read again gives an appointment another slot: that is a move as well, and the ledger says so (I5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from dispatcher.actions.importing_batch import Batch
from dispatcher.actions.importing_ledger import Kept
from dispatcher.actions.importing_settle import Values
from dispatcher.domain.appointment import RELEASED
from dispatcher.domain.moving import CANCELLED, CREW, FELL_THROUGH, MOVED, OTHER, TEXT
from dispatcher.store.schema import appointment, assignment, move
from dispatcher.values import dataclass

ROLE = "appointment"
"""The role of the appointment itself among the parts of a row."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The slot of an appointment as it stands; technicians by id."""

    appointment: int
    starts: datetime
    ends: datetime
    zone: str
    state: str
    technicians: frozenset[int]


def slot_of(batch: Batch, parts: Mapping[str, Kept]) -> Slot | None:
    """The slot of the appointment among our rows ``parts`` that came from a list, or None where there is none yet."""
    kept = parts.get(ROLE)
    row = batch.rows.get(appointment, kept.ident) if kept is not None else None
    if row is None:
        return None
    blocks = (batch.rows.get(assignment, one.ident) for one in parts.values() if one.table == assignment.name)
    goes = frozenset(one["technician_id"] for one in blocks if one is not None and _goes(one, row))
    return Slot(row["id"], row["starts_at"], row["ends_at"], row["zone"], row["state"], goes)


def _goes(block: Values, row: Values) -> bool:
    return bool(block["active"]) or row["state"] in RELEASED


def tell_move(batch: Batch, before: Slot, after: Slot, codes: Mapping[int, str], source: str) -> None:
    """Add a row to the ledger where the list ``source`` changed the slot; who wanted it no list says."""
    kind = _kind(before, after)
    if not kind:
        return
    stands = kind in (MOVED, CREW)
    batch.uow.insert(
        move,
        appointment_id=after.appointment,
        kind=kind,
        old_starts_at=before.starts,
        old_ends_at=before.ends,
        new_starts_at=after.starts if stands else None,
        new_ends_at=after.ends if stands else None,
        zone=after.zone,
        old_crew=_codes(before.technicians, codes),
        new_crew=_codes(after.technicians, codes) if stands else "",
        asked_by=OTHER,
        reason=TEXT,
        text=source,
        author_id=batch.uow.actor.id,
        happened_at=batch.uow.now,
    )


def _kind(before: Slot, after: Slot) -> str:
    if after.state in (FELL_THROUGH, CANCELLED):
        return after.state if before.state != after.state else ""
    if (before.starts, before.ends) != (after.starts, after.ends):
        return MOVED
    return CREW if before.technicians != after.technicians else ""


def _codes(technicians: Iterable[int], codes: Mapping[int, str]) -> str:
    return ", ".join(sorted(codes.get(ident, "?") for ident in technicians))
