"""Promises found in the words of a note: offered once before it is filed, never booked by themselves (M11)."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.wording import short_day
from dispatcher.domain.ball import ELSEWHERE
from dispatcher.domain.calendar import to_local
from dispatcher.domain.contact import Note
from dispatcher.domain.phrases import Asked, Office, Understood
from dispatcher.domain.promise import OURS, GivePromise
from dispatcher.domain.spotted import Spotted, spot, understood
from dispatcher.locale import _
from dispatcher.values import dataclass

BOOKS = "p"
"""The key that books what was found."""
_WRITTEN = frozenset("MPSB")
"""Channels on which the customer's own words come in."""
_PUBLIC = "W"
_WORDS = 36
"""Signs of what was found that the line has room for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was found in a note, where and when it was read: first those of which the time is sure, all at once, then
    one by one those whose time has two meanings, of which a digit takes one."""

    found: tuple[Spotted, ...]
    office: Office

    @property
    def asked(self) -> tuple[Spotted, ...]:
        """What this question is about."""
        sure = tuple(one for one in self.found if not isinstance(one.when, Asked))
        return sure or self.found[:1]

    @property
    def question(self) -> Asked | None:
        """The two meanings that have to be told apart."""
        when = self.asked[0].when
        return when if isinstance(when, Asked) else None

    def after(self) -> Offer | None:
        """What is left to be asked about."""
        rest = tuple(one for one in self.found if one not in self.asked)
        return Offer(rest, self.office) if rest else None

    def sentence(self) -> str:
        """The question that stands in place of the keys."""
        if self.question is not None:
            shown = "  ".join(f"{one.key} = {one.label}" for one in self.question.choices)
            return _("Promise?  {choices}   Enter = no").format(choices=shown)
        when = ", ".join(self._by(one) for one in self.asked)
        return _("Promise? p = {when}, Enter = no").format(when=when)

    def told(self) -> str:
        """Which words were taken for a promise, and whose it would be."""
        first, count = self.asked[0], len(self.asked)
        side = _("promise of ours") if first.side == OURS else _("promise of theirs")
        words = first.what if len(first.what) <= _WORDS else first.what[: _WORDS - 2] + ".."
        more = f" (+{count - 1})" if count > 1 else ""
        return _('promise found: "{words}" -> {side}').format(words=words, side=side) + more

    def take(self, key: str) -> tuple[tuple[Spotted, Understood], ...]:
        """What ``key`` books: each promise with its time; nothing for a key that answers nothing."""
        if self.question is not None:
            meant = understood(self.asked[0], self.office, key)
            return ((self.asked[0], meant),) if meant is not None else ()
        if key != BOOKS:
            return ()
        meanings = ((one, understood(one, self.office)) for one in self.asked)
        return tuple((one, meant) for one, meant in meanings if meant is not None)

    def _by(self, one: Spotted) -> str:
        """``Wed 25.11.``, with the time where one was named, and what is to be thought of on that day."""
        meant = understood(one, self.office)
        if meant is None:
            return ""
        local = to_local(meant.due, self.office.zone)
        day = _("today") if local.date() == self.office.today else short_day(local.date())
        is_timed = local.date() == self.office.today or (isinstance(one.when, Understood) and not one.when.day_only)
        warned = [f"! {warning.sentence}" for warning in meant.warnings]
        return " ".join([day, *([f"{local:%H:%M}"] if is_timed else []), *warned])


def offer_of(note: Note, office: Office, names: Sequence[str]) -> Offer | None:
    """The promises in ``note``; for a public word about us the answer we owe within four hours (M12). What the
    customer will do is no further promise where the note passes him the ball, which has its own date."""
    is_their_text = note.direction == "in" and note.channel in _WRITTEN
    found = spot(note.text, office, names, by_customer=is_their_text)
    if note.ball is not None and note.ball.holder in ELSEWHERE:
        found = tuple(one for one in found if one.side == OURS)
    if not found and note.direction == "in" and note.channel == _PUBLIC:
        found = _answer(office)
    return Offer(found, office) if found else None


def _answer(office: Office) -> tuple[Spotted, ...]:
    from dispatcher.domain.phrases import understand

    within = understand("+4h", office)
    answer = Spotted(OURS, "", _("answer in public"), "+4h", within if isinstance(within, Understood) else None)
    return (answer,)


def promise_of(one: Spotted, meant: Understood, note: Note) -> GivePromise:
    """The promise as it is filed with ``note``."""
    return GivePromise(
        one.side,
        one.what,
        meant.due,
        customer=note.customer,
        to=note.person or ("" if note.customer is not None else _("public")),
        ticket=note.ticket,
        due_from=meant.starts if meant.is_window else None,
        phrase=one.phrase,
        minutes=meant.length_minutes,
        keeps_free=meant.keeps_free,
        insisted=tuple(warning.code for warning in meant.warnings),
    )
