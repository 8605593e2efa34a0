"""What is typed when a carried appointment is set down: a reason in words, who cleared it, who told us."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from dispatcher.console.forms.form import Data
from dispatcher.console.forms.move_start import Grip
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

LABELS = {
    "text": N_("Why"),
    "override": N_("Reason"),
    "approved": N_("Spoken to"),
    "via": N_("Wanted by"),
    "reported_by": N_("Told by"),
}
"""What can be typed, with its label."""
_ROUND = ("via", "reported_by")
"""What Tab leads through."""


class Words:
    """The fields, of which one at a time is typed into."""

    def __init__(self, kept: Data) -> None:
        """``kept`` is what stood in them in a draft."""
        self._edits = {name: LineEdit(str(kept.get(name, ""))) for name in LABELS}
        self.name = ""
        """The field with the cursor."""

    def __getitem__(self, name: str) -> str:
        """What stands in a field, without blanks around it."""
        return self._edits[name].text.strip()

    def kept(self) -> dict[str, str]:
        """What a draft keeps."""
        return {name: edit.text for name, edit in self._edits.items() if edit.text}

    def open(self, name: str, default: str = "") -> None:
        """Type into a field; ``default`` stands there where it is empty."""
        self.name = name
        if default and not self[name]:
            self._edits[name].set(default)

    def fill(self, name: str, text: str) -> None:
        """What is known already."""
        if not self[name]:
            self._edits[name].set(text)

    def following(self) -> str:
        """The field that Tab leads to; empty behind the last one."""
        at = _ROUND.index(self.name) + 1 if self.name in _ROUND else len(_ROUND)
        return _ROUND[at] if at < len(_ROUND) else ""

    def key(self, event: events.Key) -> bool:
        """Whether the key edits."""
        return self._edits[self.name].key(event)

    def insert(self, text: str) -> None:
        """Pasted words are typed words."""
        self._edits[self.name].insert(text)

    def choose(self, names: Sequence[str], by: int) -> None:
        """The next of these names, or the one before."""
        edit = self._edits[self.name]
        at = names.index(edit.text) if edit.text in names else min(-by, 0)
        edit.set(names[(at + by) % len(names)])

    def names(self, grip: Grip) -> Sequence[str]:
        """The names that could stand in the field with the cursor."""
        known: dict[str, Sequence[str]] = {
            "approved": [*self.others(grip), *grip.leaders],
            "via": grip.contacts,
            "reported_by": grip.ours,
        }
        return known.get(self.name, ())

    def others(self, grip: Grip) -> list[str]:
        """The contacts but for the one who wants it: whom one could speak to, deputies first (B6)."""
        return [one for one in grip.contacts if one != self["via"]]

    def lines(self, grip: Grip | None, width: int) -> list[Line]:
        """The field with the cursor, and its keys."""
        edit, label = self._edits[self.name], f" {_(LABELS[self.name])}: "
        typed = one_line(f"{edit.text[: edit.at]}_{edit.text[edit.at :]}")
        room = max(1, width - len(label) - 2)
        has_names = grip is not None and bool(self.names(grip))
        keys = _("Enter = go on   F4 names   Esc back") if has_names else _("Enter = go on   Esc back")
        return [((label, "head"), (typed[-room:], "head")), ((f" {keys}", "done"),)]
