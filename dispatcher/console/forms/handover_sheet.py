"""What the hand-over shows: items given and items to give, one list of them at a time, and the note that is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widget import Widget

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.handover_lines import (
    Shown,
    count_line,
    headline,
    to_give,
    to_take,
)
from dispatcher.console.handover_messages import HandoverWanted
from dispatcher.console.handover_state import HandoverState
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import Line, MarkName
from dispatcher.console.widgets.overlay import key_line
from dispatcher.locale import _
from dispatcher.queries.desk_rows import HandoverRow, HandoverView

_TEXT_ROWS = 3
"""Rows of the whole text of the item under the cursor, or of the note that is typed."""
_BELOW = _TEXT_ROWS + 3
"""With the rule above them and two lines of keys."""

SUBJECT = "handover/desk"


class HandoverSheet(Form):
    """The box and its list; what its keys do, :class:`~dispatcher.console.forms.handover.HandoverForm` says."""

    DEFAULT_CSS = f"""
    HandoverSheet {{ layout: vertical; }}
    HandoverSheet > LineList {{ margin: 1 1 {_BELOW + 1} 1; }}
    """
    tallest = 22
    items = query_one(LineList)

    def __init__(
        self,
        ties: Ties,
        draft: Data,
        sign: str,
        there: Sequence[int] = (),
        *,
        subject: str = SUBJECT,
        view: HandoverView | None = None,
    ) -> None:
        """``sign`` is whoever sits here, ``there`` are the ids of the other colleagues at the desks; ``subject`` is
        that of the draft, ``view`` what there is, where that is known."""
        super().__init__(subject, ties, draft)
        self._first_view = view
        self.state = HandoverState(sign, tuple(there), draft)
        self._edit = LineEdit(str(draft.get("note", "")))
        self._is_typing = False
        self._is_giving = False
        self._shown: list[Shown] = []

    def compose(self) -> ComposeResult:
        """The list; the rest is drawn by the box itself."""
        yield LineList(always_lit=True)

    def on_mount(self) -> None:
        """What there is to show is asked for, where it is not known."""
        if self._first_view is None:
            self.post_message(HandoverWanted())
        else:
            self.show(self._first_view)

    def entrance(self) -> Widget:
        """The list."""
        return self.items

    # --- what is shown ---

    def show(self, view: HandoverView) -> None:
        """This is how things stand now; the cursor stays on its item."""
        is_first, self.state.view = self.state.view is None, view
        if is_first:
            self._is_giving = not self._takeable() or bool(self.state.notes)
        self.draw_list()

    def draw_list(self) -> None:
        """Draw the list anew; the cursor stays on its item."""
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
