"""The desks: who is there besides us, and leaving them empty."""

from __future__ import annotations

from textual import on

from dispatcher.console.desk_lines import left_words, owed_words, seat_words
from dispatcher.console.filing import Filing
from dispatcher.console.forms.form import Form
from dispatcher.console.messages import Filed, Opened
from dispatcher.console.presence import SAID_EVERY_SECONDS
from dispatcher.console.screens.relating import Relating
from dispatcher.console.waiting_messages import DesksLoaded
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.seat import is_left_behind
from dispatcher.queries.desk_rows import DesksRow

_LOOKED_SECONDS = 1.0
"""How long the end waits for the word who is there; then what is known counts."""


class Desks(Relating):
    """The part of the board that knows who is there."""

    desks: DesksRow | None = None
    _ends = False
    """The end was asked for, and it is looked who is there."""
    _leaves = False
    """Where calls go is on its way into the store."""

    @on(Opened)
    def _sit_down(self) -> None:
        self._say_there()
        self.set_interval(SAID_EVERY_SECONDS, self._say_there)

    @on(Filed)
    def _known_from_now_on(self, message: Filed) -> None:
        """Whoever writes the first time is known only now; not he whose word it was that he leaves."""
        if not self.runner.presence.is_known and message.filing.verb != "leave desk":
            self._say_there()

    def _say_there(self) -> None:
        """Who says that he is there ends that the desk is left, so nobody says it who is leaving."""
        if not self._leaves:
            self.runner.presence.tell()

    def read_all(self) -> None:
        """The desks as well."""
        super().read_all()
        self._ask_desks()

    def _minute(self) -> None:
        super()._minute()
        self._ask_desks()

    def _ask_desks(self) -> None:
        if self.is_open:
            self.runner.ask("desks", lambda: DesksLoaded(self.desk.desks()))

    def action_end(self) -> None:
        """Leave the console, when it was looked who is there now; a store that does not answer, and a second press,
        hold nobody up."""
        if self._ends or self._leaves or not self.is_open or self.why_read_only():
            self.app.exit()
            return
        self._ends = True
        self.app.hold_keys("desks")
        self._ask_desks()
        self.set_timer(_LOOKED_SECONDS, self._end_or_ask)

    async def _end_or_ask(self) -> None:
        """Where nobody else is there, and a promise of ours is due before somebody comes, it is asked first where
        calls go (N5)."""
        if not self._ends:
            return
        self._ends = False
        self.app.release_keys("desks")
        desks = self.desks
        if desks is None or not desks.owed or self._others():
            self.app.exit()
            return
        from dispatcher.console.forms.leave import SUBJECT, LeaveForm

        owed = [owed_words(one, self.now, self.zone) for one in desks.owed]
        await self.open_form(SUBJECT, lambda draft: LeaveForm(self.ties, draft, desks.again, owed, desks.machine))

    def _others(self) -> bool:
        names = [seat.console for seat in self.desks.seats] if self.desks is not None else []
        return any(name != self.runner.presence.console and not is_left_behind(name) for name in names)

    def _file(self, form: Form, filing: Filing) -> None:
        self._leaves = filing.verb == "leave desk"
        super()._file(form, filing)

    @on(Filed)
    def _left(self, message: Filed) -> None:
        """The desk may be left; or it is not, and the form is back."""
        if message.filing.verb != "leave desk":
            return
        self._leaves = False
        if message.trouble is None and not isinstance(message.outcome, Refusal):
            self.app.exit()

    @on(DesksLoaded)
    async def _desks_loaded(self, message: DesksLoaded) -> None:
        if message.desks != self.desks:
            self.desks = message.desks
            self.say_header()
        await self._end_or_ask()

    def _seat(self) -> str:
        if not self.is_open:
            return ""
        desks = self.desks
        if desks is not None and not desks.seats and desks.left_since is not None and self.why_read_only():
            return left_words(desks, self.now, self.zone)
        name = self.desk.colleague.name if self.desk.colleague else ""
        return seat_words(self.desk.sign, name, desks, self.app.size.width)
