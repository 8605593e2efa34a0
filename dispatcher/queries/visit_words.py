"""What an entry about the end of a visit says: whether the fault is gone, and how a drive was in vain (B13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dispatcher.domain.calendar import to_local
from dispatcher.locale import N_, _
from dispatcher.queries.history_rows import HistoryRow, ProtocolRow

_OUR_FAULT = {"early": N_("before the window"), "late": N_("after the window")}
"""Why it was not the customer's fault (X14)."""


def visit_words(row: HistoryRow, zone: str) -> str:
    """The end of a visit in the language in use, times on the wall clock of ``zone``; empty for any other entry."""
    if row.protocol is not None:
        return "; ".join(_told(row.protocol, zone))
    if row.fixed is None or row.state != "done":
        return ""
    return _("the fault is gone") if row.fixed else _("the fault is not gone")


def _told(protocol: ProtocolRow, zone: str) -> Iterator[str]:
    if protocol.why in _OUR_FAULT:
        yield _(_OUR_FAULT[protocol.why])
    yield f"{_clock(protocol.arrived, zone)}-{_clock(protocol.left, zone)}"
    if protocol.attempts:
        tried = ", ".join(f"{_clock(at, zone)} {number}".strip() for at, number in protocol.attempts)
        yield _("tried {attempts}").format(attempts=tried)
    if protocol.travel is not None:
        yield _("travel {n} min").format(n=protocol.travel)
    if protocol.parking:
        yield _("parking: {words}").format(words=protocol.parking)
    if protocol.fine:
        yield _("fine: {words}").format(words=protocol.fine)


def _clock(at: datetime, zone: str) -> str:
    return f"{to_local(at, zone):%H:%M}"
