"""No access (``9``): the protocol of a drive in vain; whom one met, whom one tried, from when to when (B13)."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.visit import Visited, VisitForm, visited_from
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.calendar import to_local
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.reported import read_attempts
from dispatcher.domain.status import NoAccess
from dispatcher.locale import N_, _

_MINUTES = ("wait", "travel")


def subject_for(visit: Visited) -> str:
    """The draft's subject: one a visit and author."""
    return f"no-access/appointment/{visit.appointment}"


class NoAccessForm(VisitForm):
    """Person, Tab, attempts, Enter are enough where status 4 told the arrival."""

    what, verb = N_("no access"), "no access"

    def fields(self) -> Sequence[FormField]:
        """What is asked first stands first; the rest may stay as it is."""
        visit, tried = self.visit, _("like 0904 -117, 0906 -118")
        return (
            FormField("person", _("Met"), choices=visit.people, hint=_("who was met, be it at the desk")),
            FormField("attempts", _("Tried"), choices=visit.numbers, between=", ", hint=tried),
            FormField("arrived", _("Arrived"), required=True, hint=_("like 0900")),
            FormField("wait", _("Waited, minutes"), hint=_("left out: until now")),
            FormField("travel", _("Driven, minutes")),
            FormField("parking", _("Parking")),
            FormField("fine", _("Fine")),
            FormField("text", _("Text"), rows=2),
        )

    def proposed(self) -> dict[str, str]:
        """The arrival that status 4 told, else when the visit was to begin; the way there and back."""
        visit = self.visit
        came = visit.arrived or (visit.begins if visit.begins and visit.begins <= self.office().now else None)
        arrived = f"{to_local(came, visit.zone):%H:%M}" if came is not None else ""
        return {"arrived": arrived, "travel": str(2 * visit.travel_minutes) if visit.travel_minutes else ""}

    def echo(self, name: str, text: str) -> str:
        """What a time means, and how many attempts there were."""
        if name == "arrived":
            return self._arrival(text)
        if name == "attempts":
            told = read_attempts(text, self.office().now, self.visit.zone)
            return told.sentence if isinstance(told, Refusal) else _("attempts: {n}").format(n=len(told))
        return _("no number of minutes") if name in _MINUTES and self.minutes(text) is None else ""

    def _arrival(self, text: str) -> str:
        """When he arrived; before the window it is not the customer who was not there (X14)."""
        at, begins = self.reported(text), self.visit.begins
        if at is None:
            return _("no time of day")
        is_early = begins is not None and at < begins and self.office().now < begins
        return f"{to_local(at, self.visit.zone):%d.%m. %H:%M}" + (f"   {_('before the window')} !" if is_early else "")

    def notes(self, width: int) -> Sequence[Line]:
        """What filing it does."""
        told = (
            _("The clock stops with it, unless he came outside the window."),
            _("Drive chargeable? Check the contract."),
        )
        return [((cell(f" {line}", width), "plain"),) for line in told]

    def command(self) -> NoAccess | Refusal:
        """The protocol, or what is missing."""
        values, now = self.values(), self.office().now
        if (refusal := self.missing()) is not None:
            return refusal
        attempts = read_attempts(values["attempts"], now, self.visit.zone)
        if isinstance(attempts, Refusal):
            return attempts
        arrived = self.reported(values["arrived"])
        if arrived is None:
            return Refusal("arrived", _("When did he arrive? A time is needed."))
        minutes = {name: self.minutes(values[name]) for name in _MINUTES}
        if wrong := next((name for name in _MINUTES if values[name] and minutes[name] is None), None):
            return Refusal(wrong, _("How many minutes? A number is needed."))
        is_told = values["arrived"] == self.start["arrived"] and self.visit.arrived is not None
        return NoAccess(
            self.visit.appointment,
            self.visit.arrived if is_told else arrived,
            values["person"],
            attempts,
            minutes["wait"],
            minutes["travel"],
            values["parking"],
            values["fine"],
            values["text"],
            seen=self.visit.version,
        )


def reopened(subject: str, draft: Data, ties: Ties) -> NoAccessForm | None:
    """The form of a draft as it was left."""
    visit = visited_from(draft)
    return NoAccessForm(visit, subject, ties, draft) if visit is not None else None
