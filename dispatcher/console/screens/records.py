"""Master data over the board: people and sites of a customer, and whatever else the palette names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.messages import Filed, Opened, Taken
from dispatcher.console.record_messages import (
    ChoicesLoaded,
    CustomerWanted,
    DuplicatesLoaded,
    DuplicatesWanted,
    DuplicateTaken,
    EditWanted,
    HideWanted,
    NewWanted,
    Owner,
    RecordOpened,
)
from dispatcher.console.screens.record_lists import RecordLists
from dispatcher.console.typeahead import TAKEN_OVER
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ARCHIVE, DELETE, RESTORE, verb_words
from dispatcher.locale import _
from dispatcher.queries.rows import HitRow

if TYPE_CHECKING:
    from dispatcher.console.forms.record import RecordStart

_REFERS = {"deputy": "person", "site": "site", "stand_in": "colleague"}
"""Fields that name another record, and its kind."""


class Records(RecordLists):
    """The part of the board that keeps master data."""

    @on(Opened)
    async def _begin(self) -> None:
        """The first run leads here by an action, and what was typed behind it is meant for what that opens."""
        if self.begin:
            await self.run_action(self.begin)
        if self.takes_over_keys:
            self.takes_over_keys = False
            self.app.release_keys(TAKEN_OVER)

    # --- forms ---

    async def action_new(self, kind: str) -> None:
        """A new record of a kind that belongs to nobody."""
        await self._open_new(kind, None, "")

    async def action_new_customer(self) -> None:
        """A new customer."""
        await self._open_new("customer", None, "")

    def action_edit_customer(self) -> None:
        """The customer in Contacts."""
        if self.wanted is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
        else:
            self.edit_record("customer", self.wanted, "")

    @on(NewWanted)
    async def _new_wanted(self, message: NewWanted) -> None:
        await self._open_new(message.kind, message.parent, message.title)

    async def _open_new(
        self,
        kind: str,
        parent: Owner | None,
        title: str,
        typed: Mapping[str, str] | None = None,
        instead_of: CallBox | None = None,
    ) -> None:
        from dispatcher.console.forms.record import RecordStart

        if self.refuses_to_write():
            return
        usual, begin = self._usual(kind)
        start = RecordStart(kind, parent=parent, title=title, typed={**usual, **(typed or {})}, begin=begin)
        await self._open_record(start, instead_of)

    def _usual(self, kind: str) -> tuple[Mapping[str, str], str]:
        """What a new record begins with, and in which field: an absence begins now and its end is asked (B4)."""
        if kind == "on-call":
            return self._usual_week(), "starts"
        if kind != "absence":
            return {}, ""
        from dispatcher.domain.field_dates import show_moment

        return {"starts": show_moment(self.now, self.zone, day_ends=False)}, "ends"

    def _usual_week(self) -> Mapping[str, str]:
        """On-call weeks change on Monday at 07:00."""
        from dispatcher.domain.calendar import local_day, minute_of_day
        from dispatcher.domain.field_dates import show_moment
        from dispatcher.domain.rest import CHANGE_OF_WEEK

        today = local_day(self.now, self.zone)
        monday = today + timedelta(days=7 - today.weekday())
        ends = (("starts", monday), ("ends", monday + timedelta(days=7)))
        changes = {name: minute_of_day(day, self.zone, CHANGE_OF_WEEK) for name, day in ends}
        return {name: show_moment(at, self.zone, day_ends=name == "ends") for name, at in changes.items()}

    async def _open_record(self, start: RecordStart, instead_of: CallBox | None = None) -> None:
        from dispatcher.console.forms.record import RecordForm

        subject = start.subject
        await self.open_form(subject, lambda draft: RecordForm(start, subject, self.ties, draft), instead_of)
        self._ask_choices(start)

    def _ask_choices(self, start: RecordStart) -> None:
        """The names that fields of the form may refer to."""
        from dispatcher.domain.kinds import KINDS

        refers = {one.name: _REFERS[one.name] for one in KINDS[start.kind].fields if one.name in _REFERS}
        if not refers:
            return
        desk, parent, subject = self.desk, start.parent, start.subject

        def question() -> ChoicesLoaded:
            """By field the names it may refer to; nobody refers to himself."""
            lines = {name: desk.records(kind, parent if kind != "colleague" else None) for name, kind in refers.items()}
            others = {name: tuple(one.title for one in rows if one.id != start.ident) for name, rows in lines.items()}
            return ChoicesLoaded(subject, others)

        self.runner.ask(f"choices {subject}", question)

    @on(ChoicesLoaded)
    def _choices_loaded(self, message: ChoicesLoaded) -> None:
        from dispatcher.console.forms.record import RecordForm

        form = self.form_of(message.subject)
        if isinstance(form, RecordForm):
            for name, titles in message.choices.items():
                form.offer(name, titles)

    @on(EditWanted)
    def _edit_wanted(self, message: EditWanted) -> None:
        self.edit_record(message.kind, message.ident, message.begin)

    def edit_record(self, kind: str, ident: int, begin: str = "") -> None:
        """The form of a record; the keys behind it wait until the record is there."""
        if self.refuses_to_write():
            return
        self.app.hold_keys("edit")
        self.runner.ask("edit", lambda: RecordOpened(self.desk.record(kind, ident), begin))

    @on(RecordOpened)
    async def _record_opened(self, message: RecordOpened) -> None:
        from dispatcher.console.forms.record import start_of

        if message.row is not None:
            await self._open_record(start_of(message.row, message.begin))
        self.app.release_keys("edit")

    # --- who may be there already ---

    @on(DuplicatesWanted)
    def _duplicates_wanted(self, message: DuplicatesWanted) -> None:
        desk, told = self.desk, message
        self.runner.ask(
            "duplicates", lambda: DuplicatesLoaded(told.subject, desk.duplicates(told.kind, told.values, told.ident))
        )

    @on(DuplicatesLoaded)
    def _duplicates_loaded(self, message: DuplicatesLoaded) -> None:
        from dispatcher.console.forms.record import RecordForm

        form = self.form_of(message.subject)
        if isinstance(form, RecordForm):
            form.show_duplicates(message.rows)

    @on(DuplicateTaken)
    def _duplicate_taken(self, message: DuplicateTaken) -> None:
        """Nothing new is made; the one who was there already is whom it is about."""
        row = message.row
        message.form.give_up()
        self.close_box(message.form)
        self._take(row.customer, row.customer_number, row.name)

    def _take(self, customer: int, number: int, name: str) -> None:
        hit = HitRow("customer", customer, number, name, "", "", None, None, "", "number")
        tickets = [row for row in self.tickets_pane.all_rows() if row.customer == customer]
        oldest = min(tickets, key=lambda row: row.reported, default=None)
        self.post_message(Taken(hit, oldest.id if oldest is not None else None))

    @on(CustomerWanted)
    async def _customer_wanted(self, message: CustomerWanted) -> None:
        """What was typed in the search is the new customer's name, or his number."""
        box = self.box_now()
        is_number = not any(sign.isalpha() for sign in message.typed)
        typed = {"phone" if is_number else "name": message.typed.strip()}
        await self._open_new("customer", None, "", typed, box if isinstance(box, CallBox) else None)

    # --- what is filed ---

    @on(HideWanted)
    def _hide_wanted(self, message: HideWanted) -> None:
        """Hidden, back, or gone for good; the answer is a word on the status line."""
        if self.refuses_to_write():
            return
        from dispatcher.domain.kinds import KINDS
        from dispatcher.domain.record import ArchiveRecord, DeleteRecord

        kind, ident = message.kind, message.ident
        verb = DELETE if message.for_good else ARCHIVE if message.archived else RESTORE
        what = f"{_(KINDS[kind].label)} {verb_words(verb)}"
        if message.for_good:
            self.send_at_once(what, message.title, "delete record", DeleteRecord(kind, ident))
        else:
            self.send_at_once(what, message.title, "archive record", ArchiveRecord(kind, ident, None, message.archived))

    @on(Filed)
    def _record_filed(self, message: Filed) -> None:
        """A customer that was made is whom it is about from now on."""
        from dispatcher.domain.record import SaveRecord

        command, outcome = message.filing.command, message.outcome
        is_new = isinstance(command, SaveRecord) and command.kind == "customer" and command.ident is None
        if is_new and outcome is not None and not isinstance(outcome, Refusal):
            self._take(outcome.ref, outcome.number or 0, message.filing.name)
