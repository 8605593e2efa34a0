"""The fault report (``t``): the fault, what the customer says of its weight and time, and who acts next (B1, I1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.holders import PARTIES, holder_meant
from dispatcher.console.forms.matters import Matters
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.keys import FIELDS, FORM, JOIN, bindings_for
from dispatcher.console.messages import OwnerWanted
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell
from dispatcher.domain.ball import BALL_WORDS
from dispatcher.domain.calendar import local_day
from dispatcher.domain.field_figures import read_minutes, show_minutes
from dispatcher.domain.marks import read_marks
from dispatcher.domain.phrases import Office, Understood, echo
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import Report, When, fault_report
from dispatcher.domain.text import one_line
from dispatcher.domain.ticket import FileTicket, refuse_ticket
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

_FIELD_OF = {"title": "text", "too-long": "text", "ball-who": "who", "next-step": "step"}
"""Where a refusal belongs whose code is not the name of a field."""

_OWNER = "owner"
"""The code of a report that lacks nothing but its customer."""


@dataclass(frozen=True, slots=True)
class ReportStart:
    """Whose fault it is (``customer`` None: nobody knows yet) and what is known of him; ``people`` are his contact
    persons with their ids, ``skills`` those that any technician of ours has."""

    customer: int | None
    number: int = 0
    name: str = ""
    person: str = ""
    site: int | None = None
    state: str = ""
    direction: str = "in"
    channel: str = "T"
    people: Sequence[tuple[int, str]] = ()
    skills: Sequence[str] = ()


def subject_for(start: ReportStart, form: str) -> str:
    """The draft's subject: one report a customer and author; each unknown caller has his own."""
    return f"report/customer/{start.customer}" if start.customer is not None else f"report/unknown/{form}"


def start_from(draft: Data) -> ReportStart:
    """Whose report a draft was; what it does not tell is left out."""
    told = draft.get("start")
    known = {name: told[name] for name in ReportStart.__slots__ if name in told} if isinstance(told, dict) else {}
    people = tuple((int(ident), str(name)) for ident, name in known.pop("people", ()))
    return ReportStart(**{"customer": None, **known, "people": people})


class ReportForm(FieldForm):
    """One fault report. Text and Enter are enough; everything else has its usual value, which stands there."""

    what, verb = N_("fault report"), "ticket"
    field_of = _FIELD_OF
    understands_empty = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FORM, FIELDS, JOIN)]

    def __init__(
        self, start: ReportStart, subject: str, ties: Ties, draft: Data, office: Callable[[str], Office]
    ) -> None:
        """``office`` says where and when times are read, given the federal state of the site."""
        self.belongs = start
        self._office = office
        self._phrases = {
            "earliest": Phrase("earliest", self.office, takes_days=True),
            "due": Phrase("due", self.office, takes_days=False),
        }
        super().__init__(subject, ties, draft, {"person": start.person})
        self.matters = Matters(self, lambda _row: True)

    def office(self) -> Office:
        """Where and when this report's times are read."""
        return self._office(self.belongs.state)

    def fields(self) -> Sequence[FormField]:
        """The fault first: everything behind it may stay as it is."""
        people = [name for _ident, name in self.belongs.people]
        return (
            FormField("text", _("Fault"), required=True, rows=3),
            FormField("earliest", _("Earliest"), rows=2),
            FormField("person", _("Reported by"), choices=people),
            FormField("skills", _("Skills"), choices=self.belongs.skills, hint=_("like TK SIP")),
            FormField("minutes", _("Duration"), hint=_("like 90 or 1.5 h")),
            FormField("ball", _("Ball"), choices=[_(word) for word in PARTIES.values()]),
            FormField("who", _("Who has it"), choices=people),
            FormField("step", _("Next step")),
            FormField("due", _("Follow-up"), hint=_("like wed 14")),
        )

    # --- whose it is ---

    def about(self) -> str:
        """The customer's name."""
        return self.belongs.name or _("unknown caller")

    def customer(self) -> int | None:
        """Whose fault it is."""
        return self.belongs.customer

    def headline(self) -> str:
        """Which form it is, and for whom."""
        whose = f"K-{self.belongs.number} {one_line(self.belongs.name)}" if self.belongs.number else self.about()
        return f"{_('FAULT REPORT')} {whose}"

    def keys(self) -> str:
        """The mark for urgent belongs to the keys."""
        return _("Enter file   Tab fields   F4 list   ! = urgent   Ctrl+O new line   Esc park")

    def belong_to(self, start: ReportStart) -> None:
        """It turned out whose fault it is."""
        self.belongs = replace(start, person="", direction=self.belongs.direction, channel=self.belongs.channel)
        for name in ("person", "who"):
            self.offer(name, [person for _ident, person in start.people])
        self.changed()
        self.repaint()

    def typed_in(self) -> Data | None:
        """The fields, and whose they are."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "start": self._told(), **self.matters.told()}

    def _told(self) -> Data:
        """Whose it is, as JSON has it: a draft that comes back otherwise than it went is taken for somebody else's."""
        people = [[ident, name] for ident, name in self.belongs.people]
        return {**asdict(self.belongs), "people": people, "skills": list(self.belongs.skills)}

    # --- what is understood ---

    def echo(self, name: str, text: str) -> str:
        """What a field means; what stands in none of them has its usual value."""
        if name in self._phrases and text.strip():
            return self._phrases[name].read(text)
        if name in self._phrases:
            self._phrases[name].read("")
        if name == "minutes":
            length = read_minutes(text.strip(), None)
            return length.sentence if isinstance(length, Refusal) else show_minutes(length, "")
        return self._usual(name) if name in ("ball", "who", "step", "due") else ""

    def _usual(self, name: str) -> str:
        """What the ticket would have, as it stands."""
        made = self._draft()
        if isinstance(made, Refusal):
            return made.sentence if name == made.code else ""
        ball = made.ball
        if name == "due":
            return self._date(ball.due) if ball.due is not None else ""
        said = {"ball": _(BALL_WORDS[ball.holder]), "who": ball.who, "step": ball.next_step}[name]
        return said if said != self.values()[name] else ""

    def _date(self, instant: datetime) -> str:
        office = self.office()
        day = local_day(instant, office.zone)
        return echo(Understood("", day, instant), office.now, office.zone)

    def typed(self, name: str) -> None:
        """The usual values follow what is typed elsewhere."""
        for other in ("ball", "who", "step", "due"):
            if other != name:
                self._understand(other)
        if name == "text":
            self.matters.look(self.belongs.customer, self.values()["text"], self.belongs.site)

    # --- filing ---

    def command(self) -> FileTicket | Refusal:
        """The ticket, or what is wrong; times are asked and warned about here."""
        times: list[When | None] = []
        for phrase in self._phrases.values():
            taken = phrase.take()
            if isinstance(taken, Refusal):
                return taken
            times.append(taken)
        made = self._ticket(self.values()["text"], *times)
        if isinstance(made, Refusal):
            return made
        joined = self.matters.joined
        return refuse_ticket(made) or self._nobodys() or replace(made, joins=joined.ticket if joined else None)

    def _nobodys(self) -> Refusal | None:
        """Whose it is comes last, when everything else is right."""
        return Refusal(_OWNER, "") if self.belongs.customer is None else None

    def _draft(self) -> FileTicket | Refusal:
        """The ticket as far as it is typed, for the usual values."""
        text = self.values()["text"]
        return self._ticket(text if read_marks(text).text else f"{text} ?", self._phrases["earliest"].meant(), None)

    def _ticket(self, text: str, earliest: When | None, due: When | None) -> FileTicket | Refusal:
        values, start = self.values(), self.belongs
        holder, minutes = holder_meant(values["ball"]), read_minutes(values["minutes"], None)
        if values["ball"] and not holder:
            return Refusal("ball", _("The ball is with us, the customer or another party."))
        if isinstance(minutes, Refusal):
            return minutes
        report = Report(
            customer=start.customer or 0,
            text=text,
            earliest=earliest,
            person=values["person"],
            skills=tuple(values["skills"].replace(",", " ").upper().split()),
            minutes=minutes or None,
            ball=holder,
            who=values["who"],
            step=values["step"],
            due=due,
            direction=start.direction,
            channel=start.channel,
            site=start.site,
            people=tuple(start.people),
        )
        office = self.office()
        return fault_report(report, office.now, office.zone, office.state)

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs; a report of nobody asks whose it is."""
        if refusal.code == _OWNER:
            self.post_message(OwnerWanted())
        else:
            super().refused(refusal)

    # --- the matter it belongs to ---

    def last_lines(self, width: int) -> Sequence[Line]:
        """The open matter it probably belongs to stands above the keys."""
        first, *rest = super().last_lines(width)
        return [first or self.matters.line(width, _("becomes a report of T-{number}")), *rest]

    def action_join(self) -> None:
        """It belongs to the matter that is offered; pressed again, to the next one."""
        if self.matters.awaits():
            return
        self.matters.step()
        self.changed()
        self.repaint()

    # --- drawing and keys ---

    def _rows_of(self, one: FormField, here: bool, label: int, room: int) -> list[Line]:
        if one.name != "earliest":
            return super()._rows_of(one, here, label, room)
        made = self._draft()
        is_urgent = not isinstance(made, Refusal) and made.urgent
        urgent: tuple[Span, Span] = (
            (f" {_('Urgent by the customer')} ", "plain"),
            (cell(_("YES") if is_urgent else _("no"), 5), "due" if is_urgent else "plain"),
        )
        mark: MarkName = "head" if here else "plain"
        named = f"{'>' if here else ' '}{_('Earliest by the customer')}  "
        edit, free = self._edits[one.name], label + 1 + room - sum(cell_len(text) for text, _mark in urgent)
        before, behind = edit.text[: edit.at], edit.text[edit.at :]
        shown = f"{before[-max(1, free - cell_len(named) - 2) :]}_{behind}" if here else edit.text
        understood = self._echoes[one.name] or (_("like wed 8-10") if here else "")
        sign = "=" if self._echoes[one.name] else " "
        below: Line = ((f"   {sign} {understood}" if understood else "", "plain" if sign == "=" else "done"),)
        return [(*urgent, (named, mark), (one_line(shown), mark)), below]

    def phrase_in(self, name: str) -> Phrase | None:
        """Those of both times."""
        return self._phrases.get(name)

    def action_line(self) -> None:
        """A new line, in the fault only."""
        if self.field.name == "text":
            super().action_line()


def reopened(subject: str, draft: Data, ties: Ties) -> ReportForm:
    """The report of a draft as it was left."""
    return ReportForm(start_from(draft), subject, ties, draft, ties.office)
