"""The composition root: opens the store late and hands out an office to read from and write to.

Nothing heavy is imported before :meth:`Office.open`, so that the console can paint its frame first.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dispatcher.cli.office_leases import Leases
from dispatcher.cli.office_pin import Pins
from dispatcher.cli.office_reads import Reads
from dispatcher.cli.settings import Settings
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor, full_name, login
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome
    from dispatcher.domain.contact import Note
    from dispatcher.queries.rows import ColleagueRow, OfficeRow
    from dispatcher.store.drafts import Drafts
    from dispatcher.store.store import Store
    from dispatcher.store.watch import Watch

SAVES = {
    "note": "dispatcher.actions.note:file_note",
    "note with promises": "dispatcher.actions.noted:file_with_promises",
    "ticket": "dispatcher.actions.ticket:file_ticket",
    "appointment": "dispatcher.actions.appointment:book",
    "insert slot": "dispatcher.actions.insert_slot:insert_slot",
    "move appointment": "dispatcher.actions.moving:move",
    "fall through": "dispatcher.actions.moving:fall_through",
    "cancel appointment": "dispatcher.actions.moving:cancel",
    "confirm": "dispatcher.actions.confirm:confirm",
    "insist": "dispatcher.actions.confirm:insist",
    "save record": "dispatcher.actions.records:save_record",
    "archive record": "dispatcher.actions.record_ends:archive_record",
    "delete record": "dispatcher.actions.record_delete:delete_record",
    "assign": "dispatcher.actions.assign:assign",
    "promise": "dispatcher.actions.promise:give_promise",
    "promise attempt": "dispatcher.actions.promise_attempt:attempt_promise",
    "move promise": "dispatcher.actions.promise_move:move_promise",
    "withdraw promise": "dispatcher.actions.promise_move:withdraw_promise",
    "acknowledge promise": "dispatcher.actions.promise_hand:acknowledge_promise",
    "hand promise": "dispatcher.actions.promise_hand:hand_promise",
    "missed call": "dispatcher.actions.messages:missed_call",
    "voicemail": "dispatcher.actions.messages:voicemail",
    "settle message": "dispatcher.actions.messages:settle_message",
    "send order": "dispatcher.actions.orders:send_order",
    "acknowledge order": "dispatcher.actions.orders:acknowledge_order",
    "settle flag": "dispatcher.actions.flags:settle_flag",
    "merge": "dispatcher.actions.merge:merge_ticket",
    "unmerge": "dispatcher.actions.unmerge:unmerge",
    "chaser": "dispatcher.actions.chaser:link_chaser",
    "exclude technician": "dispatcher.actions.decision:exclude_technician",
    "lift decision": "dispatcher.actions.decision:lift_decision",
    "take over": "dispatcher.actions.absent:take_over",
    "absent": "dispatcher.actions.absent:set_absent",
    "undo": "dispatcher.actions.undo:undo",
    "pass ball": "dispatcher.actions.ball:pass_ball",
    "follow up": "dispatcher.actions.ball:follow_up",
    "attempt": "dispatcher.actions.attempt:file_attempt",
    "add part": "dispatcher.actions.part:add_part",
    "part arrived": "dispatcher.actions.part:part_arrived",
    "status": "dispatcher.actions.status:set_status",
    "end visit": "dispatcher.actions.visit_end:end_visit",
    "plan follow-up": "dispatcher.actions.follow_up_visit:plan_follow_up",
    "no access": "dispatcher.actions.no_access:no_access",
    "set pin": "dispatcher.actions.pin:set_pin",
    "clear pin": "dispatcher.actions.pin:clear_pin",
    "hand over": "dispatcher.actions.handover:hand_over",
    "acknowledge items": "dispatcher.actions.handover:acknowledge_items",
    "leave desk": "dispatcher.actions.desks:leave_desk",
}
"""What the console and the commands file, and the action that does it; imported when it is first done."""


def _look_for_garbage() -> None:
    """From here on; what was loaded until now stays for good, and nobody looks through it again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every command: where the store is, an instant to set the clock to (local or aware), the
    language, whether nothing may be written, whether the console sends more than changed cells, and what the person
    likes."""

    store: str | None = None
    now: datetime | None = None
    language: str = "en"
    read_only: bool = False
    plain_output: bool = False
    settings: Settings = field(default_factory=Settings)


class Office(Pins, Leases, Reads):
    """An office on a store. Reading methods may be called from any thread after :meth:`open`."""

    def __init__(self, options: Options) -> None:
        """Nothing is opened yet."""
        self.options = options
        self.clock = Clock()
        self._store: Store | None = None
        self._office: OfficeRow | None = None
        self._colleague: ColleagueRow | None = None

    def open(self) -> None:
        """Open the store, set the clock, and find out who sits here. Raises Trouble."""
        try:
            self._open()
        finally:
            _look_for_garbage()

    def _open(self) -> None:
        from dispatcher.queries.office import clock_of, colleague_by_login, office_row
        from dispatcher.store.place import find
        from dispatcher.store.store import open_store

        store = open_store(find(self.options.store), read_only=self.options.read_only)
        self._store = store
        with store.reading() as connection:
            self._office = office_row(connection)
            self.clock = self._clock(clock_of(connection, Clock().recorded()))
            self._colleague = colleague_by_login(connection, login())

    def _clock(self, training: datetime | None) -> Clock:
        if self.options.now is None:
            return Clock(training)
        from dispatcher.cli.instant import in_zone

        return Clock(in_zone(self.options.now, self.row.zone))

    @property
    def store(self) -> Store:
        """The open store; opening it is the caller's first step."""
        if self._store is None:
            raise Trouble("closed", _("The store is not open."))
        return self._store

    @property
    def store_id(self) -> str:
        """The name of this one store, by which files on this computer belong to it."""
        return self.store.store_id

    @property
    def row(self) -> OfficeRow:
        """Who we are."""
        assert self._office is not None
        return self._office

    @property
    def colleague(self) -> ColleagueRow | None:
        """Who sits here; None as long as this login has not written anything."""
        return self._colleague

    @property
    def sign(self) -> str:
        """The sign of whoever sits here, or the login before the first entry."""
        return self._colleague.sign if self._colleague else login()

    @property
    def read_only(self) -> str:
        """Why nothing can be written here, or empty."""
        if self.store.read_only:
            return self.store.read_only
        if self.clock.is_set and not self.row.training:
            return _("the clock is set, and this is no training store")
        if self._colleague is not None and self._colleague.role == "viewer":
            return _("viewer right")
        return ""

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self.store.reading() as connection:
            yield connection

    def save(self, verb: str, command: object, save_key: str) -> Outcome:
        """Do what :data:`SAVES` calls ``verb``; the same key again changes nothing and gets the same answer."""
        room, _colon, name = SAVES[verb].partition(":")
        return self.perform(getattr(importlib.import_module(room), name), command, save_key)

    def file_note(self, note: Note, save_key: str) -> Outcome:
        """File a note under ``save_key``; the same key again files nothing."""
        return self.save("note", note, save_key)

    def perform(self, action: Callable[..., Outcome], command: object, save_key: str | None = None) -> Outcome:
        """Run one action as whoever sits here. A login that is new to the office is enrolled first."""
        from dispatcher.actions.perform import perform

        if reason := self.read_only:
            return Refusal("read-only", _("Read-only: {reason}. Nothing was saved.").format(reason=reason))
        return perform(self.store, action, command, self.actor(), self.clock, save_key)

    def actor(self) -> Actor:
        """Whoever sits here, enrolled if need be. Raises Trouble where that cannot be written."""
        if self._colleague is None:
            self._enrol()
        assert self._colleague is not None
        return Actor(self._colleague.id, self._colleague.sign, self._colleague.role)

    def _enrol(self) -> None:
        from dispatcher.actions.office import Enrol, enrol
        from dispatcher.actions.perform import perform
        from dispatcher.queries.office import colleague_by_login

        name = login()
        newcomer = Actor(0, name, "dispatcher")
        outcome = perform(self.store, enrol, Enrol(name, full_name(name)), newcomer, self.clock)
        if isinstance(outcome, Refusal):
            raise Trouble("input", outcome.sentence)
        with self._reading() as connection:
            self._colleague = colleague_by_login(connection, name)

    def at_desk(self, console: str, is_open: bool = True) -> bool:
        """Say that the console of that name is open, which ends an empty desk, or that it is closed. False where
        nothing is written here, or where whoever sits here is not known yet. Raises Trouble."""
        if self.read_only or self._colleague is None:
            return False
        from dispatcher.actions.desks import at_desk
        from dispatcher.domain.leaving import AtDesk
        from dispatcher.domain.seat import is_left_behind

        gone = tuple(seat.console for seat in self.desks().seats if is_left_behind(seat.console))
        self.perform(at_desk, AtDesk(console, is_open, gone))
        return True

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and not filed yet, on this user's disk."""
        from dispatcher.store.drafts import Drafts
        from dispatcher.store.place import state_folder

        return Drafts(state_folder() / "drafts" / self.store_id)

    @cached_property
    def alarms(self) -> Drafts:
        """Which alarms were given at this desk, beside the drafts."""
        from dispatcher.store.drafts import Drafts
        from dispatcher.store.place import state_folder

        return Drafts(state_folder() / "alarms" / self.store_id)

    def watch(self) -> Watch:
        """Tells when somebody wrote."""
        from dispatcher.store.watch import Watch

        return Watch(self.store)

    def close(self) -> None:
        """Give the store back."""
        if self._store is not None:
            self.end_hold()
            self._store.close()
            self._store = None
