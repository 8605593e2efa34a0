"""How large the three offices are, and the minute at which their clocks stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
"""Mon 23.11.2026 09:42 in Berlin."""
TODAY = date(2026, 11, 23)
ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Scale:
    """``big_share``: every so many contacts belong to the largest customer, who has the number K-1001."""

    name: str
    customers: int
    contacts: int
    tickets: int
    appointments: int
    technicians: int
    big_share: int


SCALES = {
    "S": Scale("S", 1_000, 20_000, 3_000, 6_000, 12, 2),
    "M": Scale("M", 20_000, 400_000, 60_000, 120_000, 24, 8),
    "L": Scale("L", 200_000, 4_000_000, 600_000, 1_200_000, 60, 80),
}
"""The largest customer has 10,000 contacts in the small office and 50,000 in the others."""
