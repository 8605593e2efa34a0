"""Banner and status line: what is wrong, what was done last, and a word that goes away by itself."""

from __future__ import annotations

from dispatcher.console import strip_lines as say
from dispatcher.console.messages import DraftsFound
from dispatcher.console.screens.base import BoardBase
from dispatcher.console.wording import full_day, hour_minute
from dispatcher.domain.calendar import to_local
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _, ngettext

FLASH_SECONDS = 5.0


class Notices(BoardBase):
    """The part of the board that tells."""

    _trouble: Trouble | None = None
    _trouble_since = ""
    _not_saved = ""
    _waiting: DraftsFound | None = None
    _last = ""
    _flash = ""
    _flashes = 0

    def say_notices(self) -> None:
        """Draw banner and status line."""
        width = self.app.size.width
        self.lines("banner").show([say.banner_line(self._banners(), self.box.across, width)])
        self.lines("status").show([say.status_line("", self._flash or self._last, width)])

    def _banners(self) -> list[str]:
        """What stands on the rule, the weightiest first."""
        texts = []
        if self._trouble is not None:
            texts.append(self._trouble_text(self._trouble))
        if self._not_saved:
            texts.append(self._not_saved)
        if self._waiting is not None and self._waiting.count:
            count, shown = self._waiting.count, one_line(self._waiting.shown)
            text = ngettext("{n} draft: {draft}.  Enter = go on", "{n} drafts, last: {draft}.  Enter = go on", count)
            texts.append(text.format(n=count, draft=shown))
        if self.is_open and (reason := self.desk.read_only):
            texts.append(_("READ-ONLY ({reason}) - nothing can be changed here.").format(reason=reason))
        if self.is_open and self.desk.clock.is_set:
            local = to_local(self.now, self.zone)
            when = f"{full_day(local.date())} {hour_minute(self.now, self.zone)}"
            texts.append(_("TRAINING: clock set to {when}").format(when=when))
        return texts

    def _trouble_text(self, trouble: Trouble) -> str:
        if trouble.code == "busy":
            return _("STORE BUSY since {time} (another program holds it). You can go on.").format(
                time=self._trouble_since
            )
        if not self.is_open:
            return trouble.sentence
        told = _("STORE NOT REACHABLE since {time} - you see the state of then. What you type is kept.")
        return f"{told.format(time=self._trouble_since)} {trouble.sentence}"

    def show_trouble(self, trouble: Trouble) -> None:
        """Trouble with the store stands on the banner until it is over."""
        if self._trouble is None:
            self._trouble_since = hour_minute(self.now, self.zone)
        self._trouble = trouble
        self.say_notices()

    def clear_trouble(self) -> None:
        """The store answers again."""
        self._trouble = None
        self._not_saved = ""
        self.say_notices()

    def show_not_saved(self, trouble: Trouble | None) -> None:
        """A save did not reach the disk; None takes the banner away."""
        told = _("NOT SAVED: {why} The text stays in the form. Enter = try again   Esc = keep as draft")
        self._not_saved = told.format(why=trouble.sentence) if trouble else ""
        self.say_notices()

    def show_drafts(self, found: DraftsFound) -> None:
        """Drafts that wait."""
        self._waiting = found if found.count else None
        self.say_notices()

    def waiting_draft(self) -> DraftsFound | None:
        """The draft that Enter would open."""
        return self._waiting

    def say_last(self, text: str) -> None:
        """The last own action stays on the status line."""
        self._last = text
        self.say_notices()

    def flash(self, text: str) -> None:
        """A word for five seconds."""
        self._flash = text
        self._flashes += 1
        number = self._flashes
        self.say_notices()
        self.set_timer(FLASH_SECONDS, lambda: self._fade(number))

    def _fade(self, number: int) -> None:
        if number == self._flashes:
            self._flash = ""
            self.say_notices()
