"""What a list brings in of the office's own records: colleagues, contracts, services and times off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.imported import CustomerRef


@dataclass(frozen=True, slots=True)
class ImportedColleague:
    """Somebody at a desk, or who answers for a matter. ``role`` is the domain's word; ``stand_in`` another one's sign,
    ``phone`` E.164."""

    source: str
    key: str
    line: int
    sign: str
    login: str
    name: str
    role: str = "dispatcher"
    stand_in: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ImportedContract:
    """What was agreed with a customer. ``hours`` as a technician's, None where nothing is said of them;
    ``availability`` in percent; days are ISO dates, empty where open."""

    source: str
    key: str
    line: int
    customer: CustomerRef
    name: str
    hours: tuple[tuple[int, int] | None, ...] | None = None
    response_minutes: int | None = None
    availability: float | None = None
    starts_on: str = ""
    ends_on: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ImportedService:
    """What customers can have an outage of; ``availability`` in percent."""

    source: str
    key: str
    line: int
    name: str
    kind: str = ""
    availability: float | None = None
    remark: str = ""
    customers: tuple[CustomerRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedAbsence:
    """Absent from ``starts`` until ``ends`` (None: nobody knows): a technician by code or name, a colleague by sign, or
    the ``person`` of that name of a ``customer``. ``told`` is when we heard of it."""

    source: str
    key: str
    line: int
    starts: datetime
    ends: datetime | None = None
    told: datetime | None = None
    technician: str = ""
    colleague: str = ""
    person: str = ""
    customer: CustomerRef | None = None
