"""Lines of the promise form: several fields side by side, the owner's day, the holiday."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from dispatcher.console.widgets.marks import MarkName, Span, cell
from dispatcher.console.wording import absent_until, hour_minute, span
from dispatcher.domain.phrases import Office, Understood
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import BlockedTime, OwnerDay

Shown = tuple[str, str, str, bool]
"""Label, text with the cursor, the usual value, and whether the cursor is here."""


def field_spans(fields: Sequence[Shown], widths: Sequence[int]) -> list[Span]:
    """Fields side by side, each in as many cells; the usual value stands dim where nothing is typed."""
    spans: list[Span] = []
    for (label, text, usual, here), width in zip(fields, widths, strict=True):
        mark: MarkName = "head" if here else "plain"
        room = max(1, width - cell_len(label) - 4)
        typed = text if cell_len(text) <= room else text[-room:] if here else cell(text, room)
        spans += [(">" if here else " ", "head"), (f"{label}  ", mark), (typed, mark)]
        left = room - cell_len(typed)
        spans.append((cell(one_line(usual) if left else "", left) + " ", "plain" if not here else "done"))
    return spans


def day_words(day: OwnerDay | None, due: Understood, zone: str) -> tuple[str, MarkName]:
    """Whether whoever answers for it is free then: absent, promised to somebody else, or free until when."""
    if day is None:
        return "..", "done"
    for starts, ends in day.away:
        if starts <= due.due and (ends is None or ends > due.due):
            return _("absent until {when}").format(when=absent_until(ends, due.due, zone)), "due"
    starts, until = due.starts, due.until or due.due
    hit = next((one for one in day.blocked if (one.starts < until and one.ends > starts) or _holds(one, due)), None)
    if hit is not None:
        return f"{span(hit.starts, hit.ends, zone)} {one_line(hit.to)}: {one_line(hit.what)}", "due"
    later = min((one.starts for one in day.blocked if one.starts >= due.due), default=None)
    if later is not None:
        return _("free until {time}").format(time=hour_minute(later, zone)), "plain"
    return _("free"), "plain"


def _holds(block: BlockedTime, due: Understood) -> bool:
    return block.starts <= due.due < block.ends


def holiday_words(due: Understood, office: Office) -> str:
    """Whether the day is a holiday where the customer is."""
    name = next((one.sentence for one in due.warnings if one.code in ("holiday", "half day")), "")
    return _("holiday {name}").format(name=name) if name else _("holiday {state}: no").format(state=office.state)
