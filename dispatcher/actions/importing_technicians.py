"""Rows of lists of technicians."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths
from dispatcher.actions.importing_ledger import Kept
from dispatcher.actions.importing_settle import Part, Parts, Values, emptied
from dispatcher.actions.technician import refuse_technician
from dispatcher.domain.imported import ImportedTechnician
from dispatcher.domain.technician import hours_to_text, refuse_hours, refuse_lunch, refuse_reserve, span_to_text
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_TECHNICIAN
from dispatcher.locale import _
from dispatcher.store.schema import technician


class TechnicianRows:
    """Takes the rows of a list of technicians. A code belongs to one of them only."""

    kind = "technicians"

    def __init__(self, batch: Batch, rows: Sequence[ImportedTechnician]) -> None:
        """Reads the codes in use."""
        self._batch = batch
        query = select(technician.c.code, technician.c.id)
        self._codes = {code.lower(): ident for code, ident in batch.uow.connection.execute(query)}

    def take(self, incoming: Incoming, row: ImportedTechnician) -> str:
        """Add or update the technician. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        check_lengths(row, row.phone)
        check(refuse_technician(row.code.strip(), row.name.strip(), skill_words(row.skills)), row.code or row.name)
        check(refuse_hours(row.hours) or refuse_lunch(row.lunch) or refuse_reserve(row.reserve), row.code)
        kept = incoming.before.get("technician")
        code = clean(row.code.strip())
        if self._codes.get(code.lower(), kept.ident if kept else None) != (kept.ident if kept else None):
            raise RowRefused("code", code, _("There is a technician {code} already.").format(code=code))
        settling = self._batch.settle(incoming, self._parts(row, incoming.before))
        self._codes[code.lower()] = settling.kept["technician"].ident
        return self._batch.close(incoming, settling, ADD_TECHNICIAN, {"text": clean(row.name), "code": code})

    def _parts(self, row: ImportedTechnician, before: Mapping[str, Kept]) -> Parts:
        values = {
            "code": clean(row.code.strip()),
            "name": clean(row.name.strip()),
            "skills": " ".join(skill_words(row.skills)),
            "region": clean(row.region),
            "hours": hours_to_text(row.hours),
            "phone": row.phone.value if row.phone else "",
            **({} if row.status is None else {"status": row.status}),
            **({"lunch": span_to_text(row.lunch)} if row.lunch else {}),
            **({"reserve": span_to_text(row.reserve)} if row.reserve else {}),
        }
        values = emptied(before.get("technician"), technician, values, ("lunch", "reserve"))
        yield Part("technician", technician, values, once=self._status_since)

    def _status_since(self) -> Values:
        return {"status_since": self._batch.uow.now}


def skill_words(skills: tuple[str, ...]) -> tuple[str, ...]:
    """Each skill as one word, since they are kept with blanks between."""
    return tuple(clean("-".join(skill.split())) for skill in skills if skill.strip())
