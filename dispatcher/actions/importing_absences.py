"""Rows of lists of absences: of technicians, colleagues and contact persons; never with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths
from dispatcher.actions.importing_customers import Customers
from dispatcher.actions.importing_found import Crew
from dispatcher.actions.importing_people import People
from dispatcher.actions.importing_settle import Part, Parts
from dispatcher.actions.opener_away import lose_by_absence
from dispatcher.actions.promise_cover import Cover, cover, refuse_left, take_over
from dispatcher.domain.imported import CustomerRef
from dispatcher.domain.imported_records import ImportedAbsence
from dispatcher.domain.kinds import title_of
from dispatcher.domain.record import refuse_record
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_ABSENCE
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.schema import absence, colleague

_COLUMNS = {"technician": "technician_id", "person": "person_id", "colleague": "colleague_id"}


class AbsenceRows:
    """Takes absences of people who are there."""

    kind = "absences"

    def __init__(self, batch: Batch, rows: Sequence[ImportedAbsence]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._crew = Crew(batch)
        self._customers = Customers(batch, [(row.source, row.customer) for row in rows if row.customer])
        there = {self._there(row.source, row.customer) for row in rows if row.customer}
        self._people = People(batch, (ident for ident in there if ident is not None))
        query = select(colleague.c.sign, colleague.c.id).where(~colleague.c.archived)
        self._signs = {str(sign).lower(): int(ident) for sign, ident in batch.uow.connection.execute(query)}

    def _there(self, source: str, ref: CustomerRef) -> int | None:
        try:
            return self._customers.find(source, ref)
        except RowRefused:
            return None

    def take(self, incoming: Incoming, row: ImportedAbsence) -> str:
        """Add or update the absence. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        check_lengths(row)
        now = self._batch.uow.now
        values = {"starts": row.starts, "ends": row.ends, "told": row.told}
        check(refuse_record("absence", values, values.keys(), "", now), row.key)
        owner, others = self._owner(row)
        covered = self._cover(row, owner)
        settling = self._batch.settle(incoming, _parts(row, owner))
        others += [("promise", one) for one in take_over(self._batch.uow, covered)] if covered else []
        others += lose_by_absence(self._batch.uow, "absence", owner)
        name = row.technician or row.colleague or row.person
        said = {"text": clean(f"{name} {title_of('absence', values, self._batch.zone)}")}
        return self._batch.close(incoming, settling, ADD_ABSENCE, said, [owner, *others], happened=row.told)

    def _cover(self, row: ImportedAbsence, owner: Link) -> Cover | None:
        """Who stands in for what a colleague promised for that time. Raises RowRefused where nobody does (I7)."""
        if owner[0] != "colleague":
            return None
        uow = self._batch.uow
        covered = cover(uow, owner[1], (row.starts, row.ends))
        check(refuse_left(uow, covered, owner[1], self._batch.zone, "starts"), row.key)
        return covered

    def _owner(self, row: ImportedAbsence) -> tuple[Link, list[Link]]:
        """Whose absence it is, and the customer in whose history it stands. Raises RowRefused."""
        if row.technician:
            return ("technician", self._crew.find([row.technician])[0].id), []
        if row.colleague:
            return ("colleague", self._colleague(row.colleague)), []
        return self._person(row)

    def _colleague(self, sign: str) -> int:
        if (ident := self._signs.get(sign.lower())) is None:
            raise RowRefused("colleague", sign, _("There is no colleague {sign}.").format(sign=sign))
        return ident

    def _person(self, row: ImportedAbsence) -> tuple[Link, list[Link]]:
        customer_id = self._customers.find(row.source, row.customer) if row.customer else None
        ident = self._people.find(customer_id, row.person, "person") if customer_id is not None else None
        if customer_id is None or ident is None:
            sentence = _("There is no contact person {name} of this customer.")
            raise RowRefused("person", row.person, sentence.format(name=row.person))
        return ("person", ident), [("customer", customer_id)]


def _parts(row: ImportedAbsence, owner: Link) -> Parts:
    kind, ident = owner
    values = {_COLUMNS[kind]: ident, "starts_at": row.starts, "ends_at": row.ends, "told_at": row.told}
    yield Part("absence", absence, values)
