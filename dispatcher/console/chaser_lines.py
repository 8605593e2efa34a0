"""What the console says of matters that are reported more than once: "3rd report of this", "probably belongs to"."""

from __future__ import annotations

from datetime import datetime

from dispatcher.console.wording import age
from dispatcher.domain.told import times_told
from dispatcher.locale import N_, _, language, ngettext
from dispatcher.queries.chaser_rows import ChaserRow
from dispatcher.queries.rows import TicketRow

_WHY = {"number": N_("it is named"), "words": N_("same subject"), "asks": N_("asks where it stays")}
_ENGLISH = {1: "st", 2: "nd", 3: "rd"}


def nth(count: int) -> str:
    """ "3rd", German "3."."""
    if language() == "de":
        return f"{count}."
    return f"{count}{'th' if count % 100 in (11, 12, 13) else _ENGLISH.get(count % 10, 'th')}"


def times(row: TicketRow) -> int:
    """How often the customer told us of it by now."""
    return times_told(row.reports, row.chased)


def told_again(row: TicketRow) -> str:
    """ "3rd report of this", or empty for what was told once."""
    count = times(row)
    return _("{nth} report of this").format(nth=nth(count)) if count > 1 else ""


def facts(row: ChaserRow, now: datetime) -> str:
    """ "8 d, 2 reports, 1 move by the customer, 1 visit failed"."""
    parts = [age(row.reported, now)]
    if row.told > 1:
        parts.append(ngettext("{n} report", "{n} reports", row.told).format(n=row.told))
    if row.moves:
        parts.append(ngettext("{n} move by the customer", "{n} moves by the customer", row.moves).format(n=row.moves))
    if row.failed:
        parts.append(ngettext("{n} visit failed", "{n} visits failed", row.failed).format(n=row.failed))
    return ", ".join(parts)


def why(row: ChaserRow) -> str:
    """Why it may be the same matter."""
    return ", ".join(_(_WHY[one]) for one in row.why)


def belongs(row: ChaserRow, now: datetime) -> str:
    """ "probably belongs to T-4711 (8 d, 1 visit failed)"."""
    return _("probably belongs to T-{number} ({facts})").format(number=row.number, facts=facts(row, now))
