"""The head line of a note: direction, channel, person, ticket; each field by a letter or from a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, fit
from dispatcher.domain.contact import CHANNELS, DIRECTION_SIGNS, DIRECTIONS
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

_DIRECTION_WORDS = {"in": N_("in"), "out": N_("out"), "internal": N_("internal")}
_DIRECTION_KEYS = {"<": "in", ">": "out", "i": "internal"}
_PERSON = 26
"""Signs of the person's name on show."""
FIELDS = ("direction", "channel", "person", "ticket")


@dataclass(frozen=True, slots=True)
class TicketChoice:
    """A ticket the note may be about; ``id`` None is none."""

    id: int | None
    shown: str


class NoteHead(Widget, can_focus=True):
    """One line; Tab and Shift+Tab go from field to field, F4 and Down through a field's choices."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "NoteHead { height: 1; width: 1fr; background: ansi_default; }"

    class Changed(Message):
        """A field has another value."""

    class Left(Message):
        """Tab left the last field, or Shift+Tab the first."""

    def __init__(self) -> None:
        super().__init__()
        self.direction, self.channel = "in", "T"
        self.person = LineEdit()
        self._people: Sequence[str] = ()
        self._tickets: Sequence[TicketChoice] = (TicketChoice(None, ""),)
        self._ticket = 0
        self._field = 0

    @property
    def people(self) -> Sequence[str]:
        """The customer's contact persons, as far as they are known."""
        return self._people

    @property
    def chosen(self) -> TicketChoice:
        """The ticket the note is about; without an id it is about none."""
        return self._tickets[self._ticket]

    @property
    def tickets(self) -> Sequence[TicketChoice]:
        """What the note may be about, none of them first."""
        return self._tickets

    def offer(self, people: Sequence[str], tickets: Sequence[TicketChoice], chosen: TicketChoice) -> None:
        """The customer's people and open tickets; ``chosen`` is kept, also where it is not among them any more."""
        none = TicketChoice(None, "")
        known = [none, *tickets]
        at = next((n for n, choice in enumerate(known) if choice.id == chosen.id), len(known))
        self._people = people
        self._tickets, self._ticket = tuple(known if at < len(known) else [*known, chosen]), at
        self.refresh()

    def set(self, direction: str, channel: str, person: str) -> None:
        """Values of a draft or the defaults of how the note was opened."""
        self.direction = direction if direction in DIRECTIONS else "in"
        self.channel = channel if channel in CHANNELS else ""
        self.person.set(person)
        self.refresh()

    def enter(self, first: bool) -> None:
        """Coming from the text: the first field or the last."""
        self._field = 0 if first else len(FIELDS) - 1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The four fields; the one with the cursor is reversed."""
        return Strip(fit(self._spans(), self.size.width), self.size.width)

    def _spans(self) -> Line:
        sign = DIRECTION_SIGNS[self.direction]
        values = (
            f"{sign} {_(_DIRECTION_WORDS[self.direction])}",
            _(CHANNELS[self.channel]) if self.channel else _("no channel"),
            f"{_('person')} {self._person()}",
            self.chosen.shown or _("no ticket"),
        )
        spans: list[tuple[str, MarkName]] = []
        for index, value in enumerate(values):
            mark: MarkName = "cursor" if self.has_focus and index == self._field else "plain"
            spans += [(f" {value} ", mark), (" ", "plain")]
        return spans

    def _person(self) -> str:
        """The end of a long name, so that the ticket behind it stays in sight; the cursor where it is."""
        text, at = self.person.text, self.person.at
        if not (self.has_focus and FIELDS[self._field] == "person"):
            return text[:_PERSON]
        return f"{text[:at][-_PERSON:]}_{text[at:]}"

    def on_key(self, event: events.Key) -> None:
        """Change the field with the cursor."""
        if self._edit(FIELDS[self._field], event):
            event.stop()
            event.prevent_default()
            self.refresh()
            self.post_message(self.Changed())

    def _edit(self, field: str, event: events.Key) -> bool:
        if event.key in ("f4", "down", "up"):
            self._choose(field, -1 if event.key == "up" else 1)
            return True
        if field == "person":
            return self.person.key(event)
        if event.key in ("space", "left", "right"):
            self._choose(field, -1 if event.key == "left" else 1)
            return True
        letter = (event.character or "").upper()
        if field == "channel" and letter in CHANNELS:
            self.channel = letter
            return True
        if field == "direction" and (event.character or "") in _DIRECTION_KEYS:
            self.direction = _DIRECTION_KEYS[event.character or ""]
            return True
        return event.is_printable

    def _choose(self, field: str, by: int) -> None:
        if field == "direction":
            self.direction = DIRECTIONS[(DIRECTIONS.index(self.direction) + by) % len(DIRECTIONS)]
        elif field == "channel":
            letters = list(CHANNELS)
            at = letters.index(self.channel) if self.channel else -by
            self.channel = letters[(at + by) % len(letters)]
        elif field == "ticket":
            self._ticket = (self._ticket + by) % len(self._tickets)
        elif self._people:
            at = self._people.index(self.person.text) if self.person.text in self._people else -by
            self.person.set(self._people[(at + by) % len(self._people)])

    def move(self, by: int) -> None:
        """Go to the next field or the one before; beyond the ends to the text."""
        self._field += by
        if not 0 <= self._field < len(FIELDS):
            self._field = 0
            self.post_message(self.Left())
        self.refresh()
