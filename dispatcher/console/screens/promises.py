"""Promises: given by ``p``, looked at by Enter; moved, withdrawn, handed over, acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.panes.promise_lines import due_words, to_whom
from dispatcher.console.promise_messages import MatesLoaded, OwnerDayLoaded, OwnerDayWanted, PromiseStale, PromiseWanted
from dispatcher.console.screens.reports import Reports
from dispatcher.domain.form_of_address import is_familiar
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from dispatcher.console.forms.form import Data, Form
    from dispatcher.console.forms.promise import PromiseForm
    from dispatcher.console.forms.promise_sheet import PromiseBox
    from dispatcher.console.forms.promise_start import Callee, PromiseStart
    from dispatcher.console.forms.promise_verbs import Promised
    from dispatcher.domain.mention import Mate
    from dispatcher.queries.card_rows import CustomerCard, PersonRow
    from dispatcher.queries.promise_rows import PromiseRow
    from dispatcher.queries.rows import ColleagueRow


class Promising(Reports):
    """The part of the board that promises."""

    mates: tuple[ColleagueRow, ...] = ()
    """Our colleagues, as they were read last."""

    # --- giving one ---

    async def action_promise(self) -> None:
        """Promise something to the customer in Contacts, or with ``@name`` to a colleague."""
        if self.refuses_to_write():
            return
        if self.wanted is None:
            await self._open_promise(self._promise_of(None))
        elif self.card is None or self.card.id != self.wanted:
            self.wait_for_customer(self.action_promise)
        else:
            await self._open_promise(self._promise_of(self.card))

    @on(PromiseWanted)
    async def _promise_wanted(self, message: PromiseWanted) -> None:
        box = self.box_now()
        if isinstance(box, CallBox) and not self.refuses_to_write():
            card = message.answer.card if message.answer is not None else None
            start = self._promise_of(card, message.typed if card is None else "")
            await self._open_promise(start, instead_of=box)

    async def _open_promise(self, start: PromiseStart, instead_of: CallBox | None = None) -> None:
        from dispatcher.console.forms.promise import PromiseForm
        from dispatcher.console.forms.promise_start import subject_for

        subject = subject_for(start, uuid4().hex[:8])
        await self.open_form(subject, lambda draft: PromiseForm(start, subject, self.ties, draft), instead_of)

    def _promise_of(self, card: CustomerCard | None, to: str = "") -> PromiseStart:
        from dispatcher.console.forms.promise_start import PromiseStart

        mates = self._mates_now()
        if card is None:
            return PromiseStart(None, mates=mates, me=self.desk.sign, to=to)
        people = [person for person in card.people if not person.no_information]
        caller = self.caller_of(card)
        present = [one for one in people if one is caller] or [one for one in people if not _is_away(one, self)]
        state, municipality = _place_of(card)
        row = self.chosen_ticket()
        return PromiseStart(
            card.id,
            card.number,
            card.name,
            state,
            card.language,
            tuple(_callee(person) for person in people),
            next((person.id for person in (*present, *people)), None),
            tuple((one.id, one.number) for one in self._tickets_of(card)),
            row.id if row is not None else None,
            mates,
            self.desk.sign,
            municipality=municipality,
        )

    def _mates_now(self) -> tuple[Mate, ...]:
        from dispatcher.domain.mention import Mate

        return tuple(Mate(one.id, one.sign, one.name) for one in self.mates)

    def read_all(self) -> None:
        """Our colleagues too: promises name them."""
        super().read_all()
        self.runner.ask("mates", lambda: MatesLoaded(self.desk.colleagues()))

    @on(MatesLoaded)
    def _mates_loaded(self, message: MatesLoaded) -> None:
        self.mates = message.rows

    @on(OwnerDayWanted)
    def _owner_day_wanted(self, message: OwnerDayWanted) -> None:
        self.runner.ask("owner day", lambda: OwnerDayLoaded(self.desk.owner_day(message.colleague, message.day)))

    @on(OwnerDayLoaded)
    def _owner_day_loaded(self, message: OwnerDayLoaded) -> None:
        for form in self._promise_forms():
            form.show_day(message.day)

    def _promise_forms(self) -> list[PromiseForm]:
        if not self._boxes:
            return []
        from dispatcher.console.forms.promise import PromiseForm

        return [box for box in self._boxes if isinstance(box, PromiseForm)]

    # --- the sheet ---

    async def action_open(self) -> None:
        """Show everything that is known of the promise under the cursor; anywhere else go on with the draft that
        waits."""
        if self.promise is not None and self.is_on_promise():
            await self.open_promise(self.promise)
        else:
            await self.action_draft()

    def is_on_promise(self) -> bool:
        """Whether the cursor stands on a promise."""
        return self.promise is not None and any(panel.has_focus for panel in self.panels())

    async def open_promise(self, promise: int) -> None:
        """The sheet of an open promise; it is on the strip from then on."""
        from dispatcher.console.forms.promise_sheet import PromiseBox

        row = self.promise_row(promise)
        if row is None:
            self.flash(_("That promise is settled."))
            return
        self.go_to_promise(promise)
        await self.open_box(
            PromiseBox(row, frame=self.box, is_waited_for=self.waits_for_me(row), now=self.now, zone=self.zone)
        )

    def _sheet(self) -> PromiseBox | None:
        if not self._boxes:
            return None
        from dispatcher.console.forms.promise_sheet import PromiseBox

        return next((box for box in self._boxes if isinstance(box, PromiseBox)), None)

    def promises_follow(self) -> None:
        """The sheet shows the promise as it is now, and goes when it is settled; forms are told of changes."""
        self._forms_follow()
        if (sheet := self._sheet()) is None:
            return
        row = self.promise_row(sheet.row.id)
        if row is None:
            self.close_box(sheet)
        else:
            sheet.show(row, self.now, is_waited_for=self.waits_for_me(row))

    def _forms_follow(self) -> None:
        if not self._boxes:
            return
        from dispatcher.console.forms.promise_verbs import PromiseVerbForm

        for form in self._boxes:
            if isinstance(form, PromiseVerbForm):
                row = self.promise_row(form.promised.id)
                form.base_on(self.promised(row) if row is not None else None)

    @on(PromiseStale)
    def _promise_stale(self) -> None:
        self.ask_promises()

    # --- what becomes of it ---

    def waits_for_me(self, row: PromiseRow) -> bool:
        """Whether whoever sits here has still to say that he has seen it."""
        return row.acknowledged is None and self.desk.sign in (row.owner_sign, row.stand_in_sign)

    def action_acknowledge(self) -> None:
        """Say that one has seen it."""
        from dispatcher.domain.promise import AcknowledgePromise

        row = self.promise_row(self.promise)
        if row is not None and self.waits_for_me(row) and not self.refuses_to_write():
            command = AcknowledgePromise(row.id)
            self.send_at_once(_("promise acknowledged"), to_whom(row), "acknowledge promise", command)

    async def action_move_chosen(self) -> None:
        """Move what is chosen: the promise on the strip."""
        await self.action_move_promise()

    async def action_move_promise(self) -> None:
        """Give the promise on the strip another time."""
        from dispatcher.console.forms.promise_changes import MoveForm

        await self._open_verb("move-promise", lambda one, subject, draft: MoveForm(one, subject, self.ties, draft))

    async def action_withdraw(self) -> None:
        """Withdraw what is chosen: the promise on the strip."""
        await self.action_withdraw_promise()

    async def action_withdraw_promise(self) -> None:
        """Withdraw the promise on the strip."""
        from dispatcher.console.forms.promise_changes import WithdrawForm

        await self._open_verb(
            "withdraw-promise", lambda one, subject, draft: WithdrawForm(one, subject, self.ties, draft)
        )

    async def action_hand_promise(self) -> None:
        """Somebody else answers for the promise on the strip."""
        from dispatcher.console.forms.promise_changes import HandForm

        mates = self._mates_now()
        await self._open_verb(
            "hand-promise", lambda one, subject, draft: HandForm(one, mates, subject, self.ties, draft)
        )

    async def _open_verb(self, verb: str, make: Callable[[Promised, str, Data], Form]) -> None:
        row = self.promise_row(self.promise)
        if row is None or self.refuses_to_write():
            return
        one, subject = self.promised(row), f"{verb}/{row.id}"
        await self.open_form(subject, lambda draft: make(one, subject, draft), instead_of=self._sheet())

    def promised(self, row: PromiseRow) -> Promised:
        """What a form about ``row`` has to know of it."""
        from dispatcher.console.forms.promise_verbs import promised

        card = self.card if self.card is not None and self.card.id == row.customer else None
        place = _place_of(card) if card is not None else ("", "")
        return promised(row, to_whom(row), due_words(row, self.zone), place)


def _place_of(card: CustomerCard) -> tuple[str, str]:
    """State and municipality of his site, where he has one only and it lies in Germany."""
    site = card.only_site
    return (site.state, site.municipality) if site is not None and len(site.state) == 2 else ("", "")


def _callee(person: PersonRow) -> Callee:
    from dispatcher.console.forms.promise_start import Callee

    phone = person.numbers[0] if person.numbers else ""
    return Callee(person.id, one_line(person.name), phone, person.language, is_familiar(person.form))


def _is_away(person: PersonRow, board: Promising) -> bool:
    return any(starts <= board.now and (ends is None or ends > board.now) for starts, ends in person.away)
