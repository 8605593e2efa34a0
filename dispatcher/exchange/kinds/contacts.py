"""Lists of contact persons."""

from __future__ import annotations

from dispatcher.domain.imported import ImportedContact
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.parts import Customer, Identity, Person
from dispatcher.exchange.rules import CustomerRule, PersonRule
from dispatcher.exchange.template import Cells, field
from dispatcher.locale import _


class Contacts:
    """Makes contact persons from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        mapping, rule = setting.mapping, setting.mapping.person or PersonRule()
        self._source, self._identity = setting.source, Identity(mapping.key)
        self._customer = Customer(mapping.customer or CustomerRule())
        self._person, self._name, self._remark = Person(rule, setting), field(rule.name), field(rule.remark)
        self._deputy = field(rule.deputy)

    def __call__(self, line: int, cells: Cells) -> ImportedContact:
        """The person of one row. Raises BadCell."""
        leftovers: list[str] = []
        person = self._person.fill(cells, leftovers)
        if person is None:
            raise BadCell(self._name.label, "", _("Something must stand here."))
        return ImportedContact(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            customer=self._customer.fill(cells),
            person=person,
            remark="\n".join(part for part in (self._remark.text(cells), *leftovers) if part),
            deputy=self._deputy.line(cells),
        )
