"""Lists of contracts."""

from __future__ import annotations

from dispatcher.domain.imported_records import ImportedContract
from dispatcher.exchange import cells as cell
from dispatcher.exchange import typed
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.parts import Customer, Identity
from dispatcher.exchange.rules import ContractRule, CustomerRule
from dispatcher.exchange.template import Cells, field
from dispatcher.exchange.times import Times


class Contracts:
    """Makes contracts from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        rule = setting.mapping.contract or ContractRule(name="")
        self._source, self._identity = setting.source, Identity(setting.mapping.key)
        self._customer = Customer(setting.mapping.customer or CustomerRule())
        self._fields = {name: field(getattr(rule, name)) for name in ContractRule.__struct_fields__}
        self._times = Times(setting, "")

    def __call__(self, line: int, cells: Cells) -> ImportedContract:
        """The contract of one row. Raises BadCell."""
        fields = self._fields
        return ImportedContract(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            customer=self._customer.fill(cells),
            name=cell.needed(fields["name"].line(cells), fields["name"].label),
            hours=typed.hours(fields["hours"], cells) if fields["hours"].text(cells) else None,
            response_minutes=typed.response(fields["response"], cells),
            availability=typed.percent(fields["availability"], cells),
            starts_on=self._times.day(cells, fields["starts"]),
            ends_on=self._times.day(cells, fields["ends"]),
            remark=fields["remark"].text(cells),
        )
