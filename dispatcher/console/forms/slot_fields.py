"""The fields beside the best slots: a time and technicians of one's own, the window told, who opens, and a reason."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from rich.cells import cell_len
from textual import events

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.forms.slot_start import SlotStart, told_of
from dispatcher.console.slot_messages import SlotDayWanted
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell
from dispatcher.domain.calendar import local_day, minute_of_day
from dispatcher.domain.phrases import Office
from dispatcher.domain.placing import Placing, placed
from dispatcher.domain.planning import PlanningRow, Worker
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import parse_span
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

OVERRIDE = "override"
LABELS = {
    "when": N_("Time"),
    "who": N_("Who"),
    "window": N_("Window"),
    "opener": N_("Opens"),
    OVERRIDE: N_("Reason"),
}
"""The fields in their order, with their labels."""
_ROWS = (("when", "who"), ("window", "opener"))
FIELDS_OF = {"window": "window", "opener": "opener", "when": "when", "who": "who", "technician": "who"}
"""Where a refusal belongs, by its code."""
_HINTS = {"when": N_("wed 9"), "window": N_("8-10")}


class SlotFields(Form):
    """The list has the cursor while :attr:`field` is empty."""

    def __init__(self, start: SlotStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(subject, ties, draft)
        self.start = start
        self.field = ""
        self.role = ""
        self.zone = ties.office("").zone
        kept = draft.get("words") or {}
        self._words = {name: LineEdit(str(kept.get(name, ""))) for name in LABELS}
        self.until = Phrase("when", self.office, takes_days=False)
        self.until.read(self.words("when"))
        self._days: dict[date, PlanningRow] = {}
        self._asked_for: date | None = None
        self._files_then = False

    @abstractmethod
    def takes(self, event: events.Key) -> bool:
        """What a key means in the list."""

    # --- what is typed ---

    def office(self) -> Office:
        """Where and when a time is read."""
        return self.ties.office("")

    def about(self) -> str:
        """The customer's name."""
        return self.start.name

    def customer(self) -> int | None:
        """Whose ticket it is."""
        return self.start.customer

    def words(self, name: str) -> str:
        """What stands in a field."""
        return self._words[name].text.strip()

    def typed_in(self) -> Data | None:
        """The fields, where there is something in one of them."""
        return self.told() if any(map(self.words, LABELS)) else None

    def told(self) -> Data:
        """The whole of it, as a draft keeps it."""
        return {"start": told_of(self.start), "words": {name: edit.text for name, edit in self._words.items()}}

    def go_to(self, field: str) -> None:
        """Put the cursor into a field, or with an empty name into the list."""
        self.field = field
        self.say("")

    def action_field(self, by: int) -> None:
        """From the list through the fields and back; the reason is among them once it is wanted."""
        order = ["", *(name for name in LABELS if name != OVERRIDE or self.words(name) or self.field == name)]
        self.go_to(order[(order.index(self.field) + by) % len(order)])

    def action_line(self) -> None:
        """No field has several lines."""

    def type_time(self, sign: str) -> None:
        """A letter in the list begins a time of one's own."""
        self.field = "when"
        self._words["when"].set("")
        self._words["when"].insert(sign)
        self._typed()

    def action_choices(self, by: int = 1) -> None:
        """The next choice of the field, or the next field."""
        choices = self._choices()
        if not choices:
            self.action_field(by)
            return
        edit = self._words[self.field]
        at = choices.index(edit.text) if edit.text in choices else min(-by, 0)
        edit.set(choices[(at + by) % len(choices)])
        self._typed()

    def _choices(self) -> Sequence[str]:
        if self.field == "opener":
            return self.start.people
        return [one.name for one in self._workers()] if self.field == "who" else ()

    def on_key(self, event: events.Key) -> None:
        """In the list keys mean something of their own, in a field they are text; a question takes its answer."""
        if not self.field:
            is_taken = self.takes(event)
        elif self.field == "when" and self.until.answer(event.key):
            is_taken = True
            self._typed()
        else:
            is_taken = (event.character != "!" or self.field == OVERRIDE) and self._words[self.field].key(event)
            if is_taken:
                self._typed()
        if is_taken:
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words are typed words; in the list they are a time."""
        event.stop()
        self.field = self.field or "when"
        self._words[self.field].insert(event.text)
        self._typed()

    def _typed(self) -> None:
        self._files_then = False
        self.until.read(self.words("when"))
        if (day := self._day()) is not None and day not in self._days:
            self._want(day)
        self.changed()
        self.repaint()

    # --- what it means ---

    def know(self, row: PlanningRow) -> None:
        """Everybody's plan of some days; what waited for one of them is filed now."""
        self._days |= dict.fromkeys(row.days, row)
        self.repaint()
        if self._files_then and self._day() in self._days:
            self._files_then = False
            self.action_file()

    def _workers(self) -> Sequence[Worker]:
        return next(iter(self._days.values())).workers if self._days else ()

    def _day(self) -> date | None:
        understood = self.until.understood()
        return local_day(understood.starts, self.zone) if understood is not None else None

    def _want(self, day: date, *, waits: bool = False) -> None:
        self._files_then = self._files_then or waits
        if self._asked_for != day or waits:
            self._asked_for = day
            start = self.start
            self.post_message(SlotDayWanted(self.subject, start.ticket, start.appointment, day, waits))

    def refuse_fields(self) -> Refusal | None:
        """The no to what was typed and cannot be, or None; the slot itself is another matter."""
        if self.words("window") and parse_span(self.words("window")) is None:
            typed = one_line(self.words("window"))[:60]
            return Refusal("window", _('"{value}" is no window. Like: 8-10').format(value=typed))
        if self.words("when") and isinstance(when := self.until.take(), Refusal):
            return when
        crew = self._crew(())
        return crew if isinstance(crew, Refusal) else None

    def window_on(self, starts: datetime) -> tuple[datetime, datetime] | None:
        """The window that is told to the customer, on the day of the slot: that of its field, else the one that was
        typed as time; None where none is."""
        span = parse_span(self.words("window")) if self.words("window") else None
        if span is None:
            meant = self.until.understood()
            return (meant.starts, meant.ends) if meant is not None and meant.is_window and meant.ends else None
        day = local_day(starts, self.zone)
        return minute_of_day(day, self.zone, span[0]), minute_of_day(day, self.zone, span[1])

    def own(self, crew: Sequence[Worker], starts: datetime | None, *, files: bool = False) -> Placing | Refusal:
        """The slot that was typed, with all that speaks against it; what was not typed is taken from the chosen one.
        Refuses what is not understood, not known yet, or nobody's. A day that is not known is read, and only with
        ``files``, that is after Enter, the slot is filed then."""
        meant = self.until.understood()
        begin = starts if not self.words("when") else meant.starts if meant is not None and not meant.day_only else None
        if begin is None:
            return Refusal("when", self.until.said() or _("When?  Like: wed 9"))
        row = self._days.get(local_day(begin, self.zone))
        if row is None:
            self._want(local_day(begin, self.zone), waits=files)
            return Refusal("unread", _("It is being read ..."))
        who = self._crew([one.id for one in crew])
        if isinstance(who, Refusal):
            return who
        minutes = meant.length_minutes if meant is not None else None
        ends = begin + timedelta(minutes=minutes or row.job.minutes)
        workers = [one for one in row.workers if one.id in who]
        office = self.office()
        job = replace(row.job, zone=self.zone)
        return placed(job, workers, begin, ends, None, now=office.now, office_state=office.state)

    def _crew(self, otherwise: Sequence[int]) -> list[int] | Refusal:
        """Ids of those who are named, by code or the beginning of a name."""
        typed = [one.strip().casefold() for one in self.words("who").split(",") if one.strip()]
        crew: list[int] = []
        for name in typed:
            fits = [one.id for one in self._workers() if name == one.code.casefold()]
            fits = fits or [one.id for one in self._workers() if one.name.casefold().startswith(name)]
            if len(fits) != 1:
                return Refusal("who", _("Which technician?  F4 = choose him"))
            crew += fits
        if not typed and not otherwise:
            return [] if not self.words("when") else Refusal("who", _("Who goes? A technician is needed."))
        return crew or list(otherwise)

    # --- drawing ---

    def field_lines(self, width: int) -> list[Line]:
        """Two lines of fields; the reason stands in place of the second one while it is typed."""
        if self.field == OVERRIDE:
            return [self._row(_ROWS[0], width), self._row((OVERRIDE,), width)]
        return [self._row(names, width) for names in _ROWS]

    def _row(self, names: Sequence[str], width: int) -> Line:
        names = ("when",) if self.field == "when" and "when" in names else names
        room = width // len(names)
        spans: list[Span] = []
        for name in names:
            spans += self._cells(name, room)
        return tuple(spans)

    def _cells(self, name: str, room: int) -> list[Span]:
        here = name == self.field
        mark: MarkName = "head" if here else "plain"
        label = f"{'>' if here else ' '}{cell(_(LABELS[name]), 8)} "
        edit = self._words[name]
        text = f"{edit.text[: edit.at]}_{edit.text[edit.at :]}" if here else edit.text
        said = self._said(name, here=here)
        left = room - cell_len(label)
        typed = cell(one_line(text), min(left, max(4, cell_len(text) + 1)))
        rest = left - cell_len(typed)
        return [(label, mark), (typed, mark), (cell(said, rest), "plain" if self.words(name) else "done")]

    def _said(self, name: str, *, here: bool) -> str:
        if name == "when" and self.words(name):
            return f"= {self.until.said()}"
        if here and not self.words(name):
            return _(_HINTS[name]) if name in _HINTS else _("F4 = choose") if self._choices() else ""
        return ""
