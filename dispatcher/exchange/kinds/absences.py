"""Lists of absences: who is away from when until when, never why."""

from __future__ import annotations

from dispatcher.domain.imported_records import ImportedAbsence
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.parts import Customer, Identity
from dispatcher.exchange.rules import AbsenceRule, CustomerRule
from dispatcher.exchange.template import Cells, field
from dispatcher.exchange.times import Times
from dispatcher.locale import _


class Absences:
    """Makes absences from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        rule = setting.mapping.absence or AbsenceRule(starts="")
        self._source, self._identity = setting.source, Identity(setting.mapping.key)
        self._customer = Customer(setting.mapping.customer or CustomerRule())
        self._fields = {name: field(getattr(rule, name)) for name in AbsenceRule.__struct_fields__}
        self._times = Times(setting, rule.zone)

    def __call__(self, line: int, cells: Cells) -> ImportedAbsence:
        """The absence of one row. Raises BadCell."""
        fields = self._fields
        who = {name: fields[name].line(cells) for name in ("technician", "colleague", "person")}
        if sum(map(bool, who.values())) != 1:
            columns = ", ".join(label for name in who if (label := fields[name].label))
            raise BadCell(columns, "", _("One technician, one colleague or one person must stand here."))
        return ImportedAbsence(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            starts=self._times.needed(cells, fields["starts"]),
            ends=self._times.until(cells, fields["ends"]),
            told=self._times.at(cells, fields["told"]),
            customer=self._customer.fill(cells) if who["person"] else None,
            **who,
        )
