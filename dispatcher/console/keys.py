"""Every key of the console, in one table: bindings, key bar, help, palette and the manual are made from it.

Keys are the same in every language. Each has an id by which it can be put on another key, and one sentence. None
stands on a key that terminals swallow or send as another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

from dispatcher.console.keymap import chosen
from dispatcher.locale import N_, _

EVERYWHERE, PANES, PLAN, LISTS, CALL = "everywhere", "panes", "plan", "lists", "call"
UNASSIGNED = "unassigned"
"""The list of notes without a customer."""
MESSAGES = "messages"
"""The list of calls nobody took and voicemails."""
PROMISE = "promise"
"""The sheet of one promise."""
DIAL = "dial"
"""The numbers one may call, and how the call ended."""
RELATE, JOIN = "relate", "join"
"""The open matters that a ticket or a note may belong to, and the forms that offer one."""
COMMAND = "command"
"""The command line."""
FORM, FIELDS = "form", "fields"
"""Every form, and those of fields one below another."""
LETTER = "letter"
"""The written reminder."""
RECORD, RECORDS, COMPARE = "record", "records", "compare"
"""The form of a record, a list of them, and two versions of one side by side."""
HANDOVER, WEEK = "handover", "week"
"""The box of a hand-over, and that of the week's honesty."""
FIRST_RUN, FIRST, FIRST_WAYS = "first run", "first form", "first ways"
"""The first run, its form, and the ways that lead on from it."""


_SIGNS = {
    "question_mark": "?", "slash": "/", "plus": "+", "minus": "-", "full_stop": ".", "escape": "Esc", "comma": ",",
    "colon": ":", "number_sign": "#",
}  # fmt: skip
_WORDS = {
    "ctrl": N_("Ctrl"),
    "shift": N_("Shift"),
    "pagedown": N_("PgDn"),
    "pageup": N_("PgUp"),
    "home": N_("Home"),
    "end": N_("End"),
    "up": N_("Up"),
    "down": N_("Down"),
    "space": N_("Space"),
    "left": N_("Left"),
    "right": N_("Right"),
}
"""Keys whose caps say something else in another language."""


def written(key: str) -> str:
    """How a key is written that Textual calls ``key``: "F1", "Ctrl+O" (German "Strg+O"), "?"."""
    *held, name = key.split("+")
    return "+".join([*(_(_WORDS[one]) for one in held), _sign(name, bool(held))])


def _sign(name: str, is_held: bool) -> str:
    if name in _WORDS:
        return _(_WORDS[name])
    return _SIGNS.get(name) or (name if len(name) == 1 and not is_held else name.capitalize())


@dataclass(frozen=True, slots=True)
class Key:
    """``keys`` as Textual names them, comma between several; ``label`` and ``tooltip`` are catalogue entries;
    ``where`` names the place it works in; ``bar`` whether the key bar has room for it, ``writes`` whether it is for
    saving something."""

    id: str
    keys: str
    action: str
    label: str
    tooltip: str
    where: str
    bar: bool = True
    writes: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Its keys as they are written."""
        return tuple(written(key) for key in self.keys.split(","))

    @property
    def shown(self) -> str:
        """The first of them, which the key bar names."""
        return self.names[0]

    def binding(self) -> Binding:
        """The binding for the class that owns the action."""
        return Binding(self.keys, self.action, self.label, id=self.id, tooltip=self.tooltip, show=self.bar)


DEFAULTS: tuple[Key, ...] = (
    Key("help", "f1,question_mark", "help", N_("help"), N_("The keys that work here, one sentence each."), EVERYWHERE),
    Key(
        "call",
        "f2",
        "call",
        N_("CALL"),
        N_("A call comes in: park what is open, start the clock, look up."),
        EVERYWHERE,
    ),
    Key("back", "f3,escape", "back", N_("back"), N_("One level back; a form with text is parked."), EVERYWHERE),
    Key("refresh", "f5", "refresh_all", N_("refresh"), N_("Take over new rows and draw everything again."), EVERYWHERE),
    Key("end", "Q", "end", N_("end"), N_("Leave the console. Drafts are kept."), PANES),
    Key("search", "s", "search", N_("search"), N_("Search the whole store: number, name, place, words."), PANES),
    Key("note", "n", "note", N_("note"), N_("Log a contact with the chosen customer."), PANES, writes=True),
    Key("ticket", "t", "ticket", N_("ticket"), N_("File a fault report of the chosen customer."), PANES, writes=True),
    Key("ball", "b", "ball", N_("ball"), N_("Say who acts next: us, customer, other party."), PANES, writes=True),
    Key("follow-up", "f", "follow_up", N_("follow-up"), N_("Say when we look at it again."), PANES, writes=True),
    Key(
        "promise",
        "p",
        "promise",
        N_("promise"),
        N_("Promise something to the chosen customer, or with @name to a colleague."),
        PANES,
        writes=True,
    ),
    Key("dial", "d", "dial", N_("dial"), N_("Call about what is chosen: the numbers in sensible order."), PANES),
    Key(
        "move",
        "m",
        "move_chosen",
        N_("move"),
        N_("Give the promise under the cursor another time."),
        PANES,
        writes=True,
    ),
    Key("withdraw", "x", "withdraw", N_("withdraw"), N_("Withdraw the promise under the cursor."), PANES, writes=True),
    Key(
        "unassigned",
        "N",
        "unassigned",
        N_("without customer"),
        N_("Notes of callers whom nobody knows; Enter says whose they are."),
        PANES,
        bar=False,
    ),
    Key(
        "relate",
        "r",
        "relate",
        N_("relate"),
        N_("Make the ticket one matter with another one, or count a note as one more question about it."),
        PANES,
        writes=True,
    ),
    Key("next", "space", "next_card", N_("next"), N_("The next card of the queue: what needs a hand."), PANES),
    Key("people", "w", "people", N_("who"), N_("The customer's contact persons: numbers, deputies, absences."), PANES),
    Key("sites", "i", "sites", N_("site"), N_("The customer's sites: way in, registration, parking."), PANES),
    Key("command", "comma,colon", "command", N_("command"), N_("Type a command: k 1042, free 14 tk, a day."), PANES),
    Key("handover", "H", "handover", N_("handover"), N_("Hand over what is open, or acknowledge it."), PANES),
    Key("undo", "u", "undo", N_("undo"), N_("Take back what you did last, ten minutes back."), PANES, writes=True),
    Key(
        "filter",
        "slash",
        "filter",
        N_("filter"),
        N_("Show only the lines of this pane that hold what you type."),
        PANES,
    ),
    Key("pane.plan", "f6", "pane('plan')", N_("Plan"), N_("Go to the plan; twice: the plan alone."), PANES),
    Key(
        "pane.tickets",
        "f7",
        "pane('tickets')",
        N_("Tickets"),
        N_("Go to the tickets; twice: the tickets alone."),
        PANES,
    ),
    Key(
        "pane.contacts",
        "f8",
        "pane('contacts')",
        N_("Contacts"),
        N_("Go to the contacts; twice: the contacts alone."),
        PANES,
    ),
    Key("pane.next", "tab", "next_pane(1)", N_("pane"), N_("Go to the next pane."), PANES),
    Key(
        "pane.previous",
        "shift+tab",
        "next_pane(-1)",
        N_("previous pane"),
        N_("Go to the pane before."),
        PANES,
        bar=False,
    ),
    Key(
        "draft",
        "enter",
        "open",
        N_("open it"),
        N_("Open what the card needs, the promise under the cursor, or the draft that waits."),
        PANES,
        bar=False,
    ),
    Key(
        "palette",
        "ctrl+p",
        "app.command_palette",
        N_("palette"),
        N_("Every action by its name."),
        EVERYWHERE,
        bar=False,
    ),
    Key("copy", "y", "copy", N_("copy"), N_("Copy number, then telephone, address and sentence."), PANES),
    Key("number", "number_sign", "command('# ')", N_("number"), N_("Go to a ticket or customer number."), PANES),
    Key("day.next", "plus", "day(1)", N_("next day"), N_("The plan of the next day."), PANES),
    Key("day.previous", "minus", "day(-1)", N_("day before"), N_("The plan of the day before."), PANES),
    Key("day.today", "full_stop", "day(0)", N_("today"), N_("The plan of today."), PANES),
    Key("lock", "L", "lock", N_("lock"), N_("Lock the console; your PIN opens it again."), PANES),
    Key(
        "block.next", "l,right", "block(1)", N_("next block"), N_("The technician's next appointment."), PLAN, bar=False
    ),
    Key(
        "block.previous",
        "h,left",
        "block(-1)",
        N_("block before"),
        N_("The technician's appointment before."),
        PLAN,
        bar=False,
    ),
    Key(
        "sheet.seen", "enter", "screen.acknowledge", N_("seen"), N_("Say that you have seen it."), PROMISE, writes=True
    ),
    Key("sheet.dial", "d", "screen.dial_promise", N_("dial"), N_("Call whoever the promise was given to."), PROMISE),
    Key("sheet.move", "m", "screen.move_promise", N_("move"), N_("Give it another time."), PROMISE, writes=True),
    Key("sheet.withdraw", "x", "screen.withdraw_promise", N_("withdraw"), N_("Withdraw it."), PROMISE, writes=True),
    Key(
        "sheet.owner",
        "o,f4",
        "screen.hand_promise",
        N_("owner"),
        N_("Somebody else answers for it."),
        PROMISE,
        writes=True,
    ),
    Key("dial.take", "enter", "dial", N_("call it"), N_("Call the number under the cursor."), DIAL),
    Key("dial.down", "down,j", "choose(1)", N_("next number"), N_("The next number."), DIAL, bar=False),
    Key("dial.up", "up,k", "choose(-1)", N_("number before"), N_("The number before."), DIAL, bar=False),
    Key("dial.copy", "y", "copy_number", N_("copy"), N_("Copy the number."), DIAL),
    Key("list.down", "j,down", "move(1)", N_("down"), N_("One line down."), LISTS, bar=False),
    Key("list.up", "k,up", "move(-1)", N_("up"), N_("One line up."), LISTS, bar=False),
    Key("list.page.down", "pagedown", "page(1)", N_("next page"), N_("One page down."), LISTS, bar=False),
    Key("list.page.up", "pageup", "page(-1)", N_("page before"), N_("One page up."), LISTS, bar=False),
    Key("list.first", "g,home", "first", N_("first"), N_("To the first line."), LISTS, bar=False),
    Key("list.last", "G,end", "last", N_("last"), N_("To the last line."), LISTS, bar=False),
    Key("run", "enter", "run", N_("do it"), N_("Do what is typed."), COMMAND),
    Key("complete", "tab", "complete", N_("complete"), N_("Complete the word that is begun."), COMMAND),
    Key("called.up", "f9,up", "called_up(-1)", N_("last command"), N_("The command before."), COMMAND),
    Key("called.down", "down", "called_up(1)", N_("next command"), N_("The command after."), COMMAND, bar=False),
    Key("take", "enter", "take", N_("take"), N_("Take the hit under the cursor."), CALL),
    Key("hit.down", "down", "choose(1)", N_("next hit"), N_("The next hit and its answer."), CALL, bar=False),
    Key("hit.up", "up", "choose(-1)", N_("hit before"), N_("The hit before and its answer."), CALL, bar=False),
    Key("assign", "enter", "assign", N_("assign"), N_("Say whose the note is."), UNASSIGNED, writes=True),
    Key("merge", "enter", "merge", N_("merge"), N_("Make both one; take a joined one out."), RELATE, writes=True),
    Key("link", "l", "link", N_("link only"), N_("Count only that the customer asks again."), RELATE, writes=True),
    Key("join", "ctrl+r", "join", N_("belongs to it"), N_("It belongs to the open matter that is offered."), JOIN),
    Key(
        "message.settle",
        "enter",
        "settle",
        N_("settled"),
        N_("It is heard, or the caller spoken to."),
        MESSAGES,
        writes=True,
    ),
    Key("message.dial", "d", "call_back", N_("call back"), N_("Call whoever left the message."), MESSAGES),
    Key("file", "enter", "file", N_("file it"), N_("File what stands in the form."), FORM),
    Key("line", "ctrl+o,ctrl+n", "line", N_("new line"), N_("A new line in the text."), FORM),
    Key("field.next", "tab", "field(1)", N_("next field"), N_("Go to the next field."), FORM, bar=False),
    Key("field.previous", "shift+tab", "field(-1)", N_("field before"), N_("Go to the field before."), FORM),
    Key("choices", "f4,down", "choices", N_("list"), N_("The next choice of the field."), FORM),
    Key(
        "choices.back",
        "up",
        "choices(-1)",
        N_("list back"),
        N_("The choice before; without choices the field before."),
        FIELDS,
        bar=False,
    ),
    Key(
        "duplicate",
        "ctrl+d",
        "duplicate",
        N_("it is that one"),
        N_("Choose one of those who may be there already."),
        RECORD,
    ),
    Key("letter.copy", "y,enter", "copy_letter", N_("copy letter"), N_("Copy the letter for a mail."), LETTER),
    Key("edit", "enter", "edit", N_("edit"), N_("Change the record under the cursor."), RECORDS),
    Key("mine", "enter", "mine", N_("mine"), N_("File mine on top of theirs."), COMPARE),
    Key(
        "handover.take", "space", "acknowledge", N_("acknowledge"), N_("Acknowledge this item."), HANDOVER, writes=True
    ),
    Key("handover.add", "n", "add", N_("add a note"), N_("A note that goes along."), HANDOVER, writes=True),
    Key("handover.record", "enter", "record", N_("hand over"), N_("Hand over what is listed."), HANDOVER, writes=True),
    Key("handover.to", "f4,o", "receiver", N_("to whom"), N_("To the next colleague."), HANDOVER),
    Key("handover.other", "tab", "other", N_("other list"), N_("What to acknowledge, or what to give."), HANDOVER),
    Key("handover.week", "w", "week", N_("week"), N_("How we kept our word this week."), HANDOVER),
    Key("handover.page", "e", "page", N_("text file"), N_("Keep the list as a text file."), HANDOVER),
    Key("week.before", "minus", "turn(-1)", N_("week before"), N_("How we kept our word the week before."), WEEK),
    Key("week.after", "plus", "turn(1)", N_("week after"), N_("How we kept our word the week after."), WEEK),
    Key("first.back", "f3,escape", "back", N_("leave"), N_("One level back, or the end."), FIRST_RUN),
    Key("first.demo", "ctrl+d", "screen.demo", N_("demo office"), N_("A busy Monday to try everything on."), FIRST),
    Key("first.board", "enter", "board", N_("to the board"), N_("Open the console on the new office."), FIRST_WAYS),
)
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
    (EVERYWHERE, COMPARE),
    (EVERYWHERE, LETTER),
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
    Named("decide", N_("decision"), N_("What was decided about a customer who wants to leave."), writes=True),
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
