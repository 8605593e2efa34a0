"""Local dates and times of a list as instants."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dispatcher.exchange.cells import BadCell
from dispatcher.locale import _

EARLIEST, LATEST = 1900, 2200
_HOUR = re.compile("%[HI]")
_READABLE = {
    "%d": "DD",
    "%m": "MM",
    "%Y": "YYYY",
    "%y": "YY",
    "%H": "hh",
    "%I": "hh",
    "%M": "mm",
    "%S": "ss",
    "%p": "AM",
}


class Moments:
    """Reads dates in the formats of a mapping; a format is ``iso`` or made of ``%`` signs as in its manual."""

    def __init__(self, formats: tuple[str, ...]) -> None:
        self._formats = formats
        self._forms = ", ".join(_readable(form) for form in formats)

    def instant(self, text: str, column: str, zone: ZoneInfo) -> datetime | None:
        """The instant in UTC at which clocks in ``zone`` show ``text``; None for an empty cell.

        A time that exists twice is the first of the two. Raises BadCell for what is no date, for a time that does
        not exist, and for years before 1900 or after 2199.
        """
        if not text:
            return None
        local = self._local(text, zone)
        if local is None:
            raise BadCell(column, text, _("This is no date of the form {forms}.").format(forms=self._forms))
        if not EARLIEST <= local.year < LATEST:
            raise BadCell(column, text, _("This year cannot be meant."))
        instant = local.astimezone(UTC)
        if instant.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
            reason = _("This time does not exist in {zone}: the clocks went forward.")
            raise BadCell(column, text, reason.format(zone=zone.key))
        return instant

    def is_day(self, text: str) -> bool:
        """Whether ``text`` is a day without a time of it."""
        return any(_fits(text, form) and not _HOUR.search(form) for form in (*self._formats, "%Y-%m-%d"))

    def _local(self, text: str, zone: ZoneInfo) -> datetime | None:
        """What ``text`` says, in ``zone`` unless it names its own offset."""
        for form in self._formats:
            try:
                if form != "iso":
                    return datetime.strptime(text, form).replace(tzinfo=zone)
                moment = datetime.fromisoformat(text)
                return moment if moment.tzinfo else moment.replace(tzinfo=zone)
            except ValueError:
                continue
        return None


def _fits(text: str, form: str) -> bool:
    try:
        return form != "iso" and bool(datetime.strptime(text, form).replace(tzinfo=UTC))
    except ValueError:
        return False


def _readable(form: str) -> str:
    if form == "iso":
        return "YYYY-MM-DD hh:mm"
    return re.sub(r"%.", lambda sign: _READABLE.get(sign.group(), ""), form)
