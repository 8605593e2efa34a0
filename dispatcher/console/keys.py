"""Every key of the console, in one table: bindings, key bar, help, palette and the manual are made from it.

Keys are the same in every language. Each has an id by which it can be put on another key, and one sentence. None
stands on a key that terminals swallow or send as another one.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from dispatcher.locale import N_

EVERYWHERE, PANES, PLAN, LISTS, CALL, NOTE = "everywhere", "panes", "plan", "lists", "call", "note"


@dataclass(frozen=True, slots=True)
class Key:
    """``keys`` as Textual names them, comma between several; ``label`` and ``tooltip`` are catalogue entries;
    ``where`` names the place it works in; ``shown`` how it is written, ``bar`` whether the key bar has room for it."""

    id: str
    keys: str
    action: str
    label: str
    tooltip: str
    where: str
    shown: str
    bar: bool = True

    def binding(self) -> Binding:
        """The binding for the class that owns the action."""
        return Binding(self.keys, self.action, self.label, id=self.id, tooltip=self.tooltip, show=self.bar)


KEYS: tuple[Key, ...] = (
    Key(
        "help",
        "f1,question_mark",
        "help",
        N_("help"),
        N_("The keys that work here, one sentence each."),
        EVERYWHERE,
        "F1",
    ),
    Key(
        "call",
        "f2",
        "call",
        N_("CALL"),
        N_("A call comes in: park what is open, start the clock, look up."),
        EVERYWHERE,
        "F2",
    ),
    Key("back", "f3,escape", "back", N_("back"), N_("One level back; a form with text is parked."), EVERYWHERE, "F3"),
    Key(
        "refresh",
        "f5",
        "refresh_all",
        N_("refresh"),
        N_("Take over new rows and draw everything again."),
        EVERYWHERE,
        "F5",
    ),
    Key("end", "Q", "end", N_("end"), N_("Leave the console. Drafts are kept."), PANES, "Q"),
    Key("search", "s", "search", N_("search"), N_("Search the whole store: number, name, place, words."), PANES, "s"),
    Key("note", "n", "note", N_("note"), N_("Log a contact with the chosen customer."), PANES, "n"),
    Key("filter", "slash", "filter", N_("filter"), N_("Show only tickets that hold what you type."), PANES, "/"),
    Key("pane.plan", "f6", "pane('plan')", N_("Plan"), N_("Go to the plan; twice: the plan alone."), PANES, "F6"),
    Key(
        "pane.tickets",
        "f7",
        "pane('tickets')",
        N_("Tickets"),
        N_("Go to the tickets; twice: the tickets alone."),
        PANES,
        "F7",
    ),
    Key(
        "pane.contacts",
        "f8",
        "pane('contacts')",
        N_("Contacts"),
        N_("Go to the contacts; twice: the contacts alone."),
        PANES,
        "F8",
    ),
    Key("pane.next", "tab", "next_pane(1)", N_("pane"), N_("Go to the next pane."), PANES, "Tab"),
    Key(
        "pane.previous",
        "shift+tab",
        "next_pane(-1)",
        N_("previous pane"),
        N_("Go to the pane before."),
        PANES,
        "Shift+Tab",
        False,
    ),
    Key("draft", "enter", "draft", N_("open draft"), N_("Go on with the draft that waits."), PANES, "Enter", False),
    Key(
        "palette",
        "ctrl+p",
        "command_palette",
        N_("palette"),
        N_("Every action by its name."),
        EVERYWHERE,
        "Ctrl+P",
        False,
    ),
    Key("day.next", "plus", "day(1)", N_("next day"), N_("The plan of the next day."), PANES, "+"),
    Key("day.previous", "minus", "day(-1)", N_("day before"), N_("The plan of the day before."), PANES, "-"),
    Key("day.today", "full_stop", "day(0)", N_("today"), N_("The plan of today."), PANES, "."),
    Key(
        "block.next",
        "l,right",
        "block(1)",
        N_("next block"),
        N_("The technician's next appointment."),
        PLAN,
        "l",
        False,
    ),
    Key(
        "block.previous",
        "h,left",
        "block(-1)",
        N_("block before"),
        N_("The technician's appointment before."),
        PLAN,
        "h",
        False,
    ),
    Key("list.down", "j,down", "move(1)", N_("down"), N_("One line down."), LISTS, "j", False),
    Key("list.up", "k,up", "move(-1)", N_("up"), N_("One line up."), LISTS, "k", False),
    Key("list.page.down", "pagedown", "page(1)", N_("next page"), N_("One page down."), LISTS, "PgDn", False),
    Key("list.page.up", "pageup", "page(-1)", N_("page before"), N_("One page up."), LISTS, "PgUp", False),
    Key("list.first", "g,home", "first", N_("first"), N_("To the first line."), LISTS, "g", False),
    Key("list.last", "G,end", "last", N_("last"), N_("To the last line."), LISTS, "G", False),
    Key("take", "enter", "take", N_("take"), N_("Take the hit under the cursor."), CALL, "Enter"),
    Key("hit.down", "down", "choose(1)", N_("next hit"), N_("The next hit and its answer."), CALL, "Down", False),
    Key("hit.up", "up", "choose(-1)", N_("hit before"), N_("The hit before and its answer."), CALL, "Up", False),
    Key("file", "enter", "file", N_("file"), N_("File the note."), NOTE, "Enter"),
    Key("line", "ctrl+o,ctrl+n", "line", N_("new line"), N_("A new line in the text."), NOTE, "Ctrl+O"),
    Key("field.next", "tab", "field(1)", N_("next field"), N_("Go to the next field."), NOTE, "Tab", False),
    Key(
        "field.previous", "shift+tab", "field(-1)", N_("field before"), N_("Go to the field before."), NOTE, "Shift+Tab"
    ),
    Key("choices", "f4,down", "choices", N_("list"), N_("The next choice of the field."), NOTE, "F4"),
)


def keys_for(*places: str) -> tuple[Key, ...]:
    """The keys of these places, in the order of the table."""
    return tuple(key for key in KEYS if key.where in places)


def bindings_for(*places: str) -> list[Binding]:
    """The bindings of these places."""
    return [key.binding() for key in keys_for(*places)]
