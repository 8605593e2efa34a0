"""The keys as somebody laid them, those that are live together, and what is called by its name alone."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding

from dispatcher.console.key import (
    CALL,
    COMMAND,
    COMPARE,
    DECIDING,
    DIAL,
    EVERYWHERE,
    FIELDS,
    FIRST,
    FIRST_RUN,
    FIRST_WAYS,
    FORM,
    HANDOVER,
    JOIN,
    LETTER,
    LISTS,
    MESSAGES,
    MOVE,
    PANES,
    PLAN,
    PROMISE,
    RECORD,
    RECORDS,
    RELATE,
    SLOTS,
    UNASSIGNED,
    WEEK,
    WORKLIST,
    Key,
    written,
)
from dispatcher.console.key_table import DEFAULTS
from dispatcher.console.keymap import chosen
from dispatcher.locale import N_
from dispatcher.values import dataclass

__all__ = [
    "CALL",
    "COMMAND",
    "COMPARE",
    "DECIDING",
    "DEFAULTS",
    "DIAL",
    "EVERYWHERE",
    "FIELDS",
    "FIRST",
    "FIRST_RUN",
    "FIRST_WAYS",
    "FORM",
    "HANDOVER",
    "JOIN",
    "KEYS",
    "LETTER",
    "LISTS",
    "MESSAGES",
    "MOVE",
    "NAMED",
    "PANES",
    "PLAN",
    "PROMISE",
    "RECORD",
    "RECORDS",
    "RELATE",
    "SLOTS",
    "TOGETHER",
    "TYPED_INTO",
    "UNASSIGNED",
    "WEEK",
    "WORKLIST",
    "Key",
    "Named",
    "bindings_for",
    "keys_for",
    "written",
]

KEYS: tuple[Key, ...] = tuple(replace(key, keys=chosen(key.id, key.keys)) for key in DEFAULTS)
"""The table with what somebody laid elsewhere."""
TOGETHER = (
    (EVERYWHERE, PANES, PLAN, LISTS),
    (EVERYWHERE, COMMAND),
    (EVERYWHERE, CALL),
    (EVERYWHERE, PROMISE),
    (EVERYWHERE, DIAL),
    (EVERYWHERE, FORM, FIELDS, RECORD),
    (EVERYWHERE, LISTS, RECORDS),
    (EVERYWHERE, LISTS, UNASSIGNED),
    (EVERYWHERE, LISTS, MESSAGES),
    (EVERYWHERE, LISTS, HANDOVER),
    (EVERYWHERE, WEEK),
    (EVERYWHERE, LISTS, RELATE),
    (EVERYWHERE, FORM, FIELDS, JOIN),
    (EVERYWHERE, FORM, SLOTS),
    (EVERYWHERE, COMPARE),
    (EVERYWHERE, LETTER),
    (EVERYWHERE, DECIDING),
    (EVERYWHERE, LISTS, WORKLIST),
    (EVERYWHERE, MOVE),
    (FIRST_RUN, FORM, FIELDS, FIRST),
    (FIRST_RUN, FIRST_WAYS),
    (EVERYWHERE, LISTS),
)
"""Places whose keys are live together: in the panes, in the command line, in the search, in a form, in a list of
records, in a comparison, at the first run, in the help."""
TYPED_INTO = frozenset((COMMAND, CALL, FORM, FIELDS, RECORD, FIRST))
"""Places where signs are text."""


@dataclass(frozen=True, slots=True)
class Named:
    """An action of the board that has no key: it is called by its name, from the palette."""

    action: str
    label: str
    tooltip: str
    writes: bool = False


NAMED: tuple[Named, ...] = (
    Named("read_list", N_("import"), N_("Read a list of yours: customers, technicians, tickets ..."), writes=True),
    Named("new_customer", N_("new customer"), N_("Make a new customer."), writes=True),
    Named("edit_customer", N_("customer data"), N_("Change the customer in Contacts."), writes=True),
    Named("messages", N_("messages"), N_("Voicemails nobody has heard and calls nobody took.")),
    Named("send_order", N_("order sent"), N_("The order of the ticket went to the technician."), writes=True),
    Named(
        "acknowledge_order", N_("order acknowledged"), N_("The technician has the order of the ticket."), writes=True
    ),
    Named("decide", N_("settle a mark"), N_("What was decided about a customer who wants to leave."), writes=True),
    Named("part", N_("part on order"), N_("Let the ticket wait for a part: supplier and date."), writes=True),
    Named("part_arrived", N_("part arrived"), N_("A part of the ticket has come: plan the visit."), writes=True),
    Named("reminder", N_("written reminder"), N_('The letter "the ball is with you", to copy.')),
    Named("week", N_("week"), N_("How we kept our word this week.")),
    Named("contracts", N_("contract list"), N_("The contracts of the customer in Contacts.")),
    Named("records('technician')", N_("technician list"), N_("Technicians: skills, hours, times off.")),
    Named("new('technician')", N_("new technician"), N_("Make a new technician."), writes=True),
    Named("records('colleague')", N_("colleague list"), N_("Colleagues: rights, stand-ins, times off.")),
    Named("change_pin", N_("change PIN"), N_("The PIN that opens the locked console."), writes=True),
    Named("records('service')", N_("service list"), N_("Services that customers can have an outage of.")),
)
"""In the order in which the palette lists them."""


def keys_for(*places: str) -> tuple[Key, ...]:
    """The keys of these places, in the order of the table."""
    return tuple(key for key in KEYS if key.where in places)


def bindings_for(*places: str) -> list[Binding]:
    """The bindings of these places."""
    return [key.binding() for key in keys_for(*places)]
