"""Lists of customers: every row a site of a customer."""

from __future__ import annotations

from dataclasses import replace

from dispatcher.domain.imported import ImportedCustomer
from dispatcher.exchange import cells as cell
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.parts import Customer, Identity, Numbers, Person, Site, language
from dispatcher.exchange.rules import CustomerRule
from dispatcher.exchange.template import Cells, field


class Customers:
    """Makes customers from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        mapping, rule = setting.mapping, setting.mapping.customer or CustomerRule()
        self._source, self._identity = setting.source, Identity(mapping.key)
        self._customer, self._name = Customer(rule), field(rule.name)
        self._long_name, self._remark, self._language = field(rule.long_name), field(rule.remark), field(rule.language)
        self._numbers = Numbers(rule.numbers, setting)
        self._site = Site(mapping.site, setting) if mapping.site else None
        self._person = Person(mapping.person, setting) if mapping.person else None

    def __call__(self, line: int, cells: Cells) -> ImportedCustomer:
        """The customer of one row. Raises BadCell."""
        cell.needed(self._name.line(cells), self._name.label)
        key, customer, leftovers = self._identity.fill(cells), self._customer.fill(cells), list[str]()
        numbers = self._numbers.fill(cells, leftovers)
        person = self._person.fill(cells, leftovers) if self._person else None
        return ImportedCustomer(
            source=self._source,
            key=key,
            line=line,
            customer=customer if customer.key else replace(customer, key=key),
            long_name=self._long_name.line(cells),
            language=language(self._language.line(cells), self._language.label) or "de",
            remark="\n".join(part for part in (self._remark.text(cells), *leftovers) if part),
            site=self._site.fill(cells) if self._site else None,
            person=person,
            numbers=numbers,
        )
