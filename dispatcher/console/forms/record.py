"""The form of a record of master data, made from its kind: new or changed, with what may be there already offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, field, replace
from typing import ClassVar

from textual.binding import BindingType
from textual.timer import Timer

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.keys import RECORD, bindings_for
from dispatcher.console.record_messages import CompareWanted, DuplicatesWanted, DuplicateTaken, TheirsWanted
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.kinds import KINDS, Field, echo_field, label_of, read_field, show_field
from dispatcher.domain.postcode import read_postcode
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.postcodes import place_of
from dispatcher.queries.record_rows import DuplicateRow, RecordRow
from dispatcher.values import dataclass

_ROWS = 2
"""Rows of a field that takes a longer text."""
_OFFERED = 3
"""Duplicates on show."""
_ASKED_AFTER = 0.25
"""Seconds after the last key when duplicates are looked for."""
_TELLING = frozenset({"name", "phone", "mobile", "mail", "fax", "street"})
"""Fields by which somebody may be known already."""
_ALIKE = frozenset({"customer", "person"})
"""Kinds whose new records may be there already."""


@dataclass(frozen=True, slots=True)
class RecordStart:
    """Which record a form is about: ``ident`` None is a new one, of ``parent`` where it belongs to one. ``values`` are
    those that are stored, ``typed`` what a new one begins with; ``title`` is what it, or its owner, is called;
    ``begin`` is the field with the cursor."""

    kind: str
    ident: int | None = None
    seen: int | None = None
    parent: tuple[str, int] | None = None
    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    begin: str = ""

    @property
    def subject(self) -> str:
        """The draft's subject: one a record and author, and one new record of a kind and owner."""
        which = str(self.ident) if self.ident is not None else "new"
        owner = f"/{self.parent[0]}-{self.parent[1]}" if self.ident is None and self.parent else ""
        return f"record/{self.kind}/{which}{owner}"


def start_of(row: RecordRow, begin: str = "") -> RecordStart:
    """The form of a stored record."""
    return RecordStart(row.kind, row.id, row.version, row.parent, row.title, row.values, begin=begin)


class RecordForm(FieldForm):
    """One record. What is typed is understood behind its field by the rules of its kind."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(RECORD)]
    verb = "save record"

    def __init__(self, start: RecordStart, subject: str, ties: Ties, draft: Data) -> None:
        self.record = start
        self.what = KINDS[start.kind].label
        self._duplicates: tuple[DuplicateRow, ...] = ()
        self._marked = -1
        self._asking: Timer | None = None
        self._filled: dict[str, str] = {}
        self.theirs: RecordRow | None = None
        """What somebody else made of it meanwhile."""
        super().__init__(subject, ties, draft, start.values)
        for name, text in start.typed.items() if not draft else ():
            self._edits[name].set(text)
        self.go_to(start.begin if not draft else "")

    def fields(self) -> Sequence[FormField]:
        """Those of the kind."""
        return tuple(self._field(one) for one in KINDS[self.record.kind].fields)

    def _field(self, one: Field) -> FormField:
        kind = self.record.kind
        choices = tuple(show_field(kind, one.name, value) for value in one.choices)
        rows = _ROWS if one.sort == "long" else 1
        between = "; " if one.sort in ("duties", "tokens") else ""
        return FormField(one.name, label_of(one), one.required, choices, _(one.hint) if one.hint else "", rows, between)

    # --- what it is about ---

    def about(self) -> str:
        """Its name as it is typed, or whose it is."""
        return self.values().get("name") or self.record.title or _(self.what)

    def customer(self) -> int | None:
        """The customer that it is, or belongs to."""
        if self.record.kind == "customer":
            return self.record.ident
        return self.record.parent[1] if self.record.parent and self.record.parent[0] == "customer" else None

    def headline(self) -> str:
        """The kind, whether it is new, and what it or its owner is called."""
        what = _(self.what).upper()
        head = _("NEW: {what}").format(what=what) if self.record.ident is None else what
        return f"{head} {one_line(self.record.title)}".rstrip()

    def keys(self) -> str:
        """With somebody to choose there is one more."""
        if self._duplicates and self._may_take:
            return _("Enter file   Tab fields   F4 list   Ctrl+D = it is that one   Esc park")
        return super().keys()

    @property
    def _may_take(self) -> bool:
        return self.record.kind == "customer" and self.record.ident is None

    def typed_in(self) -> Data | None:
        """The fields, and which record they are of."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "record": asdict(self.record)}

    # --- what is understood ---

    def echo(self, name: str, text: str) -> str:
        """What the kind says of a field."""
        when = self.ties.office("")
        said = echo_field(self.record.kind, name, text, now=when.now, zone=when.zone)
        return _("no place known") if name == "postcode" and not said and self._leads_nowhere(text) else said

    def _leads_nowhere(self, text: str) -> bool:
        """A whole postcode that is in no list: perhaps a slip, perhaps that of a post-office box."""
        country = self.values().get("country") or "DE"
        typed = read_postcode(text, country)
        return country == "DE" and isinstance(typed, str) and bool(typed) and not place_of(typed)

    def typed(self, name: str) -> None:
        """A postcode finds its place; a name or number may be known."""
        self._marked = -1
        if name == "postcode":
            self._find_place()
        if name in _TELLING and self.record.kind in _ALIKE and self.record.ident is None:
            self._ask_soon()

    def _find_place(self) -> None:
        """Place and state follow the postcode where it leaves no choice, unless somebody typed others."""
        values = self.values()
        places = place_of(values["postcode"], values.get("country") or "DE")
        self.offer("place", tuple(dict.fromkeys(one.place for one in places)))
        for name, found in (("place", {one.place for one in places}), ("state", {one.state for one in places})):
            text = next(iter(found)) if len(found) == 1 else ""
            if values[name] in ("", self._filled.get(name)) and values[name] != text:
                self._filled[name] = text
                self.set_value(name, text)

    def on_mount(self) -> None:
        """What was filled in from a search may be known."""
        if self.record.kind in _ALIKE and self.record.ident is None and any(self.values().values()):
            self._ask_soon()

    # --- duplicates ---

    def _ask_soon(self) -> None:
        if self._asking is not None:
            self._asking.stop()
        self._asking = self.set_timer(_ASKED_AFTER, self._ask)

    def _ask(self) -> None:
        self.post_message(DuplicatesWanted(self.subject, self.record.kind, self.values(), self.record.ident))

    def show_duplicates(self, rows: tuple[DuplicateRow, ...]) -> None:
        """Who may be there already; only offered."""
        self._duplicates, self._marked = rows, -1
        self.repaint()

    def notes(self, width: int) -> Sequence[Line]:
        """The likeliest of them, and how many more there are."""
        if self.record.kind not in _ALIKE or self.record.ident is not None:
            return ()
        lines: list[Line] = []
        for index, row in enumerate(self._duplicates[:_OFFERED]):
            told = f"K-{row.customer_number} {one_line(row.name)}  {one_line(row.detail)}"
            why = f" {_(row.why)}"
            here = index == self._marked
            sign = ">" if here else "?"
            lines.append(((f"{sign}{cell(told, width - 2 - len(why))}", "cursor" if here else "due"), (why, "head")))
        blank: Line = ()
        return [*lines, *[blank] * (_OFFERED - len(lines))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nobody to choose where nobody is alike."""
        return action != "duplicate" or bool(self._duplicates and self._may_take)

    def action_duplicate(self) -> None:
        """Mark the next of those who may be it; behind the last, none."""
        shown = min(_OFFERED, len(self._duplicates))
        self._marked = self._marked + 1 if self._marked + 1 < shown else -1
        self.say(_("Enter = it is this one, nothing new is made   Ctrl+D the next") if self._marked >= 0 else "")

    # --- filing ---

    def command(self) -> SaveRecord | Refusal:
        """What was changed, each field read by its rules."""
        start, when = self.record, self.ties.office("")
        values = self.values()
        changed = {name: text for name, text in values.items() if text != start.values.get(name, "").strip()}
        for name in changed if start.ident is not None else values:
            read = read_field(start.kind, name, values[name], now=when.now, zone=when.zone)
            if isinstance(read, Refusal):
                return read
        if start.ident is not None and not changed:
            return Refusal("unchanged", _("Nothing was changed."))
        return SaveRecord(start.kind, changed, start.ident, start.seen, start.parent)

    def action_file(self) -> None:
        """File it; take the one that is marked instead; compare where somebody else was faster."""
        if self._marked >= 0:
            self.post_message(DuplicateTaken(self, self._duplicates[self._marked]))
        elif self.theirs is not None:
            self.post_message(CompareWanted(self))
        else:
            super().action_file()

    def refused(self, refusal: Refusal) -> None:
        """A change that came too late is compared with the other one."""
        super().refused(refusal)
        if refusal.code == "conflict" and self.record.ident is not None:
            self.post_message(TheirsWanted(self.subject, self.record.kind, self.record.ident))

    def base_on(self, theirs: RecordRow) -> None:
        """What is typed here stands on top of ``theirs`` from now on; untouched fields are as theirs."""
        before = self.record.values
        for name, text in self.values().items():
            if text == before.get(name, "").strip():
                self._edits[name].set(theirs.values.get(name, ""))
        self.record = replace(self.record, seen=theirs.version, values=theirs.values)
        self.start = {name: theirs.values.get(name, "") for name in self.start}
        self.theirs = None
        self.changed()


def reopened(subject: str, draft: Data, ties: Ties) -> RecordForm | None:
    """The form of a draft as it was left; None for a kind that is none."""
    told = draft.get("record")
    if not isinstance(told, dict) or told.get("kind") not in KINDS:
        return None
    known = {name: told[name] for name in RecordStart.__slots__ if name in told}
    parent = known.get("parent")
    known["parent"] = (str(parent[0]), int(parent[1])) if parent else None
    return RecordForm(RecordStart(**known), subject, ties, draft)
