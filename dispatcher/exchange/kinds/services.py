"""Lists of services: mail servers, lines, lifts, and the customers who have them."""

from __future__ import annotations

import re

from dispatcher.domain.imported import CustomerRef
from dispatcher.domain.imported_records import ImportedService
from dispatcher.exchange import cells as cell
from dispatcher.exchange import typed
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.parts import Identity
from dispatcher.exchange.rules import ServiceRule
from dispatcher.exchange.template import Cells, field

_OUR_NUMBER = re.compile(r"[kK]-(\d{1,9})")


class Services:
    """Makes services from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        rule = setting.mapping.service or ServiceRule(name="")
        self._source, self._identity = setting.source, Identity(setting.mapping.key)
        self._customer_source = rule.customer_source
        names = [name for name in ServiceRule.__struct_fields__ if name != "customer_source"]
        self._fields = {name: field(getattr(rule, name)) for name in names}

    def __call__(self, line: int, cells: Cells) -> ImportedService:
        """The service of one row. Raises BadCell."""
        fields = self._fields
        return ImportedService(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            name=cell.needed(fields["name"].line(cells), fields["name"].label),
            kind=fields["kind"].line(cells),
            availability=typed.percent(fields["availability"], cells),
            remark=fields["remark"].text(cells),
            customers=self._customers(cells),
        )

    def _customers(self, cells: Cells) -> tuple[CustomerRef, ...]:
        source = self._fields["customers"]
        return tuple(self._customer(name, source.label) for name in cell.names(source.line(cells), ";,"))

    def _customer(self, name: str, label: str) -> CustomerRef:
        ours = _OUR_NUMBER.fullmatch(name)
        number = int(ours[1]) if ours else None
        return CustomerRef(cell.key(name, label), "", number, source=self._customer_source)
