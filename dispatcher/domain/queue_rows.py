"""What the queue wants to know, spelled out, so that it takes the rows of the screen as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class OpenTicket(Protocol):
    """What the queue wants to know of an open ticket."""

    @property
    def id(self) -> int:
        """The store's id."""

    @property
    def number(self) -> int:
        """Its number, T-..."""

    @property
    def customer(self) -> int:
        """Whose it is, by id."""

    @property
    def customer_name(self) -> str:
        """His name."""

    @property
    def title(self) -> str:
        """The fault in a few words."""

    @property
    def urgent(self) -> bool:
        """Whether the customer called it urgent."""

    @property
    def state(self) -> str:
        """Its state, in the domain's word."""

    @property
    def ball(self) -> str:
        """Who has to act next: us, customer, other or appointment."""

    @property
    def next_step(self) -> str:
        """What is to be done next."""

    @property
    def due(self) -> datetime | None:
        """When; UTC."""

    @property
    def earliest(self) -> datetime | None:
        """Before then the customer lets nobody in: his word; UTC."""

    @property
    def reported(self) -> datetime:
        """When it was reported; UTC."""

    @property
    def ball_since(self) -> datetime | None:
        """When the ball was passed; None where it was when it was reported; UTC."""

    @property
    def chased(self) -> int:
        """How often somebody asked where it stays."""

    @property
    def reports(self) -> int:
        """How many reports are one in it."""


class Visit(Protocol):
    """What the queue wants to know of an appointment."""

    @property
    def appointment(self) -> int:
        """The store's id."""

    @property
    def ticket(self) -> int:
        """Its ticket, by id."""

    @property
    def ticket_number(self) -> int:
        """The ticket's number, T-..."""

    @property
    def customer(self) -> int:
        """Whose it is, by id."""

    @property
    def customer_name(self) -> str:
        """His name."""

    @property
    def state(self) -> str:
        """Its state, in the domain's word."""

    @property
    def starts(self) -> datetime:
        """When it begins; UTC."""

    @property
    def ends(self) -> datetime:
        """When it ends; UTC."""


class Unconfirmed(Visit, Protocol):
    """What the queue wants to know of an appointment that nobody confirmed."""

    @property
    def unconfirmed(self) -> str:
        """Why its confirmation was lost ("opener away", "window"); empty where there was none."""

    @property
    def opener(self) -> str:
        """Who is to open; empty where nobody is named."""

    @property
    def is_deputy_said(self) -> bool:
        """Whether a deputy was named, or that there is none."""


class Stop(Visit, Protocol):
    """What the queue wants to know of an appointment on a technician's day."""

    @property
    def travel_minutes(self) -> int:
        """The way there."""

    @property
    def began(self) -> datetime | None:
        """When he arrived; UTC."""

    @property
    def was_to_end(self) -> datetime | None:
        """When it was to end, where he left at another time; UTC."""


class Lane(Protocol):
    """What the queue wants to know of a technician's day."""

    @property
    def technician(self) -> int:
        """The store's id."""

    @property
    def code(self) -> str:
        """His short name."""

    @property
    def status(self) -> int:
        """The digit he reported himself with."""

    @property
    def away(self) -> Sequence[tuple[datetime, datetime | None]]:
        """Spans in which he is not there; UTC, the end None where nobody knows it."""

    @property
    def blocks(self) -> Sequence[Stop]:
        """His appointments of the day, in order."""
