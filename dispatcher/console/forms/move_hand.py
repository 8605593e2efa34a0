"""An appointment in the hand: keys carry it, typed targets put it somewhere, and each slot is checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.move_grabbed import Grabbed
from dispatcher.console.forms.move_lines import carry_lines, changed_words, slot_lines
from dispatcher.console.forms.move_start import Grip, MoveStart, carried_in
from dispatcher.console.forms.move_typed import TypedTarget
from dispatcher.console.keys import EVERYWHERE, MOVE, bindings_for, keys_for
from dispatcher.console.move_messages import GripWanted, HandMoved, HandStirred, WeekWanted
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.carry import Carried
from dispatcher.domain.clock import monotonic
from dispatcher.domain.placing import Placing
from dispatcher.domain.planning import PlanningRow
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

STIR_SECONDS = 2.0
CARRY = "carry"
"""The stage in which keys carry it."""
_OURS = frozenset(name for key in keys_for(EVERYWHERE, MOVE) for name in key.keys.split(","))
"""Keys that do not begin a typed target."""
_AFTERWARDS = frozenset({"exclamation_mark", "question_mark"})
"""Those that mean the same while one is typed."""


class Hand(Grabbed):
    """The part of the box that carries. ``hand`` is None until everybody's plan was read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(MOVE)]

    def __init__(self, start: MoveStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(start, subject, ties, draft)
        self.lanes: Sequence[int] = ()
        """The technicians in the order of the plan."""
        self.stage = CARRY
        self._stirred = 0.0
        self.waits_for_days = False
        """Whether it was set down on a day of which nothing is known yet."""
        self.target = TypedTarget(self.site_office)

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

    def is_set_down(self) -> None:
        """It may stay there; what comes next."""

    # --- drawing ---

    def carrying_lines(self, width: int) -> list[Line]:
        """From, to, what speaks against it, and the keys that carry."""
        if self.hand is None or self.grip is None:
            return [((f" {_('It is being read ...')}", "done"),), *[()] * 5]
        typed = self.target.line() if self.target.is_begun else None
        slot = slot_lines(self.grip, self.hand, self.placing, width)
        return [*slot, *carry_lines(typed, width, is_live=self.stage == CARRY)]
