"""The keys of an appointment in the hand."""

from __future__ import annotations

from dispatcher.console.key import MOVE, Key
from dispatcher.locale import N_

MOVING: tuple[Key, ...] = (
    Key("move.later", "l,right", "carry(15)", N_("later"), N_("A quarter of an hour later."), MOVE),
    Key("move.earlier", "h,left", "carry(-15)", N_("earlier"), N_("A quarter of an hour earlier."), MOVE),
    Key("move.hour.later", "pagedown", "carry(60)", N_("1 h later"), N_("An hour later."), MOVE, bar=False),
    Key("move.hour.earlier", "pageup", "carry(-60)", N_("1 h earlier"), N_("An hour earlier."), MOVE, bar=False),
    Key("move.down", "j,down", "technician(1)", N_("technician below"), N_("The technician below goes."), MOVE),
    Key("move.up", "k,up", "technician(-1)", N_("technician above"), N_("The technician above goes."), MOVE, bar=False),
    Key("move.day.next", "plus", "days(1)", N_("day later"), N_("The next day on which somebody works."), MOVE),
    Key("move.day.before", "minus", "days(-1)", N_("day earlier"), N_("The day before on which somebody works."), MOVE),
    Key("move.start", "g,home", "edge(False)", N_("start of the day"), N_("To the start of the day."), MOVE, bar=False),
    Key("move.end", "G,end", "edge(True)", N_("end of the day"), N_("To the end of the day."), MOVE, bar=False),
    Key("move.week", "W", "week", N_("week"), N_("The days of whoever goes below each other."), MOVE),
    Key("move.go", "enter", "go_on", N_("set down"), N_("Set it down: who wanted it, and why."), MOVE, writes=True),
    Key(
        "move.push",
        "exclamation_mark",
        "push",
        N_("push through"),
        N_("Push it through although something speaks against it, with a reason."),
        MOVE,
        writes=True,
    ),
    Key("move.told", "tab", "round", N_("by whom"), N_("Who wanted it, and who told us."), MOVE),
    Key(
        "move.names", "f4,ctrl+n", "choices", N_("names"), N_("The next name that could stand there."), MOVE, bar=False
    ),
)
"""Rows of the table of keys."""
