"""The command line at work, and three keys of one act: copy, undo, go to a number."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.filing import Filing
from dispatcher.console.messages import NumberFound, OwnLoaded
from dispatcher.console.screens.moving import Moving
from dispatcher.console.widgets.command_line import CommandLine
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.domain.undo import Undo
from dispatcher.domain.verbs import verb_words
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.commands import Order, Scene

_COPIED = 70
"""Signs of what was copied that the status line shows."""


class Commanding(Moving):
    """The part of the board that does what is typed."""

    _refused = ""
    """What was not understood the last time Enter was pressed."""
    _early: CommandLine.Entered | None = None
    """What was entered before the store was open."""
    _copied = -1
    _copied_of: tuple[tuple[str, str], ...] = ()

    # --- the line ---

    def action_command(self, begun: str = "") -> None:
        """Type a command, or with ``begun`` go on with one."""
        self.command_line.open(begun)
        self.set_focus(self.command_line, scroll_visible=False)
        self.say_keys()

    def _scene(self) -> Scene:
        from dispatcher.console.commands import Scene

        lanes = self.agenda.today.lanes if self.agenda is not None else ()
        return Scene(lanes, self.desk.today(), self.zone, self.now, self.phrase_office)

    def echo(self, typed: str) -> str:
        """What is understood of ``typed``; nothing before the store is open."""
        if not self.is_open:
            return ""
        from dispatcher.console.commands import read_command

        understood = read_command(typed, self._scene())
        return understood.sentence if isinstance(understood, Refusal) else understood.echo

    def is_answer(self, typed: str, key: str) -> bool:
        """Whether ``key`` chooses one of the meanings that ``typed`` has."""
        from dispatcher.console.commands import meanings

        return self.is_open and key in meanings(typed, self._scene())

    def complete(self, typed: str) -> list[str]:
        """What ``typed`` could become."""
        from dispatcher.console.commands import completions

        return completions(typed, self._scene()) if self.is_open else []

    @on(CommandLine.Left)
    def _line_left(self) -> None:
        self.say_keys()

    @on(CommandLine.Entered)
    async def _entered(self, message: CommandLine.Entered) -> None:
        """Do it; what is not understood stays, and a second Enter makes a note of it. Before the store is open it
        waits, and so do the keys behind it."""
        if not self.is_open:
            self._early = message
            self.app.hold_keys("command")
            return
        from dispatcher.console.commands import Order, read_command

        order = read_command(message.typed, self._scene(), message.answer)
        if isinstance(order, Refusal):
            is_second = order.code == "unknown" and self._refused == message.typed
            self._refused = message.typed
            if not is_second:
                self.command_line.tell(order.sentence)
                return
            order = Order("note", "", text=message.typed.strip())
        if order.kind == "help":
            await self.action_help()
            return
        self._refused = ""
        self.command_line.close(keep=False)
        self.focus_pane()
        await self._do(order)

    async def command_if_wanted(self) -> None:
        """The store is open: do what was typed before. Where it will take longer, the line keeps it."""
        if (early := self._early) is not None:
            self._early = None
            self.app.release_keys("command")
            if self.is_open:
                await self._entered(early)

    async def _do(self, order: Order) -> None:
        deeds: dict[str, Callable[[Order], Awaitable[None]]] = {
            "customer": self._go_to_number,
            "ticket": self._go_to_number,
            "number": self._go_to_number,
            "free": self._show_free,
            "day": self._show_day,
            "note": self._begin_note,
            "undo": self._take_back,
            "quiet": self._be_quiet,
            "status": self._set_status,
            "move": self.grab_number,
        }
        await deeds[order.kind](order)

    async def _show_free(self, order: Order) -> None:
        self.flash(order.echo)
        if self._days:
            self.action_day(0)
        self.set_focus(self.plan_pane, scroll_visible=False)
        self.plan_pane.sift_by(order.text)

    async def _show_day(self, order: Order) -> None:
        assert order.day is not None
        self._days = (order.day - self.desk.today()).days
        self.ask_plan()
        self.set_focus(self.plan_pane, scroll_visible=False)

    async def _begin_note(self, order: Order) -> None:
        self.begun_note = order.text
        await self.action_note()

    async def _be_quiet(self, order: Order) -> None:
        self.mute_bell(order.number)
        self.flash(order.echo)

    async def _set_status(self, order: Order) -> None:
        self.status_order(order)

    async def _take_back(self, order: Order) -> None:
        self.action_undo()

    # --- numbers ---

    async def _go_to_number(self, order: Order) -> None:
        def question() -> NumberFound:
            """Whose number it is: a ticket's before a customer's, where it was not said."""
            desk, number = self.desk, order.number
            ticket = desk.ticket_by_number(number) if order.kind != "customer" else None
            if ticket is not None:
                stands = "" if ticket.number == number else f"T-{ticket.number}"
                return NumberFound(f"T-{number}", ticket.customer, ticket.id, stands)
            customer = desk.customer_with_number(number) if order.kind != "ticket" else None
            return NumberFound(f"{'T' if order.kind == 'ticket' else 'K'}-{number}", customer)

        self.app.hold_keys("number")
        self.runner.ask("number", question)

    @on(NumberFound)
    def _number_found(self, message: NumberFound) -> None:
        if message.customer is None:
            self.flash(_("There is no {number}.").format(number=message.typed))
        elif message.ticket is not None:
            self.go_to_ticket(message.customer, message.ticket)
            if message.stands:
                self.flash(_("{number} is part of {stands}.").format(number=message.typed, stands=message.stands))
        else:
            self.go_to_customer(message.customer)
        self.app.release_keys("number")

    # --- undo ---

    def action_undo(self) -> None:
        """Take back the own last action; the counter-entry and what it answers both stay (I18). Keys wait until it is
        known: what they do would be the last."""
        if not self.refuses_to_write():
            self.app.hold_keys("own")
            self.runner.ask("own", lambda: OwnLoaded(self.desk.last_own()))

    @on(OwnLoaded)
    def _own_loaded(self, message: OwnLoaded) -> None:
        own = message.own
        if own is None:
            self.flash(_("There is nothing of your own from the last ten minutes to undo."))
        else:
            subject = f"undo/{own.seq}"
            what, about = verb_words(own.verb), one_line(own.about or own.text)
            self.save_begins(subject)
            self.runner.send(Filing(subject, about, what, "undo", Undo(own.seq), f"undo-{own.seq}", {}))
        self.app.release_keys("own")

    # --- copy ---

    def action_copy(self) -> None:
        """Copy what stands under the cursor into the terminal's clipboard: pressed again, the next part of it."""
        parts = tuple(self._copies())
        if not parts:
            self.flash(_("There is nothing to copy."))
            return
        self._copied = (self._copied + 1) % len(parts) if parts == self._copied_of else 0
        self._copied_of = parts
        _what, text = parts[self._copied]
        following = parts[(self._copied + 1) % len(parts)][0]
        told = _("copied: {text}   y = {next}") if len(parts) > 1 else _("copied: {text}")
        self.copy(text, told.format(text=one_line(text)[:_COPIED], next=following))

    def _copies(self) -> Iterator[tuple[str, str]]:
        """The parts worth copying, by what they are: number, telephone, address, and a sentence."""
        entry = self.contacts_pane.chosen() if self.contacts_pane.has_focus else None
        if entry is not None and entry.text:
            yield _("entry"), entry.text
        if (letter := self.letter_now()) is not None:
            yield _("letter"), f"{letter.subject}\n\n{letter.text}"
        if self.detail is not None and self.detail.row.id == self.wanted_ticket:
            yield _("number"), f"T-{self.detail.row.number}"
        if self.card is None:
            return
        yield _("customer number"), f"K-{self.card.number}"
        numbers = [number for person in self.card.people for number in person.numbers] + list(self.card.numbers)
        if numbers:
            yield _("telephone"), numbers[0]
        if self.card.sites:
            site = self.card.sites[0]
            yield _("address"), f"{self.card.name}, {site.street}, {site.postcode} {site.place}"
        if self.detail is not None and self.detail.row.id == self.wanted_ticket:
            row = self.detail.row
            yield _("sentence"), f"T-{row.number} {row.customer_name}: {row.title}. {row.next_step}"
