"""Who has the ball, what is the next step, and until when: asked below a note that gives it away (B8, I1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell, fit
from dispatcher.domain.ball import Ball, follow_up, usual_step
from dispatcher.domain.calendar import local_day
from dispatcher.domain.phrases import Office, Understood, echo
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

FIELDS = ("who", "step", "until")
_LABEL = 13
_VALUE = 10


class BallFields(Widget, can_focus=True):
    """Three lines with a cursor in one of them; what is left empty has the usual value that stands behind it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "BallFields { height: 3; width: 1fr; background: ansi_default; }"

    class Changed(Message):
        """A field has another value."""

    class Left(Message):
        """Tab left the last field, or Shift+Tab the first."""

    def __init__(self, office: Callable[[], Office]) -> None:
        """``office`` says where and when the date is read."""
        super().__init__()
        self._office = office
        self.edits = {name: LineEdit() for name in FIELDS}
        self._until = Phrase("until", office, takes_days=False)
        self._holder, self._person = "", ""
        self._people: Sequence[str] = ()
        self._field = 0

    def tell(self, holder: str, person: str, people: Sequence[str]) -> None:
        """Where the ball goes; ``person`` has it where nobody else is named."""
        self._holder, self._person, self._people = holder, person, people
        self.refresh()

    def begin(self) -> None:
        """The cursor stands in the first field that has no usual value."""
        self.go_to("until" if self._person or self._said("who") else "who")

    def set(self, values: dict[str, str]) -> None:
        """What a draft holds."""
        for name, edit in self.edits.items():
            edit.set(str(values.get(name, "")))
        self._until.read(self.edits["until"].text)
        self.refresh()

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: edit.text for name, edit in self.edits.items()}

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self._field = FIELDS.index(name)
        self.refresh()

    def move(self, by: int) -> None:
        """Go to the next field or the one before; beyond the ends out of here."""
        at = self._field + by
        if 0 <= at < len(FIELDS):
            self.go_to(FIELDS[at])
        else:
            self.post_message(self.Left())

    def ball(self) -> Ball | Refusal:
        """The ball as it is asked for; a refusal (code: the field) where its date is not understood yet."""
        when = self._until.take()
        if isinstance(when, Refusal):
            return when
        due = when.due if when is not None else self._usual_date()
        return Ball(
            self._holder, self._said("step") or usual_step(self._holder), due, self._said("who") or self._person
        )

    def _said(self, name: str) -> str:
        return self.edits[name].text.strip()

    def _usual_date(self) -> datetime:
        office = self._office()
        return follow_up(office.now, office.zone, office.state)

    # --- drawing ---

    def render_line(self, y: int) -> Strip:
        """One field: its name, what is typed, what is understood."""
        return Strip(fit(self._line(FIELDS[y]), self.size.width), self.size.width)

    def _line(self, name: str) -> Line:
        labels = {"who": _("Who has it"), "step": _("Step"), "until": _("Until")}
        here = self.has_focus and FIELDS[self._field] == name
        mark: MarkName = "head" if here else "plain"
        edit = self.edits[name]
        text = f"{edit.text[: edit.at]}_{edit.text[edit.at :]}" if here else edit.text
        said = self._understood(name)
        shown: Span = (f" = {said}" if said else "", "plain")
        width = max(_VALUE, len(text) + 1) if said else self.size.width
        return ((">" if here else " ", "head"), (cell(labels[name], _LABEL), mark), (cell(text, width), mark), shown)

    def _understood(self, name: str) -> str:
        if name == "until" and self._said("until"):
            return self._until.said()
        if name == "until":
            office, due = self._office(), self._usual_date()
            return echo(Understood("", local_day(due, office.zone), due), office.now, office.zone)
        usual = self._person if name == "who" else usual_step(self._holder) if self._holder else ""
        return "" if self._said(name) else usual

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Letters and editing keys belong to the field with the cursor."""
        if self._edit(FIELDS[self._field], event):
            event.stop()
            event.prevent_default()
            self.refresh()
            self.post_message(self.Changed())

    def _edit(self, name: str, event: events.Key) -> bool:
        edit = self.edits[name]
        if name == "who" and event.key in ("f4", "down", "up"):
            self._choose(-1 if event.key == "up" else 1)
            return True
        if name == "until" and self._until.answer(event.key):
            return True
        taken = edit.key(event)
        if taken and name == "until":
            self._until.read(edit.text)
        return taken

    def _choose(self, by: int) -> None:
        if self._people:
            said = self.edits["who"].text
            at = self._people.index(said) if said in self._people else min(-by, 0)
            self.edits["who"].set(self._people[(at + by) % len(self._people)])
