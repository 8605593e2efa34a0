"""A form of labelled fields one below another, drawn by the box itself: what is typed on the left, what is understood
of it behind.

::

    class FaultForm(FieldForm):
        what, verb = N_("fault report"), "ticket"

        def fields(self) -> Sequence[FormField]:
            return FormField("text", _("Text"), required=True, rows=3), FormField("earliest", _("Earliest"))

        def command(self) -> FaultReport | Refusal: ...      # from self.values(); code of a Refusal = name of the field
        def echo(self, name: str, text: str) -> str: ...     # drawn behind the field, after each key
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.field_lines import signed, value_spans, wrapped
from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.keys import FIELDS, FORM, bindings_for
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.console.forms.phrase import Phrase

_LABEL = 30
"""Cells that a label may take."""
_FRAME_AND_LAST = 4
"""Rows beside the fields: the frame and the last two lines."""


@dataclass(frozen=True, slots=True)
class FormField:
    """``label``, ``hint`` and ``choices`` are in the language in use. ``choices`` are offered by F4, Down and Up (those
    that begin with what is typed), and never forced: what the field takes is the command's business. ``rows`` over
    one wraps the text and lets Ctrl+O make a new line. ``between`` is what stands between several choices in one field;
    then only what is behind the last one is chosen. ``hint`` stands behind the field with the cursor while nothing
    is understood of it yet; without one its choices do."""

    name: str
    label: str
    required: bool = False
    choices: Sequence[str] = ()
    hint: str = ""
    rows: int = 1
    between: str = ""


class FieldForm(Form):
    """Fields with a cursor in one of them. A subclass gives :meth:`fields`, and :meth:`echo` where it has one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FORM, FIELDS)]
    field_of: ClassVar[Mapping[str, str]] = {}
    """The fields where refusals belong whose codes are not the name of one."""
    understands_empty = False
    """Whether an empty field means something as well."""

    def __init__(self, subject: str, ties: Ties, draft: Data, values: Mapping[str, str] | None = None) -> None:
        """``values`` is what stands in the fields of a fresh form; over it goes what the ``draft`` holds."""
        super().__init__(subject, ties, draft)
        self._is_sent = False
        kept = draft.get("values", {})
        self.all_fields = tuple(self.fields())
        self.start = {one.name: (values or {}).get(one.name, "") for one in self.all_fields}
        self._edits = {
            one.name: LineEdit(str(kept.get(one.name, self.start[one.name])), lines=one.rows > 1)
            for one in self.all_fields
        }
        self._echoes = {one.name: "" for one in self.all_fields}
        self._stem = ""
        self._at = self._index(str(draft.get("field", "")))
        self._top = 0
        self.tallest = sum(one.rows for one in self.all_fields) + len(self.notes(76)) + _FRAME_AND_LAST

    # --- what a form of its own says ---

    @abstractmethod
    def fields(self) -> Sequence[FormField]:
        """The fields from top to bottom; asked once, before anything else of the form is there."""

    def echo(self, name: str, text: str) -> str:
        """What is understood of ``text`` in the field ``name``, or empty."""
        return ""

    def phrase_in(self, name: str) -> Phrase | None:
        """The time phrase in the field ``name``, whose questions take their keys; None where it holds none."""
        return None

    def notes(self, width: int) -> Sequence[Line]:
        """Lines below the fields, always as many; asked for the first time when the fields are there."""
        return ()

    def typed(self, name: str) -> None:
        """Something was typed into the field ``name``; its draft and its echo are looked after."""

    # --- values ---

    def values(self) -> dict[str, str]:
        """What stands in the fields, without blanks around it."""
        return {name: edit.text.strip() for name, edit in self._edits.items()}

    def set_value(self, name: str, text: str) -> None:
        """Put ``text`` into a field as if it were typed."""
        self._edits[name].set(text)
        self._typed(name)

    def offer(self, name: str, choices: Sequence[str]) -> None:
        """The choices of a field are known only now."""
        self.all_fields = tuple(replace(one, choices=choices) if one.name == name else one for one in self.all_fields)
        self.repaint()

    @property
    def field(self) -> FormField:
        """The field with the cursor."""
        return self.all_fields[self._at]

    def go_to(self, name: str) -> None:
        """Put the cursor into a field; another name than one of a field leaves it where it is."""
        self._at = self._index(name, self._at)
        self._stem = ""
        self.repaint()

    def missing(self) -> Refusal | None:
        """The first required field that is empty, as the refusal of a command."""
        values = self.values()
        empty = next((one for one in self.all_fields if one.required and not values[one.name]), None)
        if empty is None:
            return None
        return Refusal(empty.name, _("{field} is missing.").format(field=empty.label))

    def refused(self, refusal: Refusal) -> None:
        """The sentence in the last line, the cursor in the field where the refusal belongs."""
        self.go_to(self.field_of.get(refusal.code, refusal.code))
        self.say(refusal.sentence)

    def typed_in(self) -> Data | None:
        """The fields, where one of them is no longer as it was; sent off they are whole in any case, because what
        stood there already may be what is refused."""
        values = {name: edit.text for name, edit in self._edits.items()}
        return None if values == self.start and not self._is_sent else {"values": values, "field": self.field.name}

    def action_file(self) -> None:
        """Send it off with all its fields."""
        self._is_sent = True
        super().action_file()
        self._is_sent = False

    def on_mount(self) -> None:
        """What the fields hold already is understood at once."""
        for one in self.all_fields:
            self._understand(one.name)

    def _index(self, name: str, otherwise: int = 0) -> int:
        return next((index for index, one in enumerate(self.all_fields) if one.name == name), otherwise)

    def _understand(self, name: str) -> None:
        text = self._edits[name].text
        self._echoes[name] = self.echo(name, text) if self.understands_empty or text.strip() else ""

    def _typed(self, name: str) -> None:
        self._understand(name)
        self.typed(name)
        self.changed()
        self.repaint()

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As many fields as there is room for, the one with the cursor among them; notes; the last line."""
        notes = list(self.notes(width))
        last = self.last_lines(width)
        room = max(1, height - len(last) - len(notes))
        rows = self._all_rows(width)
        first = sum(one.rows for one in self.all_fields[: self._at])
        self._top = max(0, first + self.field.rows - room, min(self._top, first, len(rows) - room))
        shown = [self._more(row, index, len(rows), room, width) for index, row in enumerate(rows)][self._top :][:room]
        blank: Line = ()
        return [*shown, *[blank] * (room - len(shown)), *notes, *last]

    def _more(self, row: Line, index: int, count: int, room: int, width: int) -> Line:
        """The edge rows tell that there is more above or below, at their right end where that is free."""
        above, below = index == self._top > 0, index == self._top + room - 1 < count - 1
        return signed(row, "^" if above else "v", width) if above or below else row

    def _all_rows(self, width: int) -> list[Line]:
        label = min(_LABEL, max(cell_len(one.label) + 2 * one.required for one in self.all_fields) + 2)
        rows: list[Line] = []
        for index, one in enumerate(self.all_fields):
            rows += self._rows_of(one, index == self._at, label, width - label - 1)
        return rows

    def _rows_of(self, one: FormField, here: bool, label: int, room: int) -> list[Line]:
        mark: MarkName = "head" if here else "plain"
        head = cell(f"{one.label} *" if one.required else one.label, label - 1) + " "
        first: tuple[Span, Span] = (">" if here else " ", "head"), (head, mark)
        if one.rows == 1:
            return [(*first, *self._value(one, here, room))]
        texts = wrapped(self._edits[one.name], one.rows, here=here, room=room)
        lines: list[Line] = [(*first, (texts[0], mark))]
        return lines + [((" " * (label + 1), "plain"), (text, mark)) for text in texts[1:]]

    def _value(self, one: FormField, here: bool, room: int) -> list[Span]:
        return value_spans(one, self._edits[one.name], self._echoes[one.name], here=here, room=room)

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """A question about a time takes its keys; letters and editing keys belong to the field with the cursor."""
        name = self.field.name
        phrase = self.phrase_in(name)
        if (phrase is not None and phrase.answer(event.key)) or self._edits[name].key(event):
            event.stop()
            event.prevent_default()
            self._stem = ""
            self._typed(name)

    def on_paste(self, event: events.Paste) -> None:
        """A pasted number or name is typed text."""
        event.stop()
        edit = self._edits[self.field.name]
        edit.insert(event.text)
        self._typed(self.field.name)
        if edit.left_out:
            told = _("{field} takes at most {n} signs.")
            self.say(told.format(field=self.field.label, n=edit.longest))

    def action_field(self, by: int) -> None:
        """Go to the next field or the one before; behind the last comes the first."""
        self.go_to(self.all_fields[(self._at + by) % len(self.all_fields)].name)

    def action_line(self) -> None:
        """A new line, where the field has several."""
        if self.field.rows > 1:
            self._edits[self.field.name].insert_line()
            self._typed(self.field.name)

    def action_choices(self, by: int = 1) -> None:
        """The next choice of those that begin with what was typed; without choices the next field."""
        edit, choices = self._edits[self.field.name], self.field.choices
        if not choices:
            self.action_field(by)
            return
        before, between, typed = _last_part(edit.text, self.field.between)
        if typed not in choices:
            self._stem = typed.lower()
        fitting = [one for one in choices if one.lower().startswith(self._stem)] or [*choices]
        at = fitting.index(typed) if typed in fitting else min(-by, 0)
        stem = self._stem
        edit.set(before + between + fitting[(at + by) % len(fitting)])
        self._typed(self.field.name)
        self._stem = stem


def _last_part(text: str, between: str) -> tuple[str, str, str]:
    """What stands before the last part, what stands between, and that part without blanks around it."""
    if not between.strip():
        before, found, part = text.rpartition(between) if between else ("", "", text)
        return before, found, part.strip()
    before, found, part = text.rpartition(between.strip())
    return before, between if found else "", part.strip()
