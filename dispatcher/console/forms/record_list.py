"""A list of records of one kind: who is there, what else is known of the one under the cursor, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from dispatcher.console.keys import LISTS, RECORDS, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.record_messages import EditWanted, HideWanted, LearnWanted, ListWanted, NewWanted, Owner
from dispatcher.console.widgets.marks import Frame, Line, MarkName, cell
from dispatcher.console.widgets.overlay import Overlay, key_line, key_lines
from dispatcher.console.wording import absent_until
from dispatcher.domain.kinds import KINDS, label_of
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.record_rows import RecordLine, RecordRow

_LEAST_DETAIL = 6
"""Rows that what is known of the record under the cursor has at least."""
_SHOWN = 4000
"""Signs of one field, more than the box has room for."""
_ABSENT = frozenset(("person", "technician", "colleague"))
"""Kinds whose records may be absent."""
_LETTERS = N_("n makes a new one. x puts the one under the cursor into the archive, or brings it back from there.")
_DELETES = N_("h lists the archived ones too; D deletes one of them for good, after a question.")
_TIMES_OFF = N_("a enters from when until when somebody is absent, t lists such times.")
_RIGHTS = N_("p goes to what the contact person may order and ask.")
_SITE = "site"
_YES = frozenset("yj")
_BLANK: Line = ()


class RecordsBox(Overlay):
    """Letters are verbs: n new, a absent, t times off, p permissions, x archive, h the hidden ones too; what is hidden
    goes for good by D and a yes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(LISTS, RECORDS)]
    tallest = 22

    def __init__(
        self,
        *,
        frame: Frame,
        kind: str,
        parent: Owner | None,
        title: str,
        ask: Callable[[RecordsBox], None],
        show: Callable[[str, int], None],
        now: datetime,
        zone: str,
    ) -> None:
        """``title`` is what the owner is called; ``ask`` asks for the records, ``show`` for that under the cursor;
        ``now`` and ``zone`` say until when somebody is absent."""
        super().__init__(frame=frame)
        self.kind, self.owned_by = kind, parent
        self.owner = title
        self.is_all = False
        """Whether the archived ones are shown as well."""
        self._ask, self._show = ask, show
        self._now, self._zone = now, zone
        self._rows: tuple[RecordLine, ...] | None = None
        self._at = self._top = 0
        self._row: RecordRow | None = None
        self._is_asking, self._asked_of = False, 0

    def title(self) -> tuple[str, str]:
        """What is listed, and whose."""
        return f"{_(KINDS[self.kind].plural).upper()} {one_line(self.owner)}".rstrip(), ""

    @property
    def help_text(self) -> str:
        """What the letters do in this list."""
        told = [_LETTERS, _DELETES]
        if self.kind in _ABSENT:
            told.append(_TIMES_OFF)
        if self.kind == "person":
            told.append(_RIGHTS)
        return " ".join(_(sentence) for sentence in told)

    # --- what came back ---

    @property
    def line(self) -> RecordLine | None:
        """The record under the cursor."""
        return self._rows[self._at] if self._rows and self._at < len(self._rows) else None

    def show_records(self, rows: tuple[RecordLine, ...]) -> None:
        """The records as they are now; the cursor stays on the same one."""
        here = self.line.id if self.line else None
        self._rows = rows
        self._at = next((at for at, row in enumerate(rows) if row.id == here), min(self._at, max(0, len(rows) - 1)))
        self._look()

    def show_record(self, ident: int, row: RecordRow | None) -> None:
        """What is known of one; of another than that under the cursor it comes too late."""
        if self.line is not None and self.line.id == ident:
            self._row = row
            self.repaint()

    def _look(self) -> None:
        """The record under the cursor is another one or no longer as it was."""
        self._is_asking = self._is_asking and self.line is not None and self.line.id == self._asked_of
        if self.line is None:
            self._row = None
        else:
            self._row = self._row if self._row is not None and self._row.id == self.line.id else None
            self._show(self.kind, self.line.id)
        self.repaint()

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The list, what is known of the one under the cursor, the keys."""
        if self._rows is None:
            return ()
        keys, blank = self._keys(width), _BLANK
        if not self._rows:
            none = _("None yet.  n = new")
            return [((f" {none}", "plain"),), *[blank] * (height - 1 - len(keys)), *keys]
        room = height - 1 - len(keys)
        shown = min(len(self._rows), max(1, room - _LEAST_DETAIL))
        self._top = max(self._at - shown + 1, min(self._top, self._at, len(self._rows) - shown))
        listed = [self._row_line(index, width) for index in range(self._top, self._top + shown)]
        rule: Line = ((self.box.across * width, "plain"),)
        known = self._known(width)[: room - shown]
        return [*listed, rule, *known, *[blank] * (room - shown - len(known)), *keys]

    def _row_line(self, index: int, width: int) -> Line:
        assert self._rows is not None
        row, here = self._rows[index], index == self._at
        mark: MarkName = "cursor" if here else "done" if row.archived else "plain"
        hidden = f" ({_('archived')})" if row.archived else ""
        told = cell(f"{one_line(row.title)}{hidden}", 30)
        away = f"{self._away(row)}  " if row.is_away else ""
        return (((">" if here else " ") + cell(f"{told} {away}{one_line(row.detail)}", width - 1), mark),)

    def _away(self, row: RecordLine) -> str:
        return _("ABSENT until {when}").format(when=absent_until(row.away_until, self._now, self._zone))

    def _known(self, width: int) -> list[Line]:
        """The fields that hold something; a long one goes on below itself."""
        if self._row is None:
            return []
        lines: list[Line] = []
        held = [(one, self._row.values.get(one.name, "")) for one in KINDS[self.kind].fields]
        room = max((len(label_of(one)) for one, text in held if text), default=0) + 2
        for one, text in held:
            if text:
                first, *rest = wrap(text, width - room - 2, _SHOWN)
                lines.append(((cell(f" {label_of(one)}", room + 1), "plain"), (first, "head")))
                lines += [((" " * (room + 1) + more, "head"),) for more in rest]
        return lines

    def _keys(self, width: int) -> list[Line]:
        """What can be done, on as many lines as it takes; or the question before a deletion."""
        if self._is_asking and self.line is not None:
            asked = _("Delete {name} for good? Only what nothing refers to can go.  y / n")
            return [key_line(line) for line in wrap(asked.format(name=one_line(self.line.title)), width - 2)]
        has_absences, has_rights = self.kind in _ABSENT, self.kind == "person"
        verbs = [_("Enter edit"), _("n new"), *([_("a absent")] if has_absences else [])]
        verbs += [_("Tab learned")] if self.kind == _SITE else []
        is_hidden = self.line is not None and self.line.archived
        verbs += [_("x back"), _("D delete")] if is_hidden else [_("x archive")]
        verbs += [
            _("Esc back"),
            *([_("t times off")] if has_absences else []),
            *([_("c on call")] if self.kind == "technician" else []),
            *([_("p rights")] if has_rights else []),
        ]
        verbs.append(_("h without archive") if self.is_all else _("h with archive"))
        return key_lines(verbs, width)

    # --- keys ---

    def action_move(self, by: int) -> None:
        """Another record; what is known of it follows."""
        self._go(self._at + by)

    def action_page(self, by: int) -> None:
        """A page of them."""
        self._go(self._at + by * max(1, self.size.height - 3 - _LEAST_DETAIL))

    def action_first(self) -> None:
        """The first one."""
        self._go(0)

    def action_last(self) -> None:
        """The last one."""
        self._go(len(self._rows or ()) - 1)

    def _go(self, at: int) -> None:
        at = max(0, min(at, len(self._rows or ()) - 1))
        if at != self._at:
            self._at = at
            self._look()

    def action_edit(self) -> None:
        """Change the record under the cursor."""
        if self.line is not None and not self._is_asking:
            self.post_message(EditWanted(self.kind, self.line.id))

    def action_learn(self) -> None:
        """Note what was learned at the site under the cursor."""
        if self.kind == _SITE and not self._is_asking:
            self.post_message(LearnWanted(self.line.id if self.line is not None else None, self.owned_by))

    def on_key(self, event: events.Key) -> None:
        """A letter is a verb, or the answer to the question."""
        wanted = self._answer(event.key) if self._is_asking else self._verb(event.key)
        if wanted is None:
            return
        if isinstance(wanted, Message):
            self.post_message(wanted)
        self.repaint()
        event.stop()
        event.prevent_default()

    def _answer(self, key: str) -> Message | bool | None:
        """``y`` (or ``j``) does it, ``n`` and every other letter leaves it."""
        if len(key) > 1 or self.line is None:
            return None
        self._is_asking = False
        return HideWanted(self.kind, self.line.id, self.line.title, True, for_good=True) if key in _YES else True

    def _verb(self, key: str) -> Message | bool | None:
        """What a letter asks for; True where it was dealt with here, None where it means nothing."""
        if key == "n":
            return NewWanted(self.kind, self.owned_by, self.owner)
        if key == "h":
            self.is_all = not self.is_all
            self._ask(self)
            return True
        if key == "D" and self.line is not None and self.line.archived:
            self._is_asking, self._asked_of = True, self.line.id
            return True
        return self._wanted_of(self.line, key) if self.line is not None else None

    def _wanted_of(self, line: RecordLine, key: str) -> Message | None:
        me = self.kind, line.id
        if key == "x":
            return HideWanted(*me, line.title, not line.archived)
        if key == "p" and self.kind == "person":
            return EditWanted(*me, "permissions")
        if self.kind in _ABSENT and key in "at":
            wanted = NewWanted if key == "a" else ListWanted
            return wanted("absence", me, line.title)
        if self.kind == "technician" and key == "c":
            return ListWanted("on-call", me, line.title)
        return None
