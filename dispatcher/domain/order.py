"""The order to a technician: sent is not read; what he has not acknowledged within 15 minutes is raised (X16)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.values import dataclass

PATIENCE = timedelta(minutes=15)
"""So long after it was sent an order is raised that nobody has acknowledged."""


@dataclass(frozen=True, slots=True)
class SendOrder:
    """The order for an appointment (id) went to its technicians; sent once more it has to be acknowledged anew.

    ``seen`` is the version of the appointment that was looked at."""

    appointment: int
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class AcknowledgeOrder:
    """A technician has the order of the appointment; one that was given by word of mouth counts as sent with it."""

    appointment: int
    seen: int | None = None


def raised_at(sent: datetime) -> datetime:
    """When an order that was sent at ``sent`` is raised, if nobody acknowledges it."""
    return sent + PATIENCE


def is_raised(sent: datetime, ends: datetime, now: datetime) -> bool:
    """Whether an order that nobody has acknowledged stands in the queue: until the appointment has passed."""
    return raised_at(sent) <= now < ends
