"""An appointment in the hand: keys carry it, typed targets put it somewhere, and each slot is checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.move_lines import change_words, finding_lines, length_words, slot_line
from dispatcher.console.forms.move_start import Grip, MoveStart, told_of, what_happened
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.keys import EVERYWHERE, MOVE, bindings_for, keys_for
from dispatcher.console.move_messages import GripWanted, HandMoved, HandStirred
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.console.wording import parsed
from dispatcher.domain.calendar import later_by_days, local_day
from dispatcher.domain.carry import Carried
from dispatcher.domain.phrases import Office, Understood
from dispatcher.domain.placing import Placing
from dispatcher.domain.planning import PlanningRow
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.states import state_words
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow

CARRY = "carry"
"""The stage in which keys carry it."""
_OURS = frozenset(name for key in keys_for(EVERYWHERE, MOVE) for name in key.keys.split(","))
"""Keys that do not begin a typed target."""
_AFTERWARDS = frozenset({"exclamation_mark"})
"""Those that mean the same while one is typed."""


class Hand(Form):
    """The part of the box that carries. ``hand`` is None until everybody's plan was read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(MOVE)]
    is_low = True
    tallest = 11

    def __init__(self, start: MoveStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(subject, ties, draft)
        self.start = start
        self.grip: Grip | None = None
        self.hand: Carried | None = None
        self.placing: Placing | None = None
        self.lanes: Sequence[int] = ()
        """The technicians in the order of the plan."""
        self.stage = CARRY
        self.is_held = True
        self.waits_for_days = False
        """Whether it was set down on a day of which nothing is known yet."""
        self._target, self._echo = LineEdit(), ""
        self._phrase = Phrase("target", self.site_office, takes_days=True)
        self._before: Carried | None = None

    # --- what it is about ---

    def about(self) -> str:
        """The customer's name."""
        return one_line(self.grip.row.job.customer_name) if self.grip is not None else str(self.draft.get("name", ""))

    def customer(self) -> int | None:
        """Whose appointment it is."""
        return self.start.customer

    def title(self) -> tuple[str, str]:
        """Which appointment, how long it lasts, and that it is held."""
        if self.grip is None or self.hand is None:
            return _("MOVE"), ""
        job = self.grip.row.job
        told = f"{_('MOVE')} T-{job.number} {one_line(job.customer_name)[:24]}  {length_words(self.hand.minutes)}"
        return told, _("the others see that you hold it") if self.is_held else _("nobody holds it any more")

    def site_office(self) -> Office:
        """Where and when a target is read: at the site, counted from the grabbed slot."""
        office = self.ties.office("")
        if self.grip is None:
            return office
        job = self.grip.row.job
        state = job.state or office.state
        place = (job.municipality, job.country, office.hours)
        return Office(office.now, job.zone, state, *place, grabbed=self.grip.starts)

    def block(self) -> BlockRow | None:
        """The appointment as it is drawn where it would go."""
        if self.hand is None or self.grip is None:
            return None
        job, hand = self.grip.row.job, self.hand
        told = (self.start.appointment, job.ticket, job.number, job.customer, job.customer_name, self.grip.state)
        travel = self.placing.travel_minutes if self.placing is not None else 0
        return BlockRow(*told, hand.starts, hand.ends, travel, len(hand.crew) > 1)

    # --- grabbed ---

    def on_mount(self) -> None:
        """A draft of an earlier session knows nothing of the plan."""
        if self.draft:
            self.post_message(GripWanted(self))

    def on_focus(self) -> None:
        """Back from a box above it is in the hand again."""
        self.post_message(HandStirred())

    def take(self, grip: Grip, lanes: Sequence[int]) -> None:
        """So it stands: carry it from there, or on from where it was carried to already."""
        self.lanes = lanes
        seen = self.draft.get("version") if self.grip is None else self.grip.row.job.version
        fresh = Carried.from_slot(grip.row, grip.starts, grip.ends)
        self.hand = replace(self.hand, row=grip.row) if self.hand is not None else _carried_in(self.draft, fresh)
        self.grip, self._before = grip, None
        self._look()
        if seen not in (None, grip.row.job.version):
            self.say(_changed_words(grip))
        self.repaint()

    def show_held(self, is_held: bool) -> None:
        """Say whether it is still in this hand."""
        self.is_held = is_held
        self.repaint()

    def know(self, row: PlanningRow) -> None:
        """Everybody's plan of the days around it was read."""
        if self.hand is None:
            return
        self.hand = replace(self.hand, row=row)
        self._look()
        self.repaint()
        if self.waits_for_days and self.placing is not None:
            self.waits_for_days = False
            self.set_down()

    def _look(self) -> None:
        """See what speaks against the slot, and have it drawn."""
        hand, office = self.hand, self.ties.office("")
        self.placing = hand.placing(office.now, office.state) if hand is not None and hand.is_known else None
        self.post_message(HandMoved(self))

    def carry(self, hand: Carried) -> None:
        """It is there now."""
        if hand == self.hand:
            return
        self.hand = hand
        self._look()
        self.changed()
        self.repaint()

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Whatever begins no carrying begins a target that is typed."""
        self.post_message(HandStirred())
        if self._takes(event):
            event.stop()
            event.prevent_default()

    def _takes(self, event: events.Key) -> bool:
        """Whether the key was meant for what is typed."""
        if self.stage != CARRY or self.hand is None:
            return False
        if event.key in ("escape", "f3") and self._target.text:
            self.take_target("")
            return True
        is_begun = bool(self._target.text)
        if event.key in _AFTERWARDS or not (event.is_printable or is_begun) or (event.key in _OURS and not is_begun):
            return False
        if self._phrase.answer(event.character or ""):
            self._follow()
            return True
        is_edit = event.is_printable or event.key in ("backspace", "ctrl+u", "ctrl+w")
        if is_edit and self._target.key(event):
            self._read()
            return True
        return False

    def on_paste(self, event: events.Paste) -> None:
        """A pasted time is a typed one."""
        event.stop()
        if self.stage == CARRY and self.hand is not None:
            self._target.insert(event.text)
            self._read()

    def take_target(self, text: str) -> None:
        """Put ``text`` in as if it were typed; empty puts it back where it was before something was."""
        self._target.set(text)
        self._read()

    def _read(self) -> None:
        if self._before is None:
            self._before = self.hand
        self._echo = self._phrase.read(self._target.text)
        self._follow()
        if not self._target.text:
            self._before = None

    def _follow(self) -> None:
        """Be where the target says, or where it was before it was typed."""
        self._echo = self._phrase.said()
        meant, before = self._phrase.understood(), self._before
        if before is not None:
            self.carry(self._at(before, meant) if meant is not None else before)
        self.changed()
        self.repaint()

    def _at(self, hand: Carried, meant: Understood) -> Carried:
        zone = hand.row.job.zone
        starts = meant.starts
        if meant.day_only:
            starts = later_by_days(hand.starts, (meant.day - local_day(hand.starts, zone)).days, zone)
        window = (meant.starts, meant.ends) if meant.is_window and meant.ends is not None else None
        return hand.at(starts, meant.length_minutes, window)

    def _end_target(self) -> None:
        """What was typed is taken; the next sign begins anew."""
        self._before = None
        self._target.set("")
        self._echo = self._phrase.read("")

    def _step(self, hand: Carried) -> None:
        self._end_target()
        self.carry(hand)

    def action_carry(self, minutes: int) -> None:
        """So many minutes later or earlier."""
        if self.stage == CARRY and self.hand is not None:
            self._step(self.hand.later(minutes))

    def action_days(self, by: int) -> None:
        """On the next day on which somebody works, or the one before."""
        if self.stage == CARRY and self.hand is not None:
            self._step(self.hand.by_days(by, self.ties.office("").state))

    def action_technician(self, by: int) -> None:
        """The next technician of the plan, or the one before, in place of the one it was grabbed from."""
        if self.stage == CARRY and self.hand is not None:
            self._step(self.hand.with_technician(self.whom(), by, self.lanes))

    def whom(self) -> int | None:
        """Whose place another technician takes: his in whose line it was grabbed, or who took it since."""
        if self.hand is None or not self.hand.crew:
            return None
        old = self.grip.row.job.crew if self.grip is not None else ()
        if self.start.technician in self.hand.crew:
            return self.start.technician
        fresh = [one for one in self.hand.crew if one not in old]
        return fresh[0] if fresh else self.hand.crew[0]

    def action_edge(self, is_end: bool) -> None:
        """To the beginning or the end of the day."""
        if self.stage == CARRY and self.hand is not None:
            self._step(self.hand.at_edge(is_end=is_end))

    # --- setting it down ---

    def set_down(self) -> None:
        """Enter: take what is typed, and go on where nothing forbids it."""
        if self.hand is None:
            return
        taken = self._phrase.take() if self._target.text else None
        if isinstance(taken, Refusal):
            self.say(taken.sentence)
            return
        if self.placing is None:
            self.waits_for_days = True
            self.post_message(HandMoved(self))
            return
        self._end_target()
        refusal = self._refuse_slot(self.placing)
        if refusal is not None:
            self.say(refusal.sentence)
        else:
            self.is_set_down()

    def _refuse_slot(self, placing: Placing) -> Refusal | None:
        assert self.hand is not None
        assert self.grip is not None
        hand, grip = self.hand, self.grip
        if (hand.starts, hand.ends) == (grip.starts, grip.ends) and set(hand.crew) == set(grip.row.job.crew):
            return Refusal("same", _("It stands there already.   h l + - j k carry it"))
        return self.refuse_placing(placing, ("window", "earliest"))

    def refuse_placing(self, placing: Placing, passed: Sequence[str]) -> Refusal | None:
        """What forbids the slot, with the way to push it through where there is one."""
        assert self.grip is not None
        refusal = placing.refusal(self.override(), self.grip.role, passed)
        if refusal is None or any(one.code == refusal.code and one.weight == "never" for one in placing.findings):
            return refusal
        way = "" if self.override() else _("   ! = push it through")
        return Refusal(refusal.code, refusal.sentence + way)

    def is_set_down(self) -> None:
        """It may stay there; what comes next."""

    def override(self) -> str:
        """The reason for which it is pushed through, or empty."""
        return ""

    # --- drawing ---

    def slot_lines(self, width: int) -> list[Line]:
        """From, to, and what speaks against it."""
        if self.hand is None or self.grip is None:
            return [((f" {_('It is being read ...')}", "done"),), (), (), ()]
        grip, hand = self.grip, self.hand
        line = partial(slot_line, zone=grip.row.job.zone, width=width)
        state = state_words(grip.state)
        return [
            line(_("from"), grip.starts, grip.ends, who=self.names(grip.row.job.crew), beside=state),
            line(
                _("to"),
                hand.starts,
                hand.ends,
                who=self.names(hand.crew),
                beside=change_words(hand, grip.starts, grip.row.job.crew),
            ),
            *finding_lines(self.placing, grip.moves, width),
        ]

    def names(self, crew: Sequence[int]) -> str:
        """Who goes, by their codes."""
        known = {one.id: one.code for one in self.hand.row.workers} if self.hand is not None else {}
        return ", ".join(known.get(one, "?") for one in crew) or _("nobody")

    def carry_lines(self, width: int) -> list[Line]:
        """The keys that carry, and the target as far as it is typed."""
        live: MarkName = "plain" if self.stage == CARRY else "done"
        keys = _("h l 15 min   PgUp PgDn 1 h   j k technician   + - day   g G start, end of day")
        if not self._target.text:
            return [((cell(f" {keys}", width), live),), ((f" {_('typed: 1015   wed   25.11   1w')}", live),)]
        before, behind = self._target.text[: self._target.at], self._target.text[self._target.at :]
        told = f" {_('typed')}: {before}_{behind}"
        echo = f"   = {one_line(self._echo)}" if self._echo else ""
        return [((cell(f" {keys}", width), "done"),), ((told, "head"), (echo, "plain"))]

    def typed_in(self) -> Data | None:
        """Which appointment, and where it was carried to."""
        if self.hand is None:
            return {**self.draft} if self.draft else None
        hand = self.hand
        window = [one.isoformat() for one in hand.window] if hand.window is not None else None
        slot = {"starts": hand.starts.isoformat(), "minutes": hand.minutes, "crew": [*hand.crew], "window": window}
        return {"start": told_of(self.start), "slot": slot, "version": hand.row.job.version}


def _changed_words(grip: Grip) -> str:
    """What somebody else did with it meanwhile; what was typed is kept (I16)."""
    told = _(
        "{sign} changed it: it stands as above now. Your input is kept.  Enter = yours on top   Esc = theirs stays"
    )
    return told.format(sign=one_line(what_happened(grip.last)))


def _carried_in(draft: Data, fresh: Carried) -> Carried:
    """Where a draft had carried it to; who left meanwhile does not go."""
    slot = draft.get("slot") or {}
    starts = parsed(slot.get("starts"))
    if starts is None:
        return fresh
    window = tuple(filter(None, map(parsed, slot.get("window") or ())))
    crew = tuple(one.id for one in fresh.row.workers if one.id in slot.get("crew", ()))
    told: tuple[datetime, datetime] | None = (window[0], window[1]) if len(window) == 2 else None
    return Carried(fresh.row, starts, int(slot.get("minutes") or fresh.minutes), crew or fresh.crew, told)
