"""Saves and drafts, each in a line of its own: what is filed lands, what is typed is on the disk.

Every method returns at once; the answer is a message to the screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.message import Message

from dispatcher.console.desk import Desk
from dispatcher.console.errands import Errands
from dispatcher.console.messages import DraftNotSaved, DraftSaved, DraftsFound, Filed, SaveWaits
from dispatcher.console.presence import Presence
from dispatcher.console.unfiled import Unfiled
from dispatcher.console.waiting_messages import AlarmsRecalled
from dispatcher.console.wording import hour_minute, parsed, second
from dispatcher.domain.colleague import login
from dispatcher.domain.draft import draft_name
from dispatcher.domain.trouble import Trouble

if TYPE_CHECKING:
    from dispatcher.console.filing import Filing

Post = Callable[[Message], object]
PASSING = frozenset({"busy", "unreachable", "moved"})
"""Troubles that go away by themselves: another program ends, a server or a disk comes back."""
RETRY_SECONDS = 1.0
_ALARMS = "alarms"


class Saving:
    """The part of the runner that writes; ``post`` is the screen's thread-safe mailbox."""

    def __init__(self, desk: Desk, post: Post, fault: Callable[[BaseException], object]) -> None:
        """``fault`` ends the console: an error that is no trouble is a mistake in the program."""
        self.desk = desk
        self.unfiled = Unfiled(lambda: desk.drafts, login())
        self._post = post
        self._saves = Errands(fault, name="save", threads=1)
        self._drafts = Errands(fault, name="draft", threads=1)
        self.presence = Presence(desk, fault)
        self._is_over = False
        self._under_way: dict[str, Filing] = {}

    # --- saving ---

    def send_off(self, subject: str, filing: Filing) -> None:
        """File what was typed as the draft ``subject``; until the store has it, it is kept as the filing's own."""
        self.typed(filing.subject, filing.data)
        if subject != filing.subject:
            self.typed(subject, None)
        self.write_drafts()
        self.send(filing)

    def send(self, filing: Filing) -> None:
        """File it, whatever time it takes; the answer says what became of it. Its draft stays until then."""
        self._under_way[filing.subject] = filing
        self._saves.send(lambda: self._file(filing))

    def _file(self, filing: Filing) -> None:
        message: Filed | None = None
        try:
            message = self._filed(filing)
        finally:
            if message is None or message.trouble is None or not self._is_over:
                self._under_way.pop(filing.subject, None)
        self._post(message)

    def _filed(self, filing: Filing) -> Filed:
        from dispatcher.domain.refusal import Refusal

        while True:
            try:
                outcome = self.desk.save(filing.verb, filing.command, filing.save_key)
                break
            except Trouble as trouble:
                if trouble.code not in PASSING or self._is_over:
                    return Filed(filing, None, trouble)
                self._post(SaveWaits(filing, trouble))
                time.sleep(RETRY_SECONDS)
        if not isinstance(outcome, Refusal):
            self.keep_draft(filing.subject, None)
        return Filed(filing, outcome)

    def finish(self, seconds: float) -> bool:
        """Let saves land, at most so many seconds, and put drafts on the disk.

        Whether every save landed; the draft of one that did not stays. Raises Trouble.
        """
        self._is_over = True
        landed = self._saves.finish(seconds) and not self._under_way
        self._drafts.finish(0)
        self.unfiled.write()
        self.presence.end()
        return landed

    def not_landed(self) -> list[Filing]:
        """What is under way into the store, or was at the end and came back; in the order it was sent."""
        return [*self._under_way.values()]

    # --- drafts ---

    def typed(self, subject: str, data: dict[str, Any] | None) -> None:
        """Remember what is typed, with the office's instant; None where a draft is filed or given up."""
        at = {"at": self.desk.clock.now().isoformat()}
        self.unfiled.keep(subject, None if data is None else data | at)

    def keep_draft(self, subject: str, data: dict[str, Any] | None) -> None:
        """The same, and on the disk as soon as a thread gets there."""
        self.typed(subject, data)
        self.write_drafts()

    def write_drafts(self) -> None:
        """Put what is typed on the disk."""
        self._drafts.ask("write", self._write)

    def _write(self) -> None:
        try:
            written = self.unfiled.write()
        except Trouble as trouble:
            self._post(DraftNotSaved(trouble))
            return
        for subject, data in written:
            at = second(parsed(data.get("at")), self.desk.row.zone) if data is not None else ""
            self._post(DraftSaved(subject, at))

    def begun(self, subject: str) -> dict[str, Any] | None:
        """A draft as it was typed last, on the disk or not yet; None where there is none to go on with: one under way
        into the store goes with its save. Raises Trouble."""
        return None if subject in self._under_way else self.unfiled.load(subject)

    # --- alarms ---

    def ask_alarms(self) -> None:
        """Which alarms were given in earlier sessions."""
        self._drafts.ask("alarms", self._recall_alarms)

    def _recall_alarms(self) -> None:
        try:
            given = self.desk.alarms.load(_ALARMS, login())
        except Trouble:
            given = None
        self._post(AlarmsRecalled(given or {}))

    def keep_alarms(self, given: dict[str, Any]) -> None:
        """Remember which alarms were given, so that a restart does not give them again."""
        self._drafts.ask("alarms kept", lambda: self._keep_alarms(given))

    def _keep_alarms(self, given: dict[str, Any]) -> None:
        """A disk that takes no drafts is on the banner already; here it costs one ring too many."""
        with suppress(Trouble):
            self.desk.alarms.save(_ALARMS, login(), given)

    # --- drafts, those that wait ---

    def ask_drafts(self) -> None:
        """What waits to be gone on with: of an earlier session, or parked in this one."""
        self._drafts.ask("drafts", self._find_drafts)

    def _find_drafts(self) -> None:
        try:
            found = [draft for draft in self.unfiled.all() if draft.subject not in self._under_way]
        except Trouble:
            return
        if not found:
            self._post(DraftsFound("", "", {}, ()))
            return
        newest = found[0]
        at = parsed(newest.data.get("at")) or newest.saved_at
        names = [draft_name(draft.subject, draft.data.get("name")) for draft in found]
        self._post(DraftsFound(newest.subject, hour_minute(at, self.desk.row.zone), newest.data, names))
