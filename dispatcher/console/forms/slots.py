"""The best slots for a ticket (``a``): a digit chooses, Enter takes; or a time of one's own is typed (screen 3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.slot_fields import FIELDS_OF, OVERRIDE
from dispatcher.console.forms.slot_lines import WHY_ROWS, offer_lines, own_lines, unable_lines, why_lines
from dispatcher.console.forms.slot_start import SlotStart, start_from
from dispatcher.console.forms.slot_taking import SlotTaking, default_of
from dispatcher.console.keys import FORM, SLOTS, bindings_for
from dispatcher.console.slot_messages import SlotsWanted
from dispatcher.console.widgets.marks import Line
from dispatcher.console.widgets.overlay import key_lines
from dispatcher.console.wording import decimal
from dispatcher.domain.calendar import show_span, to_local
from dispatcher.domain.moving_words import slot_words
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.slot_words import nothing_words, unable_words
from dispatcher.domain.slots import Offer
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.slots import SlotsRow

_UNABLE_ROWS, _MOST_NAMES = 3, 4
"""Lines for who is not offered, and names in one of them."""


class SlotsForm(SlotTaking):
    """At most nine slots, who cannot do it and why, and fields for what is decided otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FORM, SLOTS)]
    what, verb = N_("appointment"), "insert slot"
    tallest = 21

    def __init__(self, start: SlotStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(start, subject, ties, draft)
        self._chosen = draft.get("chosen")
        self._is_sent = False
        self._ahead: int | None = None
        self._takes_then = False
        """Which one was chosen, and whether it was taken, before they were found."""

    # --- what is known ---

    def on_mount(self) -> None:
        """Look for what can be had, now."""
        self.look()

    def look(self) -> None:
        """Ask what can be had as it is now."""
        start = self.start
        self.post_message(SlotsWanted(self.subject, start.ticket, start.appointment, start.leaves))

    def take(self, row: SlotsRow | None, role: str) -> None:
        """This can be had; what was chosen before stays chosen where it is still there."""
        if row is None:
            self.say(_("There is no such ticket."))
            return
        self.row, self.role = row, role
        self.verb = "take over" if row.job.appointment is not None else "insert slot"
        self.know(row.planning)
        kept = [number for number, one in enumerate(row.offers) if _told(one) == self._chosen]
        self.at = kept[0] if kept else min(self.at, max(0, len(row.offers) - 1))
        if not row.offers and not self.sentence:
            self.say(nothing_words(row.planning))
        self._catch_up()
        self.repaint()

    def _catch_up(self) -> None:
        """Do what was typed while they were looked for."""
        ahead, takes_then = self._ahead, self._takes_then
        self._ahead, self._takes_then = None, False
        if ahead is not None:
            self._choose(ahead)
        if takes_then:
            self.action_file()

    # --- keys ---

    def takes(self, event: events.Key) -> bool:
        """In the list a digit chooses, and a letter begins a time of one's own."""
        sign = event.character
        if sign is None or not event.is_printable or sign in "?!":
            return False
        if sign.isdecimal():
            self._choose(int(sign) - 1)
        elif sign in "jk":
            self._choose(self.at + (1 if sign == "j" else -1))
        else:
            self.type_time(sign)
        return True

    def _choose(self, at: int) -> None:
        if self.row is None:
            self._ahead = at
        elif 0 <= at < len(self.row.offers):
            self.at = at
            offer = self.offer()
            self._chosen = _told(offer) if offer is not None else None
            self.say("")

    def action_choices(self, by: int = 1) -> None:
        """The next slot, or the next choice of the field."""
        if self.field:
            super().action_choices(by)
        else:
            self._choose(self.at + by)

    def action_push(self) -> None:
        """In spite of what speaks against it, with a reason."""
        self.go_to(OVERRIDE)

    # --- filing ---

    def action_file(self) -> None:
        """Take it, as soon as it is found; what was chosen is remembered, should it come back."""
        if self.row is None:
            self._takes_then = True
            return
        self._is_sent = True
        super().action_file()
        self._is_sent = False

    def typed_in(self) -> Data | None:
        """The fields; of what was only chosen nothing is kept, unless it was sent off."""
        typed = super().typed_in()
        if typed is None and not self._is_sent:
            return None
        return {**self.told(), "chosen": self._chosen}

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs; what somebody changed meanwhile is looked for anew."""
        if refusal.code in FIELDS_OF:
            self.go_to(FIELDS_OF[refusal.code])
        if refusal.code == "conflict":
            self.look()
        self.say(refusal.sentence)

    # --- drawing ---

    def headline(self) -> str:
        """Which ticket it is, what it needs and for how long."""
        start = self.start
        name = f"{_(self.what).upper()} T-{start.number} {one_line(start.name)[:30]}"
        if self.row is None:
            return name
        job = self.row.job
        return "  ".join(part for part in (name, " ".join(job.skills), _long(job.minutes)) if part)

    def title(self) -> tuple[str, str]:
        """On the right how soon it has to be, until there is a draft to be told of."""
        left, right = super().title()
        if right or self.row is None:
            return left, right
        job = self.row.job
        if job.starts is not None and job.ends is not None:
            crew = ", ".join(one.code for one in self.row.planning.workers if one.id in job.crew)
            told = _("instead of {technicians} {span}")
            return left, told.format(technicians=crew, span=slot_words(job.starts, job.ends, self.zone))
        if job.urgent:
            return left, _("as soon as possible")
        if job.earliest is not None and job.earliest > self.row.now:
            return left, _("not before {date}").format(date=f"{to_local(job.earliest, self.zone):%d.%m.}")
        return left, ""

    def last_lines(self, width: int) -> Sequence[Line]:
        """A sentence, or the keys of the place where the cursor is: always two lines."""
        if self.sentence:
            return super().last_lines(width)
        lines = key_lines(self._keys(), width)
        return [*[()] * (2 - len(lines)), *lines]

    def _keys(self) -> list[str]:
        if self.field == OVERRIDE:
            return [_("Enter in spite of it"), _("Tab fields"), _("Esc park")]
        push = _("! in spite of the warning")
        if self.field:
            return [_("Enter take"), _("Tab fields"), _("F4 list"), push, _("Esc park")]
        return [_("1-9 choose"), _("Enter take"), _("a letter: own time"), _("Tab fields"), push, _("Esc park")]

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The offers as far as there is room, who cannot, why this one, the fields, the keys."""
        fields, last = self.field_lines(width), self.last_lines(width)
        if self.row is None:
            waiting: Line = ((f" {_('Looking for slots ...')}", "done"),)
            return [waiting, *[()] * max(0, height - 1 - len(fields) - len(last)), *fields, *last]
        why = self._why(width)
        rows = max(1, min(_UNABLE_ROWS, height - len(self.row.offers) - len(why) - len(fields) - len(last)))
        unable = unable_lines(self._unable(), width, rows)
        room = max(1, height - len(why) - len(unable) - len(fields) - len(last))
        offers = offer_lines(self.row.offers, self.at, self.zone, self.row.now, width)
        top = max(0, min(self.at - room + 1, len(offers) - room))
        shown = offers[top : top + room]
        return [*shown, *[()] * (room - len(shown)), *unable, *why, *fields, *last]

    def _why(self, width: int) -> Sequence[Line]:
        offer = self.offer()
        if not self.is_own():
            return why_lines(offer, self.at + 1, self.zone, width) if offer is not None else [()] * WHY_ROWS
        found = self.own(*default_of(offer))
        if isinstance(found, Refusal):
            return own_lines(None, found.sentence, self.zone, width)
        return own_lines(found, "", self.zone, width)

    def _unable(self) -> list[str]:
        """Whom the customer does not want, what stands already, and who cannot."""
        assert self.row is not None
        decided = [one for one in self.row.unable if one[0].code == "exclusion"]
        others = [one for one in self.row.unable if one[0].code != "exclusion"]
        standing = [self._standing()] if self.row.standing is not None else []
        return [*unable_words(decided), *standing, *unable_words(others, _MOST_NAMES)]

    def _standing(self) -> str:
        assert self.row is not None
        assert self.row.standing is not None
        span = show_span(self.row.standing.starts, self.row.standing.ends, self.zone)
        return _("There is an appointment already: {span}  (m = move it)").format(span=span)


def _told(offer: Offer) -> list[Any]:
    """By what an offer is known again, as a draft keeps it."""
    return [[one.id for one in offer.workers], offer.starts.isoformat()]


def _long(minutes: int) -> str:
    return _("{n} min").format(n=minutes) if minutes < 60 else _("{hours} h").format(hours=decimal(minutes / 60))


def reopened(subject: str, draft: Data, ties: Ties) -> SlotsForm | None:
    """The form of a draft as it was left."""
    start = start_from(draft)
    return SlotsForm(start, subject, ties, draft) if start is not None else None
