"""The first run: the office is typed and made, then one of four ways leads on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import app as the_app
from textual.getters import query_one

from dispatcher.console.filing import Filing
from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.office import OFFICE, OfficeForm
from dispatcher.console.forms.ways import BOARD, DEMO, LIST, ListForm, Way, WaysBox
from dispatcher.console.geometry import SMALLEST, layout_for
from dispatcher.console.keys import FIRST_RUN, bindings_for
from dispatcher.console.terminal.handover import stop_reading
from dispatcher.console.terminal.repaint import Drawn
from dispatcher.console.typeahead import TypeAhead
from dispatcher.console.unfiled import Unfiled
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.console.widgets.marks import Frame
from dispatcher.console.widgets.overlay import WIDTH, Overlay
from dispatcher.domain.colleague import login
from dispatcher.domain.office import NewOffice
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.desk import Drafts


class Founder(Protocol):
    """Who makes the office."""

    @property
    def where(self) -> str:
        """Where it will lie."""

    @property
    def person(self) -> str:
        """The name the computer knows for whoever sits here, or empty."""

    @property
    def usual(self) -> Mapping[str, str]:
        """What an office here usually starts with: ``state``, ``zone``, ``hours``; empty where nobody said."""

    @property
    def drafts(self) -> Drafts:
        """Where what is typed is kept until there is an office."""

    def found(self, office: NewOffice) -> Refusal | None:
        """Make it; called in a thread. Raises Trouble."""


class FirstScreen(Drawn, inherit_bindings=False):
    """One box at a time: the office, the ways, the list."""

    app = the_app(TypeAhead)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FIRST_RUN)]
    CSS = """
    FirstScreen { layers: base overlay top; background: ansi_default; overflow: hidden; }
    FirstScreen > #small { display: none; layer: top; height: 100%; width: 100%; background: ansi_default; }
    """
    small = query_one("#small", FixedLines)

    def __init__(self, founder: Founder, frame: Frame) -> None:
        super().__init__(id="first")
        self._founder = founder
        self._frame = frame
        self._unfiled = Unfiled(lambda: founder.drafts, login())
        self._is_at_work = False
        ties = Ties(frame, self._unfiled.keep, self._keep, self._filed)
        self._box: Overlay = OfficeForm(ties, founder.where, founder.person, founder.usual, self._begun())
        self.way: Way | None = None
        """Where it leads on; None where somebody left before there was an office."""

    def compose(self) -> ComposeResult:
        """The box, and the sentence for a window that is too small."""
        yield FixedLines(id="small")
        yield self._box

    def on_mount(self) -> None:
        """The cursor stands in the first field."""
        self._arrange()
        self._box.focus()

    def on_resize(self) -> None:
        """In the middle of any window that is large enough."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.app.size
        is_small = layout_for(width, height) is None
        self.small.styles.display = "block" if is_small else "none"
        if is_small:
            told = _("Needs at least {w} x {h} (now {width} x {height}).")
            shown = told.format(w=SMALLEST[0], h=SMALLEST[1], width=width, height=height)
            self.small.show([((shown, "plain"),)])
            return
        rows = min(self._box.tallest, height)
        self._box.styles.height = rows
        self._box.styles.offset = ((width - WIDTH) // 2, max(0, (height - rows) // 3))

    # --- what is typed ---

    def _begun(self) -> Data:
        """What an earlier start left."""
        try:
            return self._unfiled.load(OFFICE) or {}
        except Trouble:
            return {}

    def _keep(self, subject: str, data: Data | None) -> None:
        self._unfiled.keep(subject, data)
        self.run_worker(self.save_now, thread=True)

    def save_now(self) -> None:
        """Put what is typed on the disk, from whichever thread this is; a disk that takes nothing stops nobody."""
        with contextlib.suppress(Trouble):
            self._unfiled.write()

    # --- one box after the other ---

    async def _show(self, box: Overlay) -> None:
        old, self._box = self._box, box
        await self.mount(box)
        self._arrange()
        box.focus()
        old.styles.display = "none"
        self.call_after_refresh(old.remove)

    def _filed(self, form: Form, filing: Filing) -> None:
        """Make the office in a thread, once; the list is read when the screen is given back."""
        if isinstance(filing.command, Way):
            self._leave(filing.command)
        elif not self._is_at_work:
            self._is_at_work = True
            form.say(_("The office is being made ..."))
            self.app.hold_keys("first run")
            self.run_worker(self._found(form, filing.command), exit_on_error=True)

    async def _found(self, form: Form, office: NewOffice) -> None:
        try:
            refusal = await asyncio.to_thread(self._founder.found, office)
        except Trouble as trouble:
            refusal = Refusal(trouble.code, trouble.sentence)
        self._is_at_work = False
        if refusal is not None:
            form.come_back()
            form.refused(refusal)
        else:
            self.way = Way(BOARD)
            self._keep(OFFICE, None)
            await self._show_ways()
        self.app.release_keys("first run")

    async def _show_ways(self) -> None:
        await self._show(WaysBox(frame=self._frame, where=self._founder.where, choose=self._chosen))

    def _chosen(self, way: str) -> None:
        if way == LIST:
            self.call_next(self._show, ListForm(Ties(self._frame, _nowhere, _nowhere, self._filed)))
        else:
            self._leave(Way(way))

    def _leave(self, way: Way) -> None:
        """What is typed from now on is meant for what comes next, but for a list, which is read without a screen."""
        self.way = way
        if way.name == LIST:
            self.app.exit()
            return
        self.app.hold_keys("first run")
        self.run_worker(self._hand_over())

    async def _hand_over(self) -> None:
        await stop_reading(self.app)
        self.app.exit()

    async def action_back(self) -> None:
        """From the list back to the ways; else the end, with the board where there is an office already."""
        if isinstance(self._box, ListForm):
            await self._show_ways()
        elif not self._is_at_work:
            self._box.leave()
            if self.way is not None:
                self._leave(self.way)
            else:
                self.app.exit()

    def action_demo(self) -> None:
        """The demo office, without one of our own."""
        if not self._is_at_work:
            self._leave(Way(DEMO))


def _nowhere(_subject: str, _data: object) -> None:
    """The name of a file is no work that anybody would miss."""
