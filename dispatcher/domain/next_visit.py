"""Which of a ticket's or a technician's appointments is meant where none is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from dispatcher.domain.appointment import OVER, RELEASED

UNDER_WAY = frozenset({"en route", "on site"})


class Dated(Protocol):
    """What is asked of an appointment here."""

    @property
    def state(self) -> str:
        """Its state, in the domain's word."""

    @property
    def starts(self) -> datetime:
        """When it begins; UTC."""

    @property
    def ends(self) -> datetime:
        """When it ends; UTC."""


OneVisit = TypeVar("OneVisit", bound=Dated)


def next_visit(visits: Iterable[OneVisit], now: datetime) -> OneVisit | None:
    """The appointment that is under way; else the next one that is not over; else the last whose time passed without
    a word about it. None where all are over."""
    standing = sorted((one for one in visits if one.state not in OVER), key=lambda one: one.starts)
    under_way = [one for one in standing if one.state in UNDER_WAY]
    ahead = [one for one in standing if one.ends > now]
    return next(iter((*under_way, *ahead, *reversed(standing))), None)


def next_drive(visits: Iterable[OneVisit], now: datetime) -> OneVisit | None:
    """What an order is about: the appointment under way whose time has not passed ``now`` (UTC), else the next one that
    somebody still drives to. None where there is none."""
    return next_visit((one for one in visits if one.ends > now and one.state not in RELEASED), now)
