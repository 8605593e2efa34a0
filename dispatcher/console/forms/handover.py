"""The hand-over (``H``): what was given is acknowledged item by item, what is open is given to whoever comes (X26).

Whoever has something to acknowledge sees that first; Tab goes to what there is to hand over, and back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.handover_lines import (
    Shown,
    count_line,
    headline,
    item_key,
    page,
    page_name,
    to_give,
    to_take,
)
from dispatcher.console.handover_messages import HandoverWanted, ItemTaken, PageWanted, WeekWanted
from dispatcher.console.handover_state import HandoverState
from dispatcher.console.keys import HANDOVER, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import Line, MarkName
from dispatcher.console.widgets.overlay import key_line
from dispatcher.domain.handover import HandOver
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.queries.desk_rows import HandoverRow, HandoverView

SUBJECT = "handover/desk"
_TEXT_ROWS = 3
"""Rows of the whole text of the item under the cursor, or of the note that is typed."""
_BELOW = _TEXT_ROWS + 3
"""With the rule above them and two lines of keys."""


class HandoverForm(Form):
    """Items given and items to give, one list of them at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(HANDOVER)]
    DEFAULT_CSS = f"""
    HandoverForm {{ layout: vertical; }}
    HandoverForm > LineList {{ margin: 1 1 {_BELOW + 1} 1; }}
    """
    what, verb = N_("handover"), "hand over"
    tallest = 22
    items = query_one(LineList)

    def __init__(self, ties: Ties, draft: Data, sign: str, there: Sequence[int] = (), subject: str = SUBJECT) -> None:
        """``sign`` is whoever sits here, ``there`` are the ids of the other colleagues at the desks; ``subject`` is
        that of the draft."""
        super().__init__(subject, ties, draft)
        self.state = HandoverState(sign, tuple(there), draft)
        self._edit = LineEdit(str(draft.get("note", "")))
        self._is_typing = False
        self._is_giving = False
        self._shown: list[Shown] = []

    def compose(self) -> ComposeResult:
        """The list; the rest is drawn by the box itself."""
        yield LineList(always_lit=True)

    def on_mount(self) -> None:
        """What there is to show is asked for."""
        self.post_message(HandoverWanted())

    def entrance(self) -> Widget:
        """The list."""
        return self.items

    # --- what is shown ---

    def show(self, view: HandoverView) -> None:
        """This is how things stand now; the cursor stays on its item."""
        is_first, self.state.view = self.state.view is None, view
        if is_first:
            self._is_giving = not self._takeable() or bool(self.state.notes)
        self._draw_list()

    def _draw_list(self) -> None:
        kept, at = self._chosen(), self.items.cursor
        self._shown = list(self._all_shown())
        keys = [one.key for one in self._shown]
        if kept is not None and kept.key in keys:
            at = keys.index(kept.key)
        none: Line = ((_("Nothing to hand over") if self._is_giving else _("Nothing to acknowledge"), "plain"),)
        lines = [self._line(one) for one in self._shown] or [none]
        passed = [n for n, one in enumerate(self._shown) if one.is_heading]
        self.items.show_lines(lines, at, passed=passed if self._shown else (0,))
        self.repaint()

    def _all_shown(self) -> Iterator[Shown]:
        state, office = self.state, self.ties.office("")
        if self._is_giving:
            yield from to_give(state.to_give(), state.marked, state.given())
        else:
            rows = {row.item: row for row in (*state.taken.values(), *self._takeable())}
            yield from to_take([rows[item] for item in sorted(rows)], state.taken, office.now, office.zone)

    def _takeable(self) -> list[HandoverRow]:
        office = self.ties.office("")
        return self.state.takeable(office.now, office.zone)

    def _line(self, one: Shown) -> Line:
        mark: MarkName = "head" if one.is_heading else "done" if one.is_done else "plain"
        return ((one.line, mark),)

    def _chosen(self) -> Shown | None:
        at = self.items.cursor
        return self._shown[at] if at < len(self._shown) and not self._shown[at].is_heading else None

    def action_receiver(self) -> None:
        """The next colleague; behind the last one the next who comes."""
        if not self._is_giving:
            return
        self.state.next_receiver()
        self.changed()
        self._draw_list()

    # --- drawing ---

    def title(self) -> tuple[str, str]:
        """Who gives to whom, and how much of it is acknowledged."""
        return self.headline(), count_line(self._counted())

    def _counted(self) -> list[Shown]:
        return [one for one in self._shown if one.item is not None] if self._is_giving else self._shown

    def headline(self) -> str:
        """Who gives to whom."""
        office = self.ties.office("")
        if self._is_giving:
            return headline(self.state.sign, self.about(), office.now, office.zone)
        givers = {one.row.from_sign for one in self._shown if one.row is not None}
        return headline(", ".join(sorted(givers)) or "..", self.state.sign, office.now, office.zone)

    def about(self) -> str:
        """The receiver."""
        receiver = self.state.receiver()
        return receiver.sign if receiver is not None else ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Below the list the whole text under the cursor, or the note that is typed; then the keys."""
        blank: Line = ()
        below: list[Line] = [((f" {line}", "plain"),) for line in self._below(width - 2)]
        rule: Line = ((self.box.across * width, "plain"),)
        room = max(0, height - _BELOW)
        return [*[blank] * room, rule, *below, *[blank] * (_TEXT_ROWS - len(below)), *self._last(width)]

    def _below(self, width: int) -> list[str]:
        if self._is_typing:
            edit = self._edit
            text = f"{_('Note')}  {edit.text[: edit.at]}_{edit.text[edit.at :]}"
            return wrap(text, width)[-_TEXT_ROWS:]
        chosen = self._chosen() if self.is_mounted else None
        return wrap(chosen.text, width)[:_TEXT_ROWS] if chosen is not None else []

    def _last(self, width: int) -> Sequence[Line]:
        if self.sentence:
            return self.last_lines(width)
        if self._is_typing:
            return (), key_line(_("Enter add it   Esc leave it"))
        giving = _("Space acknowledge   n add a note   Enter record   F4 to whom")
        first = giving if self._is_giving else _("Space acknowledge   Tab what to hand over")
        more = _("w week   e as text file   Esc back")
        back = self._is_giving and (self._takeable() or self.state.taken)
        return key_line(first), key_line(f"{_('Tab what to acknowledge')}   {more}" if back else more)

    @on(LineList.CursorMoved)
    def _moved(self) -> None:
        self.say("")

    # --- keys ---

    def action_acknowledge(self) -> None:
        """What was given is taken by one's own name, at once; what is to be given was heard by its receiver."""
        chosen = self._chosen()
        if chosen is None or self._is_typing:
            return
        if chosen.item is not None:
            self._mark(chosen)
        elif chosen.row is not None and chosen.row.item not in self.state.taken:
            self._take(chosen.row)

    def _mark(self, chosen: Shown) -> None:
        receiver = self.state.receiver()
        if receiver is None:
            self.say(_("Who has heard it? F4 names a colleague; the next who comes acknowledges it later."))
            return
        self.state.marked ^= {chosen.key}
        self._step()

    def _take(self, row: HandoverRow) -> None:
        if row not in self._takeable():
            self.say(_("That is for {name} to acknowledge.").format(name=row.to_sign or _("whoever comes next")))
            return
        self.state.taken[row.item] = row
        self.post_message(ItemTaken(row))
        self._step()

    def _step(self) -> None:
        """On to the next line."""
        self._draw_list()
        self.items.action_move(1)

    def action_other(self) -> None:
        """To what there is to hand over, and back to what is to be acknowledged."""
        if self._is_giving and not self._takeable() and not self.state.taken:
            return
        self._is_giving = not self._is_giving
        self.sentence = ""
        self._draw_list()

    def action_add(self) -> None:
        """Type a note that goes along."""
        self._is_giving = self._is_typing = True
        self.sentence = ""
        self._draw_list()

    def action_record(self) -> None:
        """Hand over what there is; in what was given it acknowledges, like Space."""
        if self._is_giving:
            self.action_file()
        else:
            self.action_acknowledge()

    def action_week(self) -> None:
        """How the office kept its word."""
        self.post_message(WeekWanted())

    def action_page(self) -> None:
        """The list as a text file."""
        office = self.ties.office("")
        self.post_message(PageWanted(page_name(office.now, office.zone), page(self.headline(), self._shown)))

    def on_key(self, event: events.Key) -> None:
        """While a note is typed, keys are its text; Esc leaves it as it is, for the next time."""
        if not self._is_typing:
            return
        if event.key == "enter":
            self._add_note()
        elif event.key in ("escape", "f3"):
            self._is_typing = False
            self.repaint()
        elif self._edit.key(event):
            self.changed()
            self.repaint()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """It is typed text."""
        if self._is_typing:
            event.stop()
            self._edit.insert(event.text)
            self.changed()
            self.repaint()

    def _add_note(self) -> None:
        text = self._edit.text.strip()
        if text:
            self.state.notes.append(text)
            self._edit.set("")
            self.changed()
        self._is_typing = False
        self._draw_list()
        if text:
            self.items.move_to(len(self.state.to_give()) - 1)

    # --- filing ---

    def typed_in(self) -> Data | None:
        """Notes, the one that is typed, and the receiver where one was chosen."""
        state = self.state
        if not state.notes and not self._edit.text and state.to is None:
            return None
        told: Data = {"notes": state.notes, "note": self._edit.text, "sign": state.sign}
        return told if state.to is None else {**told, "to": state.to}

    def command(self) -> HandOver | Refusal:
        """Everything that is listed, to the receiver."""
        receiver, marked = self.state.receiver(), self.state.marked
        items = [replace(item, acknowledged=item_key(item) in marked) for item in self.state.to_give()]
        if not items:
            return Refusal("empty", _("Nothing to hand over"))
        return HandOver(tuple(items), receiver.id if receiver is not None else None)


def reopened(subject: str, draft: Data, ties: Ties) -> HandoverForm:
    """The form as it was parked or refused; what is open is asked for anew."""
    return HandoverForm(ties, draft, str(draft.get("sign", "")), subject=subject)
