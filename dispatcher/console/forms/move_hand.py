"""An appointment in the hand: keys carry it, typed targets put it somewhere, and each slot is checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.move_lines import carry_lines, changed_words, length_words, slot_lines
from dispatcher.console.forms.move_start import Grip, MoveStart, carried_in, told_of
from dispatcher.console.forms.move_typed import TypedTarget
from dispatcher.console.keys import EVERYWHERE, MOVE, bindings_for, keys_for
from dispatcher.console.move_messages import GripWanted, HandMoved, HandStirred, WeekWanted
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.carry import Carried
from dispatcher.domain.clock import monotonic
from dispatcher.domain.phrases import Office
from dispatcher.domain.placing import Placing
from dispatcher.domain.planning import PlanningRow
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow

STIR_SECONDS = 2.0
CARRY = "carry"
"""The stage in which keys carry it."""
_OURS = frozenset(name for key in keys_for(EVERYWHERE, MOVE) for name in key.keys.split(","))
"""Keys that do not begin a typed target."""
_AFTERWARDS = frozenset({"exclamation_mark", "question_mark"})
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
        self._stirred = 0.0
        self.is_held = True
        self.waits_for_days = False
        """Whether it was set down on a day of which nothing is known yet."""
        self.target = TypedTarget(self.site_office)

    # --- what it is about ---

    def about(self) -> str:
        """The customer's name."""
        return one_line(self.grip.row.job.customer_name) if self.grip is not None else str(self.draft.get("name", ""))

    def customer(self) -> int | None:
        """Whose appointment it is."""
        return self.start.customer

    def title(self) -> tuple[str, str]:
        """Which appointment, how long it lasts, and whether it is held."""
        if self.grip is None or self.hand is None:
            return _("MOVE"), ""
        job = self.grip.row.job
        told = f"{_('MOVE')} T-{job.number} {one_line(job.customer_name)[:24]}  {length_words(self.hand.minutes)}"
        return told, _("the others see that you hold it") if self.is_held else _("you do not hold it any more")

    def site_office(self) -> Office:
        """Where and when a target is read: at the site, counted from the grabbed slot."""
        office = self.ties.office("")
        if self.grip is None:
            return office
        job = self.grip.row.job
        place = (job.state or office.state, job.municipality, job.country, office.hours)
        return Office(office.now, job.zone, *place, grabbed=self.grip.starts)

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
        """A draft knows nothing of the plan as it is now."""
        if self.draft:
            self.post_message(GripWanted(self))

    def on_focus(self) -> None:
        """Back from a box above it is in the hand again."""
        self._stir()

    def _stir(self) -> None:
        """Somebody is there; said once in a while, because a key has to be on the screen first."""
        now = monotonic()
        if now - self._stirred >= STIR_SECONDS:
            self._stirred = now
            self.post_message(HandStirred())

    def take(self, grip: Grip, lanes: Sequence[int]) -> None:
        """So it stands: carry it from there, or on from where it was carried to already."""
        seen = self.draft.get("version") if self.grip is None else self.grip.row.job.version
        self.lanes = lanes
        fresh = Carried.from_slot(grip.row, grip.starts, grip.ends)
        self.hand = replace(self.hand, row=grip.row) if self.hand is not None else carried_in(self.draft, fresh)
        self.grip = grip
        self.target.end()
        self._look()
        if seen not in (None, grip.row.job.version):
            self.say(changed_words(grip, seen))
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
        """It is there now; whoever draws it in the plan draws the box anew with it, so that both are seen at once."""
        if hand == self.hand:
            self.repaint()
            return
        self.hand = hand
        self._look()
        self.changed()

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Whatever begins no carrying begins a target that is typed."""
        self._stir()
        if self.takes(event):
            event.stop()
            event.prevent_default()

    def takes(self, event: events.Key) -> bool:
        """Whether the key was meant for what is typed."""
        if self.stage != CARRY or self.hand is None:
            return False
        if event.key in ("escape", "f3") and self.target.is_begun:
            self.take_target("")
            return True
        is_ours = event.key in _AFTERWARDS or (not self.target.is_begun and event.key in {*_OURS, "space"})
        if is_ours or not self._types(event):
            return False
        self._follow()
        return True

    def _types(self, event: events.Key) -> bool:
        if self.target.before is None:
            self.target.before = self.hand
        return self.target.key(event)

    def on_paste(self, event: events.Paste) -> None:
        """A pasted time is a typed one."""
        event.stop()
        if self.stage == CARRY and self.hand is not None:
            self.target.before = self.target.before or self.hand
            self.target.insert(event.text)
            self._follow()

    def take_target(self, text: str) -> None:
        """Put ``text`` in as if it were typed; empty puts it back where it was before something was."""
        self.target.before = self.target.before or self.hand
        self.target.set(text)
        self._follow()

    def _follow(self) -> None:
        """Be where the target says, or where it was before it was typed."""
        hand = self.target.put()
        if not self.target.is_begun:
            self.target.end()
        if hand is not None:
            self.carry(hand)
        else:
            self.repaint()
        self.changed()

    def _step(self, hand: Carried) -> None:
        self.target.end()
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

    def action_edge(self, is_end: bool) -> None:
        """To the beginning or the end of the day."""
        if self.stage == CARRY and self.hand is not None:
            self._step(self.hand.at_edge(is_end=is_end))

    def action_week(self) -> None:
        """The days of whoever goes below each other, or everybody's day again."""
        if self.stage == CARRY and self.hand is not None:
            self.post_message(WeekWanted(self))

    def whom(self) -> int | None:
        """Whose place another technician takes: his in whose line it was grabbed, or who took it since."""
        if self.hand is None or not self.hand.crew:
            return None
        old = self.grip.row.job.crew if self.grip is not None else ()
        if self.start.technician in self.hand.crew:
            return self.start.technician
        fresh = [one for one in self.hand.crew if one not in old]
        return fresh[0] if fresh else self.hand.crew[0]

    # --- setting it down ---

    def set_down(self) -> None:
        """Enter: take what is typed, and go on where nothing forbids it."""
        if self.hand is None:
            return
        taken = self.target.take() if self.target.is_begun else None
        if isinstance(taken, Refusal):
            self.say(taken.sentence)
            return
        if self.placing is None:
            self.waits_for_days = True
            self.post_message(HandMoved(self))
            return
        self.target.end()
        refusal = self._refuse_slot(self.placing)
        if refusal is not None:
            self.say(refusal.sentence)
        else:
            self.is_set_down()

    def _refuse_slot(self, placing: Placing) -> Refusal | None:
        assert self.hand is not None
        assert self.grip is not None
        if not self.is_moved() and set(self.hand.crew) == set(self.grip.row.job.crew):
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

    def is_moved(self) -> bool:
        """Whether it is at another time: a change of who goes alone is no move that counts."""
        assert self.hand is not None
        assert self.grip is not None
        return (self.hand.starts, self.hand.ends) != (self.grip.starts, self.grip.ends)

    def is_set_down(self) -> None:
        """It may stay there; what comes next."""

    def override(self) -> str:
        """The reason for which it is pushed through, or empty."""
        return ""

    # --- drawing ---

    def carrying_lines(self, width: int) -> list[Line]:
        """From, to, what speaks against it, and the keys that carry."""
        if self.hand is None or self.grip is None:
            return [((f" {_('It is being read ...')}", "done"),), *[()] * 5]
        typed = self.target.line() if self.target.is_begun else None
        slot = slot_lines(self.grip, self.hand, self.placing, width)
        return [*slot, *carry_lines(typed, width, is_live=self.stage == CARRY)]

    def typed_in(self) -> Data | None:
        """Which appointment, and where it was carried to."""
        if self.hand is None:
            return {**self.draft} if self.draft else None
        hand = self.hand
        window = [one.isoformat() for one in hand.window] if hand.window is not None else None
        slot = {"starts": hand.starts.isoformat(), "minutes": hand.minutes, "crew": [*hand.crew], "window": window}
        version = self.grip.row.job.version if self.grip is not None else hand.row.job.version
        return {"start": told_of(self.start), "slot": slot, "version": version}
