"""What comes after the office is made: a first technician, a list, the demo office, or the empty board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Ties
from dispatcher.console.keys import FIRST_WAYS, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.typeahead import Typed
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

BOARD, TECHNICIAN, LIST, DEMO = "board", "technician", "list", "demo"
LISTS = (
    N_("customers"), N_("contacts"), N_("technicians"), N_("tickets"), N_("appointments"), N_("history"),
    N_("colleagues"), N_("contracts"), N_("services"), N_("absences"),
)  # fmt: skip
"""The kinds of lists that can be read."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go on: to the board, to the form of the first technician, to the demo office, or by reading the list
    ``file`` of a ``kind`` (a word of :data:`LISTS`)."""

    name: str
    kind: str = ""
    file: str = ""
    typed: tuple[Typed, ...] = ()
    """What was typed behind the choice and is meant for what comes next."""


class WaysBox(Overlay):
    """Four ways, each a letter; Enter is the board."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FIRST_WAYS)]

    def __init__(self, *, frame: Frame, where: str, choose: Callable[[str], None]) -> None:
        """``where`` the office lies now; ``choose`` is told the way."""
        super().__init__(frame=frame)
        self._where = where
        self._choose = choose

    def title(self) -> tuple[str, str]:
        """It is done."""
        return _("YOUR OFFICE IS MADE"), ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Where it lies, and the ways."""
        blank: Line = ()
        where: list[Line] = [((f" {line}", "plain"),) for line in wrap(self._where, width - 2)]
        ways = (
            ("t", _("first technician: name, skills, working hours")),
            ("l", _("read a list: customers, technicians, tickets ... from a CSV file")),
            ("d", _("demo office: a busy Monday to try everything on, beside your own")),
            ("Enter", _("to your board; customers come with the first call (F2)")),
        )
        rows: list[Line] = [((f"   {key:<7}", "head"), (told, "plain")) for key, told in ways]
        inside = [*where, blank, *rows]
        return [*inside, *[blank] * (height - 1 - len(inside)), key_line(_("t l d or Enter"))]

    def action_board(self) -> None:
        """To the empty board."""
        self._choose(BOARD)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses its way."""
        way = {"t": TECHNICIAN, "l": LIST, "d": DEMO}.get(event.key)
        if way is not None:
            self._choose(way)
            event.stop()
            event.prevent_default()


class ListForm(FieldForm):
    """Which list to read: its kind and its file."""

    what, verb = N_("list"), "read list"

    def __init__(self, ties: Ties) -> None:
        super().__init__("list/first", ties, {}, {"kind": _(LISTS[0]).capitalize()})
        self.go_to("file")

    def fields(self) -> Sequence[FormField]:
        """What it holds, and where it lies."""
        kinds = tuple(_(kind).capitalize() for kind in LISTS)
        return FormField("kind", _("List of"), choices=kinds), FormField("file", _("File"), required=True, hint="x.csv")

    def headline(self) -> str:
        """What happens here."""
        return _("READ A LIST")

    def keys(self) -> str:
        """Back are the other ways."""
        return _("Enter read it   Tab fields   F4 list   Esc back")

    def echo(self, name: str, text: str) -> str:
        """Whether the file is there."""
        if name != "file":
            return ""
        return _("found") if _is_there(text) else _("not there yet")

    def command(self) -> Way | Refusal:
        """The list, when it is there and of a kind that can be read."""
        if (refusal := self.missing()) is not None:
            return refusal
        values = self.values()
        kind = next((kind for kind in LISTS if values["kind"].casefold() in (kind, _(kind).casefold())), "")
        if not kind:
            kinds = ", ".join(_(one) for one in LISTS)
            return Refusal("kind", _("A list holds one of: {kinds}").format(kinds=kinds))
        if not _is_there(values["file"]):
            return Refusal("file", _("There is no file {file}.").format(file=values["file"]))
        return Way(LIST, kind, str(_path(values["file"])))


def _path(text: str) -> Path:
    """A file that is typed may begin with the home directory, and quotes come with what is dragged into a terminal."""
    try:
        return Path(text.strip().strip("'\"")).expanduser()
    except RuntimeError:
        return Path(text.strip())


def _is_there(text: str) -> bool:
    """Also no file has a name that is too long for one."""
    try:
        return _path(text).is_file()
    except OSError:
        return False
