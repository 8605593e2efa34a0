"""What every form has: what is typed is a draft from the first key on, Enter sends it off, Esc parks it.

A form of your own is a class on :class:`Form` (or on :class:`~dispatcher.console.forms.fields.FieldForm`, which draws
labelled fields) with ``typed_in`` and ``command``, and a function ``reopened`` beside it, entered in
:data:`~dispatcher.console.forms.reopening.REOPENED` under the first word of its subject. The board opens it by
``open_form``; the draft, the filing, the way back after a refusal and the draft of an earlier session are then there.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from textual import events
from textual.widget import Widget

from dispatcher.console.filing import Filing, save_key
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Frame, Line, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.draft import draft_name
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.phrases import Office

DRAFT_SECONDS = 0.4
"""From the first key after a save to the next one; with the disk's time well under a second."""

_NAME = 24
"""Cells of a draft's name there."""
Data = dict[str, Any]


def _no_office(_state: str) -> Office:
    raise LookupError("there is no office yet")


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties a form to the board: ``typed`` remembers a draft (None: nothing is left of it), ``keep`` puts it on
    the disk as well, ``file`` sends a filing off and takes the form away; ``office`` says where and when a time phrase
    is read, given the federal state of a site (empty: the office's own); without an office it
    raises LookupError."""

    frame: Frame
    typed: Callable[[str, Data | None], None]
    keep: Callable[[str, Data | None], None]
    file: Callable[[Form, Filing], None]
    office: Callable[[str], Office] = _no_office
    names: Callable[[], Sequence[str]] = tuple
    """The names of our people."""


class Form(Overlay):
    """One form. A subclass gives :meth:`typed_in`, :meth:`command` and :meth:`about`, calls :meth:`changed` after
    every key that changed something, and has :meth:`say` tell what is wrong."""

    what = N_("note")
    """What is filed, as a catalogue entry: "Filed: note Textbüro Albers 09:43"."""
    verb = "note"
    """What the office is asked to do; a row of its table of saves."""

    def __init__(self, subject: str, ties: Ties, draft: Data) -> None:
        """``subject`` is the draft's name, its first word the kind of form ("note/customer/3"): one draft a subject
        and author. ``draft`` is what was typed before, empty for a fresh form."""
        super().__init__(frame=ties.frame)
        self.subject = subject
        self.draft = draft
        self.ties = ties
        self.form = str(draft.get("form") or uuid4().hex)
        self.sentence = ""
        self._saved_at = ""
        self._is_waiting = self._is_done = False
        self._focused: Widget | None = None

    # --- what a form of its own says ---

    def about(self) -> str:
        """Whom or what it is about, for the draft's name and the word that it is filed."""
        return ""

    def customer(self) -> int | None:
        """Whom Contacts shows when the form comes back from a draft."""
        return None

    @abstractmethod
    def typed_in(self) -> Data | None:
        """What a draft keeps, only what JSON knows; None where nothing was typed."""

    @abstractmethod
    def command(self) -> Any | Refusal:
        """The frozen command that is filed, or a refusal of what can be seen to be wrong here."""

    def keys(self) -> str:
        """The last line: the keys that the form takes."""
        return _("Enter file   Tab fields   F4 list   Esc park")

    def refused(self, refusal: Refusal) -> None:
        """It was not filed, here or by the office: say why."""
        self.say(refusal.sentence)

    # --- what every form does ---

    def title(self) -> tuple[str, str]:
        """Which form it is, and since when the draft is safe."""
        return self.headline(), _("draft saved {time}").format(time=self._saved_at) if self._saved_at else ""

    def headline(self) -> str:
        """The words in the top line."""
        return _(self.what).upper()

    def name_of(self) -> str:
        """Which draft it is, in the top line of the box above."""
        return cell(draft_name(self.subject, self.about()), _NAME).rstrip()

    def last_line(self) -> Line:
        """The sentence of a refusal, or the keys."""
        return ((f" {self.sentence}", "due"),) if self.sentence else key_line(self.keys())

    def last_lines(self, width: int) -> Sequence[Line]:
        """The same in two lines, of which a sentence takes the first as well where it is long."""
        if not self.sentence:
            return (), self.last_line()
        first, *more = wrap(self.sentence, width - 2)
        return [((f" {line}", "due"),) for line in (first, " ".join(more))] if more else [(), ((f" {first}", "due"),)]

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the keys until something is typed; empty takes it away."""
        self.sentence = sentence
        self.repaint()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the cursor is, for the way back from a box above."""
        self._focused = event.widget

    def data(self) -> Data | None:
        """The whole draft, as it will be read from the disk again; None where nothing was typed."""
        typed = self.typed_in()
        if typed is None:
            return None
        told: Data = json.loads(json.dumps({**typed, "name": self.about(), "form": self.form}))
        return told

    def changed(self) -> None:
        """A key came: remembered at once, and on the disk before a second has passed."""
        if self._is_done:
            return
        self.ties.typed(self.subject, self.data())
        if self.sentence:
            self.say("")
        if not self._is_waiting:
            self._is_waiting = True
            self.set_timer(DRAFT_SECONDS, self._keep_draft)

    def _keep_draft(self) -> None:
        self._is_waiting = False
        if not self._is_done:
            self.ties.keep(self.subject, self.data())

    def draft_is_saved(self, at: str) -> None:
        """The draft lies on the disk since ``at``."""
        self._saved_at = at
        self.repaint()

    def leave(self) -> None:
        """Park: the draft stays. An empty one leaves nothing behind."""
        self._is_done = True
        self.ties.keep(self.subject, self.data())

    def come_back(self) -> None:
        """It was sent off, and could not be filed: go on with it."""
        self._is_done = False

    def give_up(self) -> None:
        """What was typed is wanted no more: no draft of it stays."""
        self._is_done = True
        self.ties.keep(self.subject, None)

    def action_file(self) -> None:
        """Send it off; what can be seen to be wrong here is said here."""
        command = self.command()
        if isinstance(command, Refusal):
            self.refused(command)
            return
        self._is_done = True
        subject = f"{self.subject.partition('/')[0]}/filing/{self.form}"
        data = self.data() or {"name": self.about(), "form": self.form}
        key = save_key(self.form, command)
        self.ties.file(self, Filing(subject, self.about(), _(self.what), self.verb, command, key, data))
