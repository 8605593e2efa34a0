"""Whose turn it is: the ball, follow-ups, parts on order, and the written reminder of the ticket on the strip."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.messages import TicketLoaded
from dispatcher.console.screens.owners import Owners
from dispatcher.console.turn_messages import LetterLoaded, TurnLoaded, TurnStale, WhomToCall
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.turn import TurnStart
    from dispatcher.domain.reminder import Letter
    from dispatcher.queries.rows import TicketRow

_LETTER_AFTER = 2
"""Attempts in vain after which the next one is in writing."""


class Turns(Owners):
    """The part of the board that says who acts next, and when."""

    letter: Letter | None = None
    """The written reminder of the ticket on the strip, where it is time for one."""
    _letter_of: int | None = None

    async def action_ball(self) -> None:
        """Say who acts next on the ticket."""
        if (start := self._turn_of(self.action_ball)) is not None:
            from dispatcher.console.forms.ball import BallForm, subject_for

            subject = subject_for(start)
            await self.open_form(subject, lambda draft: BallForm(start, subject, self.ties, draft))

    async def action_follow_up(self) -> None:
        """Say when we look at the ticket again; whom to call comes behind the form."""
        if (start := self._turn_of(self.action_follow_up)) is not None:
            from dispatcher.console.forms.follow_up import FollowUpForm, subject_for

            subject, desk = subject_for(start), self.desk
            await self.open_form(subject, lambda draft: FollowUpForm(start, subject, self.ties, draft))
            self.runner.ask("whom to call", lambda: WhomToCall(subject, desk.numbers(start.customer, start.ticket)))

    async def action_part(self) -> None:
        """The ticket waits for a part."""
        if (start := self._turn_of(self.action_part)) is not None:
            from dispatcher.console.forms.part import PartForm, subject_for

            subject = subject_for(start)
            await self.open_form(subject, lambda draft: PartForm(start, subject, self.ties, draft))

    async def action_part_arrived(self) -> None:
        """A part of the ticket has come; where there are several it is asked which."""
        start = self._turn_of(self.action_part_arrived)
        if start is None or self.detail is None or self.detail.row.id != start.ticket:
            return
        from dispatcher.console.forms.part import ArrivedForm, arrived_subject, by_name
        from dispatcher.domain.part import PartArrived

        waited = [part for part in self.detail.parts if part.arrived is None]
        if not waited:
            self.flash(_("T-{number} waits for no part.").format(number=start.number))
        elif len(waited) == 1:
            self.send_at_once(_("part arrived"), start.name, "part arrived", PartArrived(waited[0].id))
        else:
            subject, parts = arrived_subject(start), by_name(waited)
            await self.open_form(subject, lambda draft: ArrivedForm(start, subject, self.ties, draft, parts))

    def _turn_of(self, verb: Callable[[], Awaitable[None]]) -> TurnStart | None:
        """The ticket that a form is about to be opened for; None where there is none to write to, or not yet."""
        if self.refuses_to_write():
            return None
        if self.wanted is not None and (self.card is None or self.card.id != self.wanted):
            self.wait_for_customer(verb)
            return None
        row = self.chosen_ticket()
        if row is None:
            self._say_no_ticket()
            return None
        from dispatcher.console.forms.turn import start_of

        return start_of(row, [person.name for person in self.card.people] if self.card is not None else [])

    def _say_no_ticket(self) -> None:
        shown: TicketRow | None = self.detail.row if self.detail is not None else None
        if shown is not None and shown.id == self.wanted_ticket and not shown.next_step:
            told = _("T-{number} has ended; nobody has its ball any more.")
            self.flash(told.format(number=shown.number))
        else:
            self.flash(_("No ticket chosen.  j k = another line   t = new fault report"))

    # --- answers ---

    @on(WhomToCall)
    def _whom_to_call(self, message: WhomToCall) -> None:
        from dispatcher.console.forms.follow_up import FollowUpForm

        form = self.form_of(message.subject)
        if isinstance(form, FollowUpForm):
            form.show_numbers(message.numbers)

    @on(TurnStale)
    def _turn_stale(self, message: TurnStale) -> None:
        desk, subject, ticket = self.desk, message.subject, message.ticket
        self.runner.ask(f"turn {subject}", lambda: TurnLoaded(subject, desk.ticket(ticket)))

    @on(TurnLoaded)
    def _turn_loaded(self, message: TurnLoaded) -> None:
        from dispatcher.console.forms.turn import TurnForm

        form = self.form_of(message.subject)
        if isinstance(form, TurnForm) and message.detail is not None:
            form.base_on(message.detail.row)

    # --- the letter ---

    def action_reminder(self) -> None:
        """Show the written reminder of the ticket on the strip."""
        if self.wanted_ticket is None:
            self._say_no_ticket()
        else:
            self._ask_letter(self.wanted_ticket, is_asked=True)

    def _ask_letter(self, ticket: int, *, is_asked: bool) -> None:
        desk = self.desk
        slot = "letter asked" if is_asked else "letter"
        self.runner.ask(slot, lambda: LetterLoaded(ticket, desk.reminder(ticket), is_asked))

    @on(TicketLoaded)
    def _letter_is_due(self, message: TicketLoaded) -> None:
        """After two attempts in vain, and for a ball that lies with the customer too long, the letter is at hand."""
        detail = message.detail
        if detail is None or message.ticket != self.wanted_ticket:
            return
        is_long = any(card.ticket == detail.row.id and card.is_long for card in self.cards)
        if detail.row.attempts >= _LETTER_AFTER or is_long:
            self._ask_letter(detail.row.id, is_asked=False)
        elif self._letter_of != detail.row.id:
            self.letter = self._letter_of = None

    @on(LetterLoaded)
    async def _letter_loaded(self, message: LetterLoaded) -> None:
        if message.ticket != self.wanted_ticket or message.letter is None:
            return
        self.letter, self._letter_of = message.letter, message.ticket
        if message.is_asked and self.box_now() is None:
            from dispatcher.console.forms.letter import LetterBox

            await self.open_box(LetterBox(frame=self.box, letter=message.letter, copy=self.copy_letter))

    def letter_now(self) -> Letter | None:
        """The letter, where it is about the ticket on the strip."""
        return self.letter if self._letter_of == self.wanted_ticket else None

    def copy_letter(self) -> None:
        """Subject and text into the terminal's clipboard."""
        if self.letter is not None:
            told = _("copied: {text}").format(text=self.letter.subject)
            self.copy(f"{self.letter.subject}\n\n{self.letter.text}", told)
