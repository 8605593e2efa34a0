"""The desks: who is there besides us, and leaving them empty."""

from __future__ import annotations

from textual import on

from dispatcher.console.desk_lines import left_words, seat_words
from dispatcher.console.messages import DesksLoaded, Filed, Opened
from dispatcher.console.presence import SAID_EVERY_SECONDS
from dispatcher.console.screens.answers import Answers
from dispatcher.queries.desk_rows import DesksRow


class Desks(Answers):
    """The part of the board that knows who is there."""

    desks: DesksRow | None = None

    @on(Opened)
    def _sit_down(self) -> None:
        self.runner.presence.tell()
        self.set_interval(SAID_EVERY_SECONDS, self.runner.presence.tell)

    @on(Filed)
    def _known_from_now_on(self) -> None:
        """Whoever writes the first time is known only now."""
        if not self.runner.presence.is_known:
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

    @on(DesksLoaded)
    def _desks_loaded(self, message: DesksLoaded) -> None:
        if message.desks != self.desks:
            self.desks = message.desks
            self.say_header()

    def _seat(self) -> str:
        if not self.is_open:
            return ""
        desks = self.desks
        if desks is not None and not desks.seats and desks.left_since is not None and self.why_read_only():
            return left_words(desks, self.now, self.zone)
        name = self.desk.colleague.name if self.desk.colleague else ""
        return seat_words(self.desk.sign, name, desks, self.app.size.width)
