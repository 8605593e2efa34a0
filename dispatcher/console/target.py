"""What a verb is about: whatever lies under the cursor, by id."""

from __future__ import annotations

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """What lies under the cursor of the pane with the focus; None where there is no such thing.

    ``technician`` is set only where the cursor stands on a technician or his block: a line of work without
    technician names nobody, and neither does an appointment of tomorrow."""

    technician: int | None = None
    appointment: int | None = None
    ticket: int | None = None
    customer: int | None = None
