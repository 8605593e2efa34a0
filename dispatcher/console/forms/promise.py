"""The promise (``p``): when, what, to whom, who answers for it; the sentence to say, and the owner's day (M1-M3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.promise_fields import PromiseFields
from dispatcher.console.forms.promise_lines import day_words, field_spans, holiday_words
from dispatcher.console.forms.promise_start import (
    PromiseStart,
    callee_meant,
    start_from,
    told,
)
from dispatcher.console.messages import OwnerWanted
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.promise_messages import OwnerDayWanted
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.desk_note import read_note
from dispatcher.domain.mention import Mate, mention
from dispatcher.domain.promise import OURS, GivePromise
from dispatcher.domain.promise_sentence import promise_sentence
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import OwnerDay

_WHOSE = "whose"
"""The code of a promise that lacks nothing but its customer."""
_FIELD_OF = {
    "past": "when", "due": "when", "taken": "when", "absent": "stand_in", "stand-in": "stand_in", "owner": "who",
    "minutes": "when", "person": "to", "colleague": "to", "customer": "to",
}  # fmt: skip
"""Where a refusal belongs whose code is not the name of a field."""
_ROWS = 9


class PromiseForm(PromiseFields):
    """One promise. A time and Enter are enough; everything else has its usual value, which stands there."""

    what, verb = N_("promise"), "promise"
    field_of = _FIELD_OF
    tallest = _ROWS + 2

    def __init__(self, start: PromiseStart, subject: str, ties: Ties, draft: Data) -> None:
        """The cursor stands where the time is typed."""
        self._asked_day: tuple[int, object] | None = None
        super().__init__(start, subject, ties, draft)
        self.tallest = _ROWS + 2

    # --- whose it is ---

    def about(self) -> str:
        """The customer's name, or the colleague's."""
        mate = self.mate()
        return self.belongs.name or (mate.name if isinstance(mate, Mate) else "") or self.values()["to"]

    def customer(self) -> int | None:
        """Whose promise it is."""
        return self.belongs.customer

    def headline(self) -> str:
        """Which form it is, and for whom."""
        start = self.belongs
        whose = f" K-{start.number} {one_line(start.name)}" if start.number else ""
        return f"{_('PROMISE')}{whose}"

    def keys(self) -> str:
        """What may stand behind the time belongs to the keys."""
        return _("Enter file   Tab next   F4 list   ! keeps it free   60m length   Esc park")

    def belong_to(self, start: PromiseStart) -> None:
        """It turned out whose promise it is."""
        kept = self.belongs
        self.belongs = replace(start, mates=kept.mates, me=kept.me, entry=kept.entry)
        self.changed()
        self.repaint()

    def typed_in(self) -> Data | None:
        """The fields, and whose they are."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "start": told(self.belongs)}

    # --- what is meant ---

    def echo(self, name: str, text: str) -> str:
        """What is understood of the time."""
        if name != "when":
            return ""
        self.note = self._read(text)
        return self.phrase.read(self.note[0])

    def _read(self, text: str) -> tuple[str, str]:
        """The time phrase, and behind ``@name`` what the colleague is told (V9)."""
        name, rest = mention(text)
        return read_note(rest, self.office()) if name else (rest, "")

    def typed(self, name: str) -> None:
        """Another owner or another day: what else is on then?"""
        self._ask_day()

    def on_mount(self) -> None:
        """What a draft holds is understood, and the owner's day asked for."""
        super().on_mount()
        self._ask_day()

    def _ask_day(self) -> None:
        due, owner = self.phrase.understood(), self.owner()
        wanted = (owner.id, due.day) if due is not None and isinstance(owner, Mate) else None
        if wanted is not None and wanted != self._asked_day:
            self._asked_day = wanted
            self.post_message(OwnerDayWanted(*wanted))

    def show_day(self, day: OwnerDay | None) -> None:
        """The day of whoever answers for it came."""
        self.day = day
        self.repaint()

    # --- filing ---

    def command(self) -> GivePromise | Refusal:
        """The promise, or what is wrong or still to be asked."""
        values = self.values()
        named = [self.mate(), self.owner(), self.stand_in()]
        if (refusal := next((one for one in named if isinstance(one, Refusal)), None)) is not None:
            return refusal
        if not self.side():
            return Refusal("side", _("A promise is ours or theirs."))
        ticket = self.ticket(values["ticket"])
        if isinstance(ticket, Refusal):
            return ticket
        taken = self.phrase.take()
        due = self.phrase.understood()
        if isinstance(taken, Refusal):
            return taken
        if taken is None or due is None:
            return Refusal("when", _("When?  Like: wed 14, tomorrow 9, +2h, 8-10."))
        return self._promise(values, ticket, taken.insisted)

    def _promise(self, values: dict[str, str], ticket: int | None, insisted: tuple[str, ...]) -> GivePromise | Refusal:
        due, mate, owner, stand_in = self.phrase.understood(), self.mate(), self.owner(), self.stand_in()
        assert due is not None
        to = "" if isinstance(mate, Mate) else values["to"]
        callee = callee_meant(to, self.belongs.people) if to else self.usual() if mate is None else None
        if self.belongs.customer is None and mate is None and not to:
            return Refusal(_WHOSE, "")
        return GivePromise(
            self.side(), self.word(), due.due,
            customer=self.belongs.customer,
            person=callee.id if callee is not None else None,
            to=callee.name if callee is not None else to,
            ticket=ticket,
            colleague=mate.id if isinstance(mate, Mate) else None,
            owner=owner.id if isinstance(owner, Mate) else None,
            stand_in=stand_in.id if isinstance(stand_in, Mate) else None,
            due_from=due.starts if due.is_window else None,
            phrase=self.note[0],
            minutes=due.length_minutes,
            keeps_free=due.keeps_free,
            entry=self.belongs.entry,
            insisted=insisted,
        )  # fmt: skip

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs; a promise to nobody asks whose it is."""
        if refusal.code == _WHOSE:
            self.post_message(OwnerWanted())
        else:
            super().refused(refusal)

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What, to whom and who; when; the rest; what to say; the owner's day; the keys."""
        when = self._when_lines(width)
        say: list[Line] = [((f" {line}", "plain"),) for line in self._say(width)]
        rest = field_spans([self.shown(name) for name in ("stand_in", "ticket", "side")], (26, 26, 24))
        blank: Line = ()
        inside: list[Line] = [
            field_spans([self.shown(name) for name in ("what", "to", "who")], (26, 34, 16)),
            *when,
            rest,
            *say,
            self._calendar(),
        ]
        last = self.last_lines(width)
        room = max(0, height - len(last))
        return [*inside[:room], *[blank] * (room - len(inside)), *last]

    def _when_lines(self, width: int) -> list[Line]:
        label, text, _usual, here = self.shown("when")
        said = self._echoes["when"]
        head = field_spans([(label, text, "", here)], (max(24, len(text) + 9),))
        room = width - sum(len(one) for one, _mark in head) - 3
        if not said:
            hint = f" {self.field.hint}" if here and not self.values()["when"] else ""
            return [[*head, (hint, "done")], ()]
        first, *more = wrap(one_line(said), room)
        second = " ".join(more)
        below: Line = ((f"   {second}", "plain"),) if second else ()
        return [[*head, (f" = {first}", "plain")], below]

    def _say(self, width: int) -> list[str]:
        """The sentence in the language of whoever hears it; two lines, whatever its length."""
        due, mate = self.phrase.understood(), self.mate()
        if due is None or due.day_only:
            return ["", ""]
        if isinstance(mate, Mate):
            told = _("For {name} it lies on the desk until it is acknowledged.").format(name=mate.name)
            return [told, ""]
        callee = callee_meant(self.values()["to"], self.belongs.people) if self.values()["to"] else self.usual()
        spoken = callee.language if callee is not None and callee.language else self.belongs.language
        familiar = callee is not None and callee.familiar
        office = self.office()
        said = promise_sentence(
            self.side() or OURS, self.word(), due, office.now, office.zone, spoken, familiar=familiar
        )
        first, *more = wrap(f'{_("Say")}  "{said}"', width - 2)
        return [first, " ".join(more)]

    def _calendar(self) -> Line:
        due, owner = self.phrase.understood(), self.owner()
        if due is None or due.day_only:
            return ()
        sign = owner.sign if isinstance(owner, Mate) else self.belongs.me
        office = self.office()
        is_his = self.day is not None and isinstance(owner, Mate) and self.day.colleague == owner.id
        day = self.day if is_his and self.day is not None and self.day.day == due.day else None
        words, mark = day_words(day, due, office.zone)
        keeps = _("keeps it free: yes") if due.keeps_free else _("keeps it free: no")
        head = _("Calendar {sign}:").format(sign=sign)
        return ((f" {head} ", "plain"), (words, mark), (f"   {holiday_words(due, office)}   {keeps}", "plain"))

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """A question about the time takes its keys; any other key is the field's, by the class below."""
        if self.field.name == "when" and self.phrase.answer(event.key):
            event.stop()
            event.prevent_default()
            self._typed("when")

    def action_field(self, by: int) -> None:
        """Behind a day that still needs its time Tab goes on to the time (M1); else to the next field."""
        due, edit = self.phrase.understood(), self._edits["when"]
        if self.field.name == "when" and by > 0 and due is not None and due.day_only and not edit.text.endswith(" "):
            edit.set(f"{edit.text} ")
            self._typed("when")
        else:
            super().action_field(by)


def reopened(subject: str, draft: Data, ties: Ties) -> PromiseForm:
    """The promise of a draft as it was left."""
    return PromiseForm(start_from(draft), subject, ties, draft)
