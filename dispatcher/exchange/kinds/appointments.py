"""Lists of appointments."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.appointment import LONGEST, LONGEST_TRAVEL
from dispatcher.domain.imported import ImportedAppointment
from dispatcher.exchange import cells as cell
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.parts import Identity
from dispatcher.exchange.rules import AppointmentRule
from dispatcher.exchange.template import Cells, field
from dispatcher.exchange.times import Times
from dispatcher.exchange.wording import Worded
from dispatcher.exchange.words import words
from dispatcher.locale import _


class Appointments:
    """Makes appointments from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        mapping = setting.mapping
        rule = mapping.appointment or AppointmentRule(ticket="", start="")
        self._source, self._identity, self._rule = setting.source, Identity(mapping.key), rule
        names = [name for name in AppointmentRule.__struct_fields__ if name != "ticket_source"]
        self._fields = {name: field(getattr(rule, name)) for name in names}
        self._times = Times(setting, rule.zone)
        translations = mapping.values.get("appointment.state", {})
        self._state = Worded(self._fields["state"], words("appointment.state", translations))

    def __call__(self, line: int, cells: Cells) -> ImportedAppointment:
        """The appointment of one row. Raises BadCell."""
        fields = self._fields
        starts = self._times.needed(cells, fields["start"])
        return ImportedAppointment(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            ticket_key=cell.key(fields["ticket"].line(cells), fields["ticket"].label),
            ticket_source=self._rule.ticket_source or self._source,
            technicians=cell.names(fields["technicians"].line(cells), ",;/+"),
            starts=starts,
            ends=self._end(cells, starts),
            state=self._state.fill(cells) or "proposed",
            zone=self._times.zone(cells).key,
            window=cell.window(fields["window"].line(cells), fields["window"].label),
            travel_minutes=self._travel(cells),
            booked=self._times.at(cells, fields["booked"]),
            author=fields["author"].line(cells),
        )

    def _end(self, cells: Cells, starts: datetime) -> datetime:
        end, minutes = self._fields["end"], self._fields["minutes"]
        length = cell.minutes(minutes.line(cells), minutes.label)
        ends = self._times.at(cells, end) or (starts + timedelta(minutes=length) if length else None)
        label = end.label or minutes.label
        if ends is None:
            raise BadCell(label, "", _("An end or a length must stand here."))
        if ends <= starts:
            raise BadCell(label, end.line(cells), _("The end is not behind the start."))
        if ends - starts > LONGEST:
            raise BadCell(label, end.line(cells), _("An appointment is at most 24 hours long."))
        return ends

    def _travel(self, cells: Cells) -> int:
        text, label = self._fields["travel"].line(cells), self._fields["travel"].label
        travel = cell.minutes(text, label) or 0
        if travel > LONGEST_TRAVEL:
            raise BadCell(label, text, _("A journey is at most 24 hours."))
        return travel
