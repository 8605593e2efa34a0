"""Promises in the office of the console's tests: given before, and read back, by another program."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from dispatcher.cli.office import Office, Options
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.promise_rows import PromiseRow
from tests.console.office_of import NOW, at
from tests.console.stage import Stage

EARLIER = NOW - timedelta(hours=1)
"""When the promises of a busy morning were given."""


def office_at(store: Path, now: datetime = NOW) -> Office:
    """The office, opened by another program."""
    office = Office(Options(str(store), now=now))
    office.open()
    return office


def give(store: Path, *commands: GivePromise, now: datetime = EARLIER) -> None:
    """Promises that were given before."""
    office = office_at(store, now)
    for index, command in enumerate(commands):
        outcome = office.save("promise", command, f"given-{now}-{index}-{command.what}")
        assert not isinstance(outcome, Refusal), outcome.sentence
    office.close()


def busy_morning(store: Path) -> None:
    """Five of ours for today, one for Thursday, two of theirs, one of them overdue."""
    give(
        store,
        GivePromise("ours", "call-back", at(9, 30), customer=2),
        GivePromise("ours", "call-back", at(9, 50), customer=1, person=1),
        GivePromise("ours", "update", at(10), customer=3),
        GivePromise("ours", "quote for the west wing", at(14), customer=9),
        GivePromise("ours", "part", at(16), customer=5, keeps_free=True, minutes=60),
        GivePromise("ours", "visit plan", at(16, day=26), customer=5),
        GivePromise("theirs", "will call about a date", at(9, 20), customer=1),
        GivePromise("theirs", "names a new date", at(17, day=24), customer=7),
    )


def promises_in(store: Path) -> tuple[PromiseRow, ...]:
    """What the store holds open, due first."""
    office = office_at(store)
    rows = office.promises()
    office.close()
    return rows


def promise_in(store: Path, promise: int) -> PromiseRow:
    """One promise, open or not."""
    office = office_at(store)
    row = office.promise(promise)
    office.close()
    assert row is not None
    return row


def enrol(store: Path, login: str, name: str) -> int:
    """One more colleague; his id."""
    from dispatcher.actions.office import Enrol, enrol

    office = office_at(store, EARLIER)
    outcome = office.perform(enrol, Enrol(login, name, "dispatcher"))
    office.close()
    assert not isinstance(outcome, Refusal), outcome.sentence
    return outcome.ref


async def landed(stage: Stage) -> None:
    """Wait until nothing is under way into the store."""
    await stage.until(lambda: not stage.board._under_way)
    await stage.settles()
