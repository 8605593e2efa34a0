"""What the queue wants to know of what is owed and what waits: promises, messages, orders, churn risks, hand-overs."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class OpenPromise(Protocol):
    """What the queue wants to know of an open promise."""

    @property
    def id(self) -> int:
        """The store's id."""

    @property
    def side(self) -> str:
        """Whose it is: ours or theirs."""

    @property
    def what(self) -> str:
        """What was promised."""

    @property
    def customer(self) -> int | None:
        """To or by whom, by id; None for one to a colleague without a customer."""

    @property
    def customer_name(self) -> str:
        """His name."""

    @property
    def to_name(self) -> str:
        """To whom in words."""

    @property
    def ticket(self) -> int | None:
        """The ticket it belongs to, by id."""

    @property
    def ticket_number(self) -> int | None:
        """The ticket's number, T-..."""

    @property
    def colleague_sign(self) -> str:
        """The sign of the colleague to whom it was given; empty for others."""

    @property
    def owner_sign(self) -> str:
        """Who of us answers for it."""

    @property
    def stand_in_sign(self) -> str:
        """Who takes over when the owner lets it lie; empty where nobody is named."""

    @property
    def by_ball(self) -> bool:
        """Whether it only says that the ball of its ticket lies with the customer."""

    @property
    def due(self) -> datetime:
        """When; UTC."""

    @property
    def next_try(self) -> datetime | None:
        """When it is tried again, after an attempt in vain; UTC."""

    @property
    def acknowledged(self) -> datetime | None:
        """When its owner saw it, where somebody else gave it; UTC."""


class WaitingMessage(Protocol):
    """What the queue wants to know of a call that nobody took, or of a voicemail that nobody heard."""

    @property
    def id(self) -> int:
        """The store's id."""

    @property
    def kind(self) -> str:
        """missed or voicemail."""

    @property
    def customer(self) -> int | None:
        """Whose number it is, by id; None for an unknown one."""

    @property
    def customer_name(self) -> str:
        """His name."""

    @property
    def number(self) -> str:
        """The caller's, as it is written; empty where it was withheld."""

    @property
    def text(self) -> str:
        """What the voicemail says."""

    @property
    def came(self) -> datetime:
        """When; UTC."""

    @property
    def count(self) -> int:
        """How often this number called within a quarter of an hour."""


class SentOrder(Protocol):
    """What the queue wants to know of an order that a technician has not acknowledged."""

    @property
    def appointment(self) -> int:
        """The appointment it sends him to, by id."""

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
    def technicians(self) -> tuple[str, ...]:
        """Codes of who is sent."""

    @property
    def ends(self) -> datetime:
        """When the appointment ends; UTC."""

    @property
    def sent(self) -> datetime:
        """When the order was sent; UTC."""


class UndecidedFlag(Protocol):
    """What the queue wants to know of a customer whom we may lose, and about whom nobody has decided."""

    @property
    def customer(self) -> int:
        """Who, by id."""

    @property
    def customer_name(self) -> str:
        """His name."""

    @property
    def since(self) -> datetime:
        """Since when; UTC."""


class HandedOver(Protocol):
    """What the queue wants to know of an item handed over and not acknowledged."""

    @property
    def id(self) -> int:
        """The store's id of the hand-over."""

    @property
    def item(self) -> int:
        """The store's id of the item."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def from_sign(self) -> str:
        """Who gave it."""

    @property
    def to_sign(self) -> str:
        """To whom; empty for the next who comes."""

    @property
    def given(self) -> datetime:
        """When; UTC."""
