"""Lists of colleagues."""

from __future__ import annotations

from dispatcher.domain.imported_records import ImportedColleague
from dispatcher.exchange import cells as cell
from dispatcher.exchange import typed
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.parts import Identity, worded
from dispatcher.exchange.rules import ColleagueRule
from dispatcher.exchange.template import Cells, field

_LONGEST_SIGN, _LONGEST_LOGIN = 8, 64


class Colleagues:
    """Makes colleagues from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        rule = setting.mapping.colleague or ColleagueRule(sign="", name="")
        self._source, self._identity, self._setting = setting.source, Identity(setting.mapping.key), setting
        self._fields = {name: field(getattr(rule, name)) for name in ColleagueRule.__struct_fields__}
        self._role = worded("colleague.role", self._fields["role"], setting)

    def __call__(self, line: int, cells: Cells) -> ImportedColleague:
        """The colleague of one row. Raises BadCell."""
        fields = self._fields
        sign = typed.word(fields["sign"], cells, _LONGEST_SIGN)
        phone = typed.telephone(fields["phone"], cells, self._setting)
        return ImportedColleague(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            sign=cell.needed(sign, fields["sign"].label),
            login=typed.word(fields["login"], cells, _LONGEST_LOGIN) or sign,
            name=cell.needed(fields["name"].line(cells), fields["name"].label),
            role=self._role.fill(cells) or "dispatcher",
            stand_in=typed.word(fields["stand_in"], cells, _LONGEST_SIGN),
            phone=phone.value if phone else "",
        )
