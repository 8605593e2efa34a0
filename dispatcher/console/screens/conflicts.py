"""Two people changed the same record: who, what, and mine beside theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.record_messages import Compared, CompareWanted, TheirsLoaded, TheirsWanted
from dispatcher.console.screens.lists import Lists
from dispatcher.domain.clock import Clock
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.record import RecordForm
    from dispatcher.queries.record_rows import ChangeRow, RecordRow

_VALUE = 16
"""Signs of a value on the banner."""


class Conflicts(Lists):
    """The part of the board that never lets a later save overwrite an earlier one in silence (I16)."""

    @on(TheirsWanted)
    def _theirs_wanted(self, message: TheirsWanted) -> None:
        desk, subject, kind, ident = self.desk, message.subject, message.kind, message.ident
        self.runner.ask(
            f"theirs {subject}",
            lambda: TheirsLoaded(subject, desk.record(kind, ident), desk.last_change(kind, ident)),
        )

    @on(TheirsLoaded)
    def _theirs_loaded(self, message: TheirsLoaded) -> None:
        from dispatcher.console.forms.record import RecordForm

        form = self.form_of(message.subject)
        if isinstance(form, RecordForm) and message.row is not None:
            form.theirs = message.row
            form.say(_("Enter = compare   Esc = park"))
            self.show_not_saved(self._changed_by(message.change, form, message.row))

    def _changed_by(self, change: ChangeRow | None, form: RecordForm, theirs: RecordRow) -> str:
        told = _("CHANGED BY {sign} {ago} ago: {what}. Your input is kept. Enter = compare   Esc = park")
        if change is None:
            return told.format(sign="?", ago="?", what=one_line(theirs.title))
        seconds = max(0, int((Clock().recorded() - change.recorded).total_seconds()))
        ago = _("{n} s").format(n=seconds) if seconds < 100 else _("{n} min").format(n=seconds // 60)
        return told.format(sign=change.author, ago=ago, what=_first_difference(form, theirs))

    @on(CompareWanted)
    async def _compare_wanted(self, message: CompareWanted) -> None:
        from dispatcher.console.forms.compare import CompareBox

        if message.form.theirs is not None:
            await self.open_box(CompareBox(frame=self.box, form=message.form, theirs=message.form.theirs))

    @on(Compared)
    def _compared(self, message: Compared) -> None:
        """Mine is filed on top of theirs; without mine the form and its draft go."""
        form = message.form
        self.close_box()
        self.show_not_saved("")
        if form.theirs is None:
            return
        form.base_on(form.theirs)
        if message.mine:
            form.action_file()
            return
        form.give_up()
        self.close_box(form)
        self.flash(_("Theirs stays as it is."))


def _first_difference(form: RecordForm, theirs: RecordRow) -> str:
    """The first field that the other one changed, from what to what."""
    from dispatcher.domain.kinds import KINDS, label_of

    for one in KINDS[theirs.kind].fields:
        was, now = form.record.values.get(one.name, ""), theirs.values.get(one.name, "")
        if was != now:
            shown = (one_line(text)[:_VALUE] or "-" for text in (was, now))
            return f"{label_of(one)} {' -> '.join(shown)}"
    return one_line(theirs.title)
