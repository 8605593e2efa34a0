"""One key of the console: what it is called, where it works, how it is written; and the places that keys work in."""

from __future__ import annotations

from textual.binding import Binding

from dispatcher.locale import N_, _
from dispatcher.values import dataclass

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
DECIDING = "deciding"
"""What a customer has decided."""
SLOTS = "slots"
"""The best slots for a ticket."""
LETTER = "letter"
"""The written reminder."""
RECORD, RECORDS, COMPARE = "record", "records", "compare"
"""The form of a record, a list of them, and two versions of one side by side."""
MOVE = "move"
"""An appointment in the hand."""
WORKLIST = "worklist"
"""The visits of a technician who is absent."""
HANDOVER, WEEK = "handover", "week"
"""The box of a hand-over, and that of the week's honesty."""
FIRST_RUN, FIRST, FIRST_WAYS = "first run", "first form", "first ways"
"""The first run, its form, and the ways that lead on from it."""


_SIGNS = {
    "question_mark": "?", "slash": "/", "plus": "+", "minus": "-", "full_stop": ".", "escape": "Esc", "comma": ",",
    "colon": ":", "number_sign": "#", "exclamation_mark": "!",
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
    bar_sign: str = ""
    """What the key bar calls it where it stands for its neighbours too: "0-9"."""
    bar_word: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Its keys as they are written."""
        return tuple(written(key) for key in self.keys.split(","))

    @property
    def shown(self) -> str:
        """The first of them, which the key bar names; or what all of its row are called there."""
        return self.bar_sign or self.names[0]

    def binding(self) -> Binding:
        """The binding for the class that owns the action."""
        return Binding(self.keys, self.action, self.label, id=self.id, tooltip=self.tooltip, show=self.bar)
