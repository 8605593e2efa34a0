"""Lists of technicians."""

from __future__ import annotations

from dispatcher.domain.imported import ImportedTechnician
from dispatcher.domain.technician import STATUS
from dispatcher.exchange import cells as cell
from dispatcher.exchange import typed
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.parts import Identity
from dispatcher.exchange.rules import TechnicianRule
from dispatcher.exchange.template import Cells, field
from dispatcher.locale import _

_LONGEST_CODE = 24


class Technicians:
    """Makes technicians from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        rule = setting.mapping.technician or TechnicianRule(code="", name="")
        self._source, self._identity, self._setting = setting.source, Identity(setting.mapping.key), setting
        self._fields = {name: field(getattr(rule, name)) for name in TechnicianRule.__struct_fields__}

    def __call__(self, line: int, cells: Cells) -> ImportedTechnician:
        """The technician of one row. Raises BadCell."""
        fields = self._fields
        code = cell.needed(fields["code"].line(cells), fields["code"].label)
        return ImportedTechnician(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            code=cell.short(code, fields["code"].label, _LONGEST_CODE),
            name=cell.needed(fields["name"].line(cells), fields["name"].label),
            skills=cell.names(fields["skills"].line(cells), " ,;"),
            region=fields["region"].line(cells),
            hours=typed.hours(fields["hours"], cells),
            phone=typed.telephone(fields["phone"], cells, self._setting),
            status=self._status(cells),
            lunch=typed.day_span(fields["lunch"], cells),
            reserve=typed.day_span(fields["reserve"], cells),
        )

    def _status(self, cells: Cells) -> int | None:
        text, label = self._fields["status"].line(cells), self._fields["status"].label
        if text and text not in {str(digit) for digit in STATUS}:
            raise BadCell(label, text, _("A status is one digit, 0 to 9."))
        return int(text) if text else None
