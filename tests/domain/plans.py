"""Technicians, days and jobs for tests of planning: Mon 23.11.2026 09:42 in Berlin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dispatcher.domain.planning import Job, Stay, Worker
from dispatcher.domain.slot_check import Finding, check
from dispatcher.domain.technician import Hours

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
WEEK: Hours = (*((7 * 60, 17 * 60),) * 4, (7 * 60, 15 * 60), None, None)
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    """``23.11. 09:30`` of 2026 on the clock in Berlin, in UTC."""
    return datetime.strptime(f"2026 {text} +0000", "%Y %d.%m. %H:%M %z").replace(tzinfo=BERLIN).astimezone(UTC)


def stay(starts: str, ends: str, **more: Any) -> Stay:
    told: dict[str, Any] = {"appointment": 7, "ticket": 3, "ticket_number": 4797, "customer": 30}
    told |= {"customer_name": "Klinik Nord", "state": "proposed", "starts": at(starts), "ends": at(ends)}
    return Stay(**(told | more))


def nowak(*stays: Stay, **more: Any) -> Worker:
    told: dict[str, Any] = {"id": 1, "code": "NO", "name": "Nowak", "skills": ("TK", "BMA"), "week": WEEK}
    return Worker(**(told | {"stays": tuple(sorted(stays, key=lambda one: one.starts))} | more))


def job(**more: Any) -> Job:
    told: dict[str, Any] = {"ticket": 1, "number": 4711, "customer": 42, "customer_name": "Botschaft", "state": "BE"}
    return Job(**(told | more))


def found(task: Job, worker: Worker, starts: str, ends: str, travel: int = 0, now: datetime = NOW) -> list[Finding]:
    return list(check(task, worker, at(starts), at(ends), travel_minutes=travel, now=now, office_state="BE"))


def sentences(task: Job, worker: Worker, starts: str, ends: str, travel: int = 0) -> list[str]:
    return [one.sentence for one in found(task, worker, starts, ends, travel)]
