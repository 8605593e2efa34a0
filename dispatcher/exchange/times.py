"""The times of a row: its local dates in the zone it names, or in the list's."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dispatcher.domain.calendar import day_bounds, local_day
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.moments import Moments
from dispatcher.exchange.parts import zone
from dispatcher.exchange.template import Cells, Field, Texts, field
from dispatcher.locale import _


class Times:
    """Reads the dates of one list."""

    def __init__(self, setting: Setting, zone_texts: Texts) -> None:
        """``zone_texts`` is what the mapping says about a row's own zone."""
        self._moments = Moments(setting.mapping.dates)
        self._own_zone = field(zone_texts)
        self._zone = ZoneInfo(setting.zone)

    def zone(self, cells: Cells) -> ZoneInfo:
        """The zone of one row. Raises BadCell."""
        name = self._own_zone.line(cells)
        return zone(name, self._own_zone.label) if name else self._zone

    def at(self, cells: Cells, source: Field) -> datetime | None:
        """The instant in UTC that ``source`` names in one row; None where it is empty. Raises BadCell."""
        return self._moments.instant(source.line(cells), source.label, self.zone(cells))

    def until(self, cells: Cells, source: Field) -> datetime | None:
        """The same for an end: a day without a time means all of it. Raises BadCell."""
        found = self.at(cells, source)
        if found is None or not self._moments.is_day(source.line(cells)):
            return found
        zone = self.zone(cells).key
        return day_bounds(local_day(found, zone), zone)[1]

    def day(self, cells: Cells, source: Field) -> str:
        """The day that ``source`` names, as an ISO date; empty where it is empty. Raises BadCell."""
        found = self.at(cells, source)
        return local_day(found, self.zone(cells).key).isoformat() if found else ""

    def needed(self, cells: Cells, source: Field) -> datetime:
        """The same where one must stand. Raises BadCell."""
        found = self.at(cells, source)
        if found is None:
            raise BadCell(source.label, "", _("Something must stand here."))
        return found
