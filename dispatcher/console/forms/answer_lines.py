"""What the box of a call shows: the question, the hits, and before Enter the answer to the one under the cursor: who,
where, what is open, what was said last."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.chaser_lines import told_again
from dispatcher.console.panes.entry_lines import entry_lines
from dispatcher.console.panes.promise_lines import told_line
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, Span, begun_words, cell
from dispatcher.console.wording import age
from dispatcher.domain.flag import flag_word
from dispatcher.domain.overdue import is_overdue
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.card_rows import Answer
from dispatcher.queries.rows import HitRow, TicketRow

_MOST_PROMISES = 3


def question_line(edit: LineEdit, width: int, *, is_live: bool) -> Line:
    """The end of what was typed where it is longer than the box; while it ``is_live`` the cursor is always in sight."""
    if not is_live:
        return ((f" {edit.text}", "head"),)
    before, behind = edit.text[: edit.at], edit.text[edit.at :]
    return ((f" {before[-(width - 4) :]}_{behind}", "head"),)


def answer_lines(answer: Answer, now: datetime, zone: str, width: int, most: int) -> list[Line]:
    """At most ``most`` lines about one customer."""
    card = answer.card
    site = card.sites[0] if card.sites else None
    where = f"{one_line(site.street)}, {site.postcode} {one_line(site.place)}" if site else ""
    flags: list[Span] = [part for flag in card.flags for part in ((" ", "plain"), (f"!{flag_word(flag)}", "due"))]
    head: Span = (f" K-{card.number} {one_line(card.name)}", "head")
    lines: list[Line] = [(head, *flags, (f"  {where.strip(', ')}", "plain"))]
    lines += [_ticket(row, now, width) for row in answer.tickets[:3]]
    for one in card.promises[:_MOST_PROMISES]:
        lines.append(((f" {_('Promise')} ", "plain"), *told_line(one, now, zone, width - cell_len(_("Promise")) - 2)))
    for row in answer.newest:
        lines += [((" ", "plain"), *line) for line in entry_lines(row, width - 1, 2, now, zone)]
    return lines[:most]


def _ticket(row: TicketRow, now: datetime, width: int) -> Line:
    """One open ticket; of its next step as much as there is room for."""
    late = is_overdue(row.due, row.earliest, now)
    mark: MarkName = "alarm" if late else "due" if row.urgent or told_again(row) else "plain"
    head = f" T-{row.number} {one_line(row.title)}  {age(row.reported, now)}  "
    again = f"{told_again(row)}  " if told_again(row) else ""
    sign = "!!" if late else "! " if row.urgent or again else "  "
    step = f"{_('Next step:')} {one_line(row.next_step)}"
    room = width - 1 - cell_len(sign + head + again)
    return ((" ", "plain"), (sign, mark), (head, "plain"), (again, "due"), (begun_words(step, max(0, room)), "plain"))


_HOW = {"sound": "~", "typo": "?", "text": '"'}
"""Signs of hits that are no exact spelling: sounds alike, one error, found in a text."""


def hit_line(hit: HitRow, width: int, *, is_here: bool) -> Line:
    """One hit, with the cursor where it ``is_here``: customer or ticket number, name, and by what it was found."""
    number = f"T-{hit.ticket_number}" if hit.ticket_number is not None else f"K-{hit.customer_number}"
    phone = hit.phone[:18]
    name = cell(f"{number:<8}{_HOW.get(hit.how, ' ')} {one_line(hit.customer_name)}", 38)
    detail = cell(one_line(hit.detail), max(1, width - 42 - len(phone)))
    sign: Span = (">", "cursor") if is_here else (" ", "plain")
    return sign, (f"{name} {detail} {phone}", "plain")
