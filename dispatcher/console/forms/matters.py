"""While somebody types: the open matter to which it probably belongs, offered below the text and joined by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.timer import Timer

from dispatcher.console.chaser_lines import belongs
from dispatcher.console.chaser_messages import ChasersWanted
from dispatcher.console.forms.form import Data, Form
from dispatcher.console.keys import JOIN, keys_for
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.locale import _
from dispatcher.queries.chaser_rows import ChaserRow

ASKED_AFTER = 0.25
"""Seconds after the last key when it is looked for."""
SHORTEST = 4
"""Signs from which a text is compared."""


class Matters:
    """What one form is offered. Only offered: nothing is joined without the key."""

    def __init__(self, form: Form, fits: Callable[[ChaserRow], bool]) -> None:
        """``fits`` says whether the form has a use for an offer; what its draft joined before is joined again."""
        self._form, self._fits = form, fits
        self._asking: Timer | None = None
        self._asked: tuple[int | None, str, int | None] = (None, "", None)
        self._is_taken = False
        self.asked = self.answered = ""
        """The text that was compared last, and the one that the offer is for."""
        self.rows: tuple[ChaserRow, ...] = ()
        self.joined = _taken_up(form.draft.get("joins"))

    def told(self) -> Data:
        """What a draft keeps of it."""
        return {} if self.joined is None else {"joins": [self.joined.ticket, self.joined.number, *self.joined.why]}

    def look(self, customer: int | None, text: str, site: int | None = None) -> None:
        """Something was typed: look again when the keys rest."""
        asked = (customer, text.strip(), site)
        if asked == self._asked:
            return
        self._asked = asked
        if self._asking is not None:
            self._asking.stop()
        if customer is not None and len(text.strip()) >= SHORTEST:
            self._asking = self._form.set_timer(ASKED_AFTER, self._ask)
        elif self.rows:
            self.show(())

    def _ask(self) -> None:
        customer, text, site = self._asked
        self.asked = text
        if customer is not None:
            self._form.post_message(ChasersWanted(self._form.subject, customer, text, site))

    def show(self, rows: tuple[ChaserRow, ...]) -> bool:
        """These are the matters it may belong to; what was joined already stays. Whether somebody took the offer
        before it was there."""
        self.rows, self.answered = tuple(row for row in rows if self._fits(row)), self.asked
        self._form.repaint()
        is_taken, self._is_taken = self._is_taken and bool(self.rows), False
        return is_taken

    def awaits(self) -> bool:
        """Whether the text has not been compared yet; then it is at once, and the key counts when the offer comes."""
        customer, text, site = self._asked
        if self.rows or self.joined is not None or customer is None or self.answered == text:
            return False
        self._is_taken = True
        if self._asking is not None:
            self._asking.stop()
        self.asked = text
        self._form.post_message(ChasersWanted(self._form.subject, customer, text, site, holds=True))
        return True

    def step(self) -> ChaserRow | None:
        """Join the likeliest; pressed again the next one, behind the last none."""
        tickets = [row.ticket for row in self.rows]
        at = tickets.index(self.joined.ticket) + 1 if self.joined is not None and self.joined.ticket in tickets else 0
        self.joined = self.rows[at] if at < len(self.rows) and (at or self.joined is None) else None
        return self.joined

    def line(self, width: int, joined: str) -> Line:
        """The offer, or ``joined`` (with ``{number}``) for what was joined; empty where there is neither."""
        key = keys_for(JOIN)[0].shown
        if self.joined is not None:
            told = joined.format(number=self.joined.number)
            return ((f" {told} ", "head"), (f" {key} {_('again: not')}", "done"))
        if not self.rows:
            return ()
        offer = belongs(self.rows[0], self._form.ties.office("").now)
        tails = (f"  {key} = {_('belongs to it')}", f"  {key} = {_('yes')}")
        tail = next((one for one in tails if cell_len(offer) + cell_len(one) + 2 <= width), tails[-1])
        room = max(1, width - cell_len(tail) - 2)
        return ((f" {cell(offer, min(cell_len(offer), room))}", "due"), (tail, "done"))


def _taken_up(kept: object) -> ChaserRow | None:
    """What a draft tells of the matter that was joined; no more of it is needed."""
    if not isinstance(kept, list) or len(kept) < 2 or not all(isinstance(one, int) for one in kept[:2]):
        return None
    ticket, number, *why = kept
    return ChaserRow(ticket, number, "", datetime.min.replace(tzinfo=UTC), 1, 0, 0, tuple(map(str, why)))
