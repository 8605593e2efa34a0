"""M13: whatever is promised, tried, moved or withdrawn, a week's sums are those of the ledger, on either database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.perform import perform
from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_attempt import attempt_promise
from dispatcher.actions.promise_move import move_promise, withdraw_promise
from dispatcher.domain.clock import Clock
from dispatcher.domain.honesty import GROUPS
from dispatcher.domain.promise import GivePromise, MovePromise, PromiseAttempt, WithdrawPromise
from dispatcher.queries.honesty import honesty
from dispatcher.store.store import Store
from tests.actions.desk import DISPATCHER, NOW, customer_called, done, entries

ZONE = "Europe/Berlin"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["ours", "theirs", "note", "reached", "voicemail", "no answer", "told", "untold", "withdrawn", "later"]
        ),
        st.integers(0, 400),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=25,
)


class Desk:
    """An office that goes on from example to example, its clock only forwards."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        self.made = 0
        done(store, enrol, Enrol("mh", "Maria Harms"))
        self.colleague = done(store, enrol, Enrol("wh", "Wiebke Weiß")).ref
        self.customer = customer_called(store)

    def do(self, what: str, hours: int, chosen: int) -> None:
        """One step; what the rules refuse changes nothing."""
        due, promise = self.now + timedelta(hours=hours, minutes=1), 1 + chosen % max(1, self.made)
        if what == "later":
            self.now += timedelta(hours=hours)
        elif what in ("ours", "theirs", "note"):
            self._give(what, due)
        elif what in ("told", "untold"):
            self._say(move_promise, MovePromise(promise, due, informed="T" if what == "told" else ""))
        elif what == "withdrawn":
            self._say(withdraw_promise, WithdrawPromise(promise, "solved", cancelled=True))
        else:
            new = due if what == "voicemail" else None
            self._say(attempt_promise, PromiseAttempt(promise, what, new_due=new))

    def _give(self, what: str, due: datetime) -> None:
        side = "theirs" if what == "theirs" else "ours"
        wish = GivePromise(side, "call-back", due, customer=self.customer)
        is_note = what == "note"
        self._say(give_promise, GivePromise(side, "call", due, colleague=self.colleague) if is_note else wish)

    def _say(self, action: Any, command: Any) -> None:
        perform(self.store, action, command, DISPATCHER, Clock(self.now))
        self.made = max((ident for ident in self.ledger()), default=0)

    def ledger(self) -> dict[int, dict[str, Any]]:
        """Every promise as the journal tells it, folded entry by entry."""
        rows: dict[int, dict[str, Any]] = {}
        for entry in entries(self.store):
            for subject, values in entry.said.get("set", {}).items():
                table, _colon, ident = subject.partition(":")
                if table == "promise":
                    rows.setdefault(int(ident), {"state": "open", "colleague_id": None}).update(values)
        return rows


def week_of(due: datetime) -> tuple[int, int]:
    year, week, _day = due.astimezone(ZoneInfo(ZONE)).date().isocalendar()
    return year, week


def counted(row: dict[str, Any], now: datetime) -> tuple[tuple[int, int], str, str]:
    """Week, group and end of one promise of the ledger, counted by hand."""
    due = datetime.fromisoformat(row["due_at"]).astimezone(UTC)
    group = "theirs" if row["side"] == "theirs" else "ours" if row["colleague_id"] is None else "notes"
    is_over = row["state"] == "open" and now >= due.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return week_of(due), group, "broken" if is_over else row["state"]


def test_m13_the_sums_of_every_week_match_the_ledger(either: Store) -> None:
    desk = Desk(either)

    @settings(
        max_examples=12, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )  # fmt: skip
    @given(STEPS)
    def whatever_is_done(steps: list[tuple[str, int, int]]) -> None:
        for step in steps:
            desk.do(*step)
        by_hand = Counter(counted(row, desk.now) for row in desk.ledger().values())
        for week in {week for week, _group, _end in by_hand} | {week_of(desk.now)}:
            check(desk, week, by_hand)

    whatever_is_done()
    assert desk.made > 10


def check(desk: Desk, week: tuple[int, int], by_hand: Counter[tuple[tuple[int, int], str, str]]) -> None:
    with desk.store.reading() as connection:
        found = honesty(connection, *week, ZONE, desk.now)
    assert found.monday == date.fromisocalendar(*week, 1)
    for group in GROUPS:
        tally = found.tallies[group]
        ends = {end: getattr(tally, end) for end in ("kept", "moved", "broken", "withdrawn", "open")}
        assert ends == {end: by_hand[(week, group, end)] for end in ends}
        assert tally.given == sum(ends.values())
    assert len(found.broken) == found.tallies["ours"].broken
