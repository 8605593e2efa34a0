"""What a time phrase comes to: understood, asked back, or refused; and the office in which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from dispatcher.domain.calendar import to_local
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import Hours

OFFICE_HOURS: Hours = ((420, 1020), (420, 1020), (420, 1020), (420, 1020), (420, 900), None, None)
"""The hours of an office that named none: Mon-Thu 07-17, Fri 07-15."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A reason to look twice. ``code`` is stable and English: regional, holiday, half day, closed, absent, begun, far;
    ``sentence`` is in the language in use."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Understood:
    """One meaning of a phrase. ``phrase`` is what was typed, word for word; ``day`` is the local day.

    ``starts`` and ``ends`` are instants in UTC; ``ends`` is set for a window only. With ``day_only`` the phrase named
    no time yet and ``starts`` is the first instant of the day. ``warnings`` take a second Enter, ``notes`` only hint.
    """

    phrase: str
    day: date
    starts: datetime
    ends: datetime | None = None
    is_window: bool = False
    day_only: bool = False
    length_minutes: int | None = None
    keeps_free: bool = False
    notes: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def due(self) -> datetime:
        """The instant at which a promise of this phrase is due: the end of a window."""
        return self.ends or self.starts

    @property
    def until(self) -> datetime | None:
        """The end of the time that is meant: of a window, or of the length that was named; None without either."""
        if self.is_window or self.length_minutes is None:
            return self.ends
        return self.starts + timedelta(minutes=self.length_minutes)

    @property
    def insists(self) -> bool:
        """Whether only a second Enter takes it."""
        return bool(self.warnings)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: the key that takes it, what tells it from the others, and what it means."""

    key: str
    label: str
    meant: Understood


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase with several meanings, or one that is never taken for granted. No choice is the default: Enter alone is
    refused with ``sentence``."""

    sentence: str
    choices: tuple[Choice, ...]
    default: None = None

    def take(self, key: str) -> Understood | None:
        """What the key means; None for a key that answers nothing."""
        return next((choice.meant for choice in self.choices if choice.key == key), None)


Meaning = Understood | Asked | Refusal
"""What a phrase comes to."""


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is absent from one instant until another; without an end nobody knows until when."""

    name: str
    starts: datetime
    ends: datetime | None = None


@dataclass(frozen=True)
class Office:
    """Where and when a phrase is read. ``now`` is an instant, ``zone`` and ``state`` are those of the office or the
    site; ``hours`` may be empty for the usual ones; ``grabbed`` is the start of the slot that is being moved: offsets
    count from it. ``away`` are absences of whoever has to keep the time."""

    now: datetime
    zone: str
    state: str = "BE"
    municipality: str = ""
    country: str = "DE"
    hours: Hours = OFFICE_HOURS
    grabbed: datetime | None = None
    away: tuple[Away, ...] = ()

    @cached_property
    def wall(self) -> datetime:
        """Now as the clocks on the wall show it: naive, to the minute."""
        return self._wall(self.now)

    @cached_property
    def today(self) -> date:
        """Today on the wall."""
        return self.wall.date()

    @cached_property
    def grabbed_wall(self) -> datetime | None:
        """The start of the grabbed slot on the wall."""
        return None if self.grabbed is None else self._wall(self.grabbed)

    def _wall(self, instant: datetime) -> datetime:
        return to_local(instant, self.zone).replace(tzinfo=None, second=0, microsecond=0, fold=0)
