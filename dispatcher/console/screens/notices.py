"""Banner and status line: what is wrong, what was done last, and a word that goes away by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len
from textual.timer import Timer

from dispatcher.console import strip_lines as say
from dispatcher.console.desk import Desk
from dispatcher.console.messages import DraftsFound
from dispatcher.console.screens.targets import Targets
from dispatcher.console.widgets.marks import Frame, cell
from dispatcher.console.wording import full_day, hour_minute
from dispatcher.domain.calendar import to_local
from dispatcher.domain.clock import monotonic
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _, ngettext
from dispatcher.queries.agenda_rows import Doubts

EnterWay = Literal["at once", "after Esc", "elsewhere"]
"""When Enter goes on with the draft that waits; elsewhere it opens something first."""
_GO_ON: dict[EnterWay, str] = {
    "at once": N_("{draft}.  Enter = go on"),
    "after Esc": N_("{draft}.  Esc, then Enter = go on"),
    "elsewhere": "{draft}",
}
_UNSAVED: dict[EnterWay, str] = {
    "at once": N_("NOT SAVED: {draft} waits as a draft. Enter = open"),
    "after Esc": N_("NOT SAVED: {draft} is a draft. Esc, then Enter = open"),
    "elsewhere": N_("NOT SAVED: {draft} waits as a draft."),
}
_NAME = 24
"""Cells of a draft's name that tell its kind and whom it is about."""
FLASH_SECONDS = 5.0
_PROMPTS = (N_(">_  , or : command   e.g.  wo 4   free 14 tk   k 1042"), N_(">_  , command"))
WAIT_SHOWN_AFTER = 1.0
"""Seconds that a save may take before the banner speaks of it."""


class Notices(Targets):
    """The part of the board that tells."""

    _trouble: Trouble | None = None
    _doubts: Doubts | None = None
    _trouble_since = ""
    _not_saved = ""
    _unsaved = ""
    _way_told: EnterWay = "at once"
    _draft_trouble: Trouble | None = None
    _waiting: DraftsFound | None = None
    _save_trouble: Trouble | None = None
    _second_hand: Timer | None = None
    _last = ""
    _flash = ""
    _flashes = 0

    def __init__(self, desk: Desk, box: Frame) -> None:
        super().__init__(desk, box)
        self._under_way: dict[str, float] = {}

    def say_notices(self) -> None:
        """Draw banner and status line."""
        width = self.app.size.width
        self._way_told = self.enter_way()
        banner = say.banner_line([*self._banners(width - 8)], self.box.across, width)
        self.lines("banner").show([banner])
        self.lines("status").show([say.status_line([_(one) for one in _PROMPTS], self._flash or self._last, width)])

    def _banners(self, width: int) -> Iterator[str]:
        """What stands on the rule, the weightiest first."""
        if self._trouble is not None:
            yield self._unreachable(self._trouble, width)
        if self._longest_wait() >= WAIT_SHOWN_AFTER:
            yield self._waits(width)
        if self._not_saved:
            yield self._not_saved
        yield from self._became_draft(width)
        if self._draft_trouble is not None:
            yield _("DRAFT NOT SAVED. {why}").format(why=self._draft_trouble.sentence)
        if reason := self.why_read_only():
            told, short = _("READ-ONLY ({reason}) - nothing can be changed here."), _("READ-ONLY ({reason})")
            yield _fitting(width, told.format(reason=reason), short.format(reason=reason))
        yield from self._doubtful()
        yield from self._drafted(width)
        if self.is_open and self.desk.clock.is_set:
            local = to_local(self.now, self.zone)
            when = f"{full_day(local.date())} {hour_minute(self.now, self.zone)}"
            yield _("TRAINING: clock set to {when}").format(when=when)

    def _became_draft(self, width: int) -> Iterator[str]:
        if self._unsaved:
            yield self._draft_told(_UNSAVED, "{draft}", self._unsaved, "", width)

    def _drafted(self, width: int) -> Iterator[str]:
        if self._waiting is not None:
            told = ngettext("{n} draft: {draft}", "{n} drafts, last: {draft}", len(self._waiting.names))
            told = told.replace("{n}", str(len(self._waiting.names)))
            yield self._draft_told(_GO_ON, told, self._waiting.names[0], f" {self._waiting.at}", width)

    def _draft_told(self, texts: dict[EnterWay, str], told: str, name: str, tail: str, width: int) -> str:
        """A draft and when Enter goes on with it. Where too little of its name has room, the way by Esc goes first."""
        text = _(texts[self._way_told]).replace("{draft}", told)
        room = width - cell_len(text.format(draft=tail))
        if self._way_told == "after Esc" and room < min(cell_len(name), _NAME):
            text = _(texts["elsewhere"]).replace("{draft}", told)
        return _with_name(text, name, tail, width)

    def _doubtful(self) -> Iterator[str]:
        if self._doubts is None:
            return
        if self._doubts.broken is not None:
            yield _("ENTRY CHAIN BROKEN at entry {seq}").format(seq=self._doubts.broken)
        if self._doubts.minutes:
            yield _("CLOCK differs from the store by {n} min").format(n=self._doubts.minutes)

    def _unreachable(self, trouble: Trouble, width: int) -> str:
        if not self.is_open:
            return trouble.sentence
        told = _("STORE NOT REACHABLE since {time} - you see the state of then. What you type is kept.")
        short = _("STORE NOT REACHABLE since {time}. What you type is kept.")
        known = trouble.sentence if trouble.code not in ("busy", "unreachable") else ""
        texts = [f"{text.format(time=self._trouble_since)} {known}".rstrip() for text in (told, short)]
        return _fitting(width, *texts, known or texts[-1])

    def _waits(self, width: int) -> str:
        seconds = int(self._longest_wait())
        if self._save_trouble is not None and self._save_trouble.code != "busy":
            return _("STORE NOT REACHABLE for {n} s - your entry is kept and will be saved.").format(n=seconds)
        told = _(
            "STORE BUSY for {n} s (another program holds it) - your entry is kept and will be saved. You can go on."
        )
        short = _("STORE BUSY for {n} s - your entry is kept and will be saved.")
        return _fitting(width, told.format(n=seconds), short.format(n=seconds))

    # --- the store ---

    def show_trouble(self, trouble: Trouble) -> None:
        """Trouble with the store stands on the banner until it is over."""
        if self._trouble is None:
            self._trouble_since = hour_minute(self.now, self.zone)
        self._trouble = trouble
        self.say_notices()

    def clear_trouble(self) -> None:
        """The store answers again."""
        self._trouble = None
        self.say_notices()

    def show_doubts(self, doubts: Doubts) -> None:
        """A broken chain or a clock that goes wrong stands on the banner."""
        if doubts != self._doubts:
            self._doubts = doubts
            self.say_notices()

    # --- saves ---

    def save_begins(self, subject: str) -> None:
        """A save is under way; the banner counts the seconds when it takes long."""
        self._under_way[subject] = monotonic()
        if self._second_hand is None:
            self._second_hand = self.set_interval(1.0, self.say_notices)

    def save_waits(self, trouble: Trouble) -> None:
        """It is tried again; why it waits."""
        self._save_trouble = trouble
        self.say_notices()

    def save_ends(self, subject: str) -> None:
        """It landed, was refused, or failed."""
        self._under_way.pop(subject, None)
        if not self._under_way and self._second_hand is not None:
            self._second_hand.stop()
            self._second_hand = self._save_trouble = None
        self.say_notices()

    def _longest_wait(self) -> float:
        return monotonic() - min(self._under_way.values()) if self._under_way else 0.0

    def show_not_saved(self, text: str, draft: str = "") -> None:
        """What is to be done with a note that could not be saved, or the name of the ``draft`` that it became; empty
        when that is settled."""
        if (text, draft) != (self._not_saved, self._unsaved):
            self._not_saved, self._unsaved = text, draft
            self.say_notices()

    def enter_way(self) -> EnterWay:
        """When Enter goes on with the draft that waits; what else it may open is the business of a later part."""
        return "at once"

    def say_enter(self) -> None:
        """Enter may mean something else from now on."""
        if self.enter_way() != self._way_told:
            self.say_notices()

    def show_draft_trouble(self, trouble: Trouble | None) -> None:
        """Why drafts cannot be put on the disk; None when they can."""
        if trouble is not self._draft_trouble:
            self._draft_trouble = trouble
            self.say_notices()

    # --- drafts, words ---

    def show_drafts(self, found: DraftsFound) -> None:
        """Drafts that wait."""
        self._waiting = found if found.names else None
        self.drafts_wait(found.names)
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

    def copy(self, text: str, told: str) -> None:
        """Put ``text`` into the clipboard and say ``told``, or that copying is switched off."""
        self.app.copy_to_clipboard(text)
        self.flash(told if self.app.likes.clipboard else _("Copying is switched off (setting clipboard)."))

    def is_flashing(self) -> bool:
        """Whether such a word stands there now."""
        return bool(self._flash)

    def _fade(self, number: int) -> None:
        if number == self._flashes:
            self._flash = ""
            self.say_notices()


def _with_name(text: str, name: str, tail: str, width: int) -> str:
    """A text with the name of a draft, which alone is cut where there is no room."""
    room = width - cell_len(text.format(draft=tail))
    return text.format(draft=(name if cell_len(name) <= room else cell(name, room).rstrip()) + tail)


def _fitting(width: int, *texts: str) -> str:
    """The first of ``texts`` that has room, or the last."""
    return next((text for text in texts if cell_len(text) <= width), texts[-1])
