"""The contact history: the journal read by customer, newest first, a window at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from dispatcher.domain.verbs import MOVE_APPOINTMENT, UNDO
from dispatcher.queries.history_rows import HistoryPage, HistoryRow, MoveTold, ProtocolRow
from dispatcher.queries.raw import Read, run
from dispatcher.store.journal import decode, parse_links
from dispatcher.store.schema import journal, journal_link, journal_payload

PAGE = 200
"""Entries a window holds at most."""
_NEARBY = 1000
"""Entries of all customers since a count was taken, up to which it is carried on instead of taken anew."""
_MOST_COUNTS = 500

_MINE = (journal_link.c.kind == "customer", journal_link.c.ref == bindparam("customer"))


def _window(is_newest_first: bool) -> Read:
    key = [journal_link.c.happened_at, journal_link.c.seq]
    order = [column.desc() for column in key] if is_newest_first else key
    window = select(journal_link.c.seq).where(*_MINE).order_by(*order)
    found = window.limit(bindparam("size")).offset(bindparam("passed")).subquery()
    columns = (
        journal.c.seq,
        journal.c.happened_at,
        journal.c.recorded_at,
        journal.c.actor,
        journal.c.verb,
        journal.c.links,
        journal_payload.c.payload,
    )
    query = select(*columns).join(found, found.c.seq == journal.c.seq)
    query = query.outerjoin(journal_payload, journal_payload.c.seq == journal.c.seq)
    return Read(query.order_by(journal.c.happened_at.desc(), journal.c.seq.desc()))


_FROM_THE_NEWEST, _FROM_THE_OLDEST = _window(True), _window(False)
_COUNT = Read(select(func.count()).select_from(journal_link).where(*_MINE))
_HEAD = Read(select(func.max(journal.c.seq)))
_SINCE = "SELECT count(*) FROM journal_link WHERE seq > ? AND seq <= ? AND kind || '' = 'customer' AND ref + 0 = ?"
"""The index on the sequence serves this one; written so that no database takes the key by customer instead."""
_TAKEN_BACK = (
    "SELECT l.ref FROM journal_link l JOIN journal j ON j.seq = l.seq WHERE l.kind = 'entry' AND j.verb = ? "
    "AND l.ref IN"
)


def history(connection: Connection, customer_id: int, start: int = 0, size: int = PAGE) -> HistoryPage:
    """``size`` entries from index ``start`` on (0 is the newest that happened) and the count of all.

    A walk along the journal links' key; from the nearer end, so the oldest page is as near as the newest.
    """
    total = entry_count(connection, customer_id)
    start = max(0, min(start, total))
    size = max(0, min(size, PAGE, total - start))
    is_near = start <= total // 2
    window, passed = (_FROM_THE_NEWEST, start) if is_near else (_FROM_THE_OLDEST, total - start - size)
    rows = window.all(connection, customer=customer_id, size=size, passed=passed) if size else ()
    numbers = _ticket_numbers(connection, {ref for row in rows if (ref := _ticket_of(row[5])) is not None})
    withdrawn = _withdrawn(connection, [row[0] for row in rows])
    told = (_row(found, numbers, withdrawn, customer_id) for found in rows)
    return HistoryPage(customer_id, start, total, tuple(told))


def entry_count(connection: Connection, customer_id: int) -> int:
    """How many entries the whole history of a customer has.

    Entries are never taken away, so what this connection counted once is only added to: 50,000 are counted once and
    not at every page.
    """
    counts: dict[int, tuple[int, int]] = connection.info.setdefault("entry counts", {})
    head = _HEAD.scalar(connection) or 0
    counted_to, total = counts.get(customer_id, (0, 0))
    if customer_id not in counts or not 0 <= head - counted_to <= _NEARBY:
        total = _COUNT.scalar(connection, customer=customer_id)
    elif head > counted_to:
        total += run(connection, _SINCE, (counted_to, head, customer_id))[0][0]
    if len(counts) > _MOST_COUNTS:
        counts.clear()
    counts[customer_id] = head, total
    return total


def _ticket_of(links: str) -> int | None:
    return next((ref for kind, ref in parse_links(links) if kind == "ticket"), None) if "ticket:" in links else None


def _ticket_numbers(connection: Connection, wanted: Collection[int]) -> dict[int, int]:
    if not wanted:
        return {}
    marks = ", ".join("?" for _ident in wanted)
    return dict(run(connection, f"SELECT id, number FROM ticket WHERE id IN ({marks})", tuple(wanted)))


def _withdrawn(connection: Connection, seqs: Collection[int]) -> frozenset[int]:
    """Those of the entries that were taken back by an undo."""
    if not seqs:
        return frozenset()
    marks = ", ".join("?" for _seq in seqs)
    found = run(connection, f"{_TAKEN_BACK} ({marks})", (UNDO, *seqs))
    return frozenset(row[0] for row in found)


def _row(found: Any, numbers: dict[int, int], withdrawn: frozenset[int], customer_id: int) -> HistoryRow:
    seq, happened, recorded, actor, verb, links, payload = found
    said = decode(payload) if payload else {}
    if (mine := _pushed(said, customer_id)) is not None:
        verb, said = MOVE_APPOINTMENT, mine
    return HistoryRow(
        seq=seq,
        happened=happened,
        recorded=recorded,
        author=said.get("author", "") or actor,
        verb=verb,
        ticket_number=_filed_as(said) or numbers.get(_ticket_of(links) or 0),
        erased=payload is None,
        withdrawn=seq in withdrawn,
        joined=_joined(said),
        protocol=_protocol(said.get("protocol")),
        move=_move(said),
        **_words(said),
        **_instants(said),
    )


def _words(said: dict[str, Any]) -> dict[str, Any]:
    """The columns that hold what an entry says as it says it."""
    ball = said.get("ball") or {}
    return {
        "direction": said.get("direction", "internal"),
        "channel": said.get("channel", ""),
        "person": said.get("person", ""),
        "fields": _labels(said),
        "text": said.get("text", ""),
        "state": said.get("state", ""),
        "crew": tuple(said.get("technicians", ())),
        "flags": tuple(said.get("flags", ())),
        "urgent": said.get("urgent", False),
        "undone": said.get("undone", ""),
        "outcome": said.get("outcome", ""),
        "attempt": said.get("attempt", 0),
        "ball": ball.get("holder", ""),
        "ball_who": ball.get("who", ""),
        "asks": said.get("chases", False),
        "fixed": said.get("fixed"),
    }


def _instants(said: dict[str, Any]) -> dict[str, Any]:
    """The columns that hold the instants an entry names, aware; None where it names none."""
    told = {name: _instant(said.get(name)) for name in ("starts", "ends", "earliest", "due", "was_due")}
    return {**told, "follow_up": _instant(said.get("follow_up") or (said.get("ball") or {}).get("due"))}


def _pushed(said: dict[str, Any], customer_id: int) -> dict[str, Any] | None:
    """What an entry tells a customer who was pushed back for another one's emergency: his own move (X10)."""
    if said.get("customer", customer_id) == customer_id:
        return None
    return next((told for told in said.get("pushed", ()) if told["customer"] == customer_id), None)


def _protocol(told: dict[str, Any] | None) -> ProtocolRow | None:
    if told is None:
        return None
    at = datetime.fromisoformat
    tried = tuple((at(when), number) for when, number in told["attempts"])
    minutes = told["wait"], told["travel"]
    said = told["parking"], told["fine"], told["why"]
    return ProtocolRow(at(told["arrived"]), at(told["left"]), tried, *minutes, *said)


def _filed_as(said: dict[str, Any]) -> int | None:
    """The number of a report that was joined in another ticket when it was filed, or of the ticket of several that an
    entry is about."""
    number: int | None = said.get("number") if {"merge", "pushed", "move"} & said.keys() else None
    return number


def _joined(said: dict[str, Any]) -> tuple[int, int] | None:
    pair = said.get("merge") or said.get("apart") or said.get("asks")
    return (pair["number"], pair["into_number"]) if pair else None


def _move(said: dict[str, Any]) -> MoveTold | None:
    told, old = said.get("move"), said.get("from") or {}
    if told is None:
        return None
    return MoveTold(
        kind=told["kind"],
        old_starts=_instant(old.get("starts")),
        old_ends=_instant(old.get("ends")),
        old_crew=old.get("technicians", ""),
        asked_by=told["asked_by"],
        reason=told["reason"],
        reported_by=told.get("reported_by", ""),
        approved=told.get("approved", ""),
        override=told.get("override", ""),
    )


def _labels(said: dict[str, Any]) -> tuple[str, ...]:
    if "fields" not in said:
        return ()
    from dispatcher.domain.kinds import KINDS

    kind = KINDS.get(said.get("kind", ""))
    return tuple(one.label for one in kind.fields if one.name in said["fields"]) if kind else ()


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
