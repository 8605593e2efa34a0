"""Lists of past contacts: every row one entry of a customer's history."""

from __future__ import annotations

from dispatcher.domain.imported import ImportedEntry
from dispatcher.exchange import cells as cell
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.parts import Customer, Identity
from dispatcher.exchange.rules import CustomerRule, EntryRule
from dispatcher.exchange.template import Cells, field
from dispatcher.exchange.times import Times
from dispatcher.exchange.wording import Worded
from dispatcher.exchange.words import words


class History:
    """Makes contact entries from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        mapping = setting.mapping
        rule = mapping.entry or EntryRule(happened="", text="")
        self._source, self._identity = setting.source, Identity(mapping.key)
        self._customer = Customer(mapping.customer or CustomerRule())
        self._happened, self._text = field(rule.happened), field(rule.text)
        self._person, self._author, self._ticket = field(rule.person), field(rule.author), field(rule.ticket)
        self._ticket_source = rule.ticket_source or setting.source
        self._times = Times(setting, rule.zone)
        self._direction, self._channel = (
            Worded(field(texts), words(name, mapping.values.get(name, {})))
            for name, texts in (("entry.direction", rule.direction), ("entry.channel", rule.channel))
        )

    def __call__(self, line: int, cells: Cells) -> ImportedEntry:
        """The entry of one row. Raises BadCell."""
        ticket = self._ticket.line(cells)
        direction = self._direction.fill(cells) or "in"
        return ImportedEntry(
            source=self._source,
            key=self._identity.fill(cells),
            line=line,
            customer=self._customer.fill(cells),
            happened=self._times.needed(cells, self._happened),
            direction=direction,
            channel=self._channel.fill(cells) or ("" if direction == "internal" else "T"),
            text=cell.needed(self._text.text(cells), self._text.label),
            person=self._person.line(cells),
            author=self._author.line(cells),
            ticket_key=cell.key(ticket, self._ticket.label) if ticket else "",
            ticket_source=self._ticket_source if ticket else "",
        )
