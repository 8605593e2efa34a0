"""What the commands print of moves: what became of an appointment, and the ledger of a ticket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dispatcher.cli.office import Office
from dispatcher.cli.output import say, say_json
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.move_rows import MoveRow
    from dispatcher.queries.rows import AppointmentLine, TicketRow


@dataclass(frozen=True, slots=True)
class Changed:
    """An appointment as it was, the entry that changed it, and what there is to know besides."""

    before: AppointmentLine
    entry: int
    hints: tuple[str, ...] = ()


def who_of(typed: str) -> str:
    """The party that is meant, also by its letter or its German name. Raises Trouble for none."""
    from dispatcher.domain.moving import party_named

    if party := party_named(typed):
        return party
    raise Trouble("input", _("Who wanted it? The customer, we, the technician or another party."))


def reason_of(typed: str) -> str:
    """The reason that is meant, also by its digit or its German name. Raises Trouble for none."""
    from dispatcher.domain.moving import REASONS, reason_named

    if reason := reason_named(typed):
        return reason
    reasons = ", ".join(_(words) for words in REASONS.values())
    raise Trouble("input", _("Why? One of: {reasons}").format(reasons=reasons))


def say_change(office: Office, ticket: TicketRow, change: Changed, *, as_json: bool) -> None:
    """What became of an appointment. The shape of ``--json``::

    {"ticket": "T-4711", "appointment": 3, "entry": 118, "move": {the ledger's row as ``moves`` shows it},
     "state": "proposed", "counts": {"customer": 2, "us": 0, ...}, "promise": 7 or null, "hints": ["..."]}

    ``promise`` is the call that the customer is owed.
    """
    row = next(one for one in reversed(office.moves(ticket.id)) if one.appointment == change.before.id)
    counts = office.move_counts(ticket.id)
    owed = owed_call(office, change.entry)
    from dispatcher.domain.moving import CUSTOMER, hint_after

    hint = hint_after(counts.customer) if row.counts and row.asked_by == CUSTOMER else ""
    hints = [*change.hints, *([hint] if hint else [])]
    if as_json:
        told = document(row, office.row.zone)
        line = _now(office, ticket, change.before.id)
        head = {"ticket": f"T-{ticket.number}", "appointment": row.appointment, "entry": change.entry}
        say_json(head | {"move": told, "state": line, "counts": asdict(counts), "promise": owed[0], "hints": hints})
        return
    say(f"T-{ticket.number} {_('appointment {n}').format(n=row.appointment)}: {_line(row, office.row.zone)}")
    for words in (owed[1], *hints):
        if words:
            say(words)


def _now(office: Office, ticket: TicketRow, ident: int) -> str:
    detail = office.ticket(ticket.id)
    assert detail is not None
    return next(line.state for line in detail.appointments if line.id == ident)


def owed_call(office: Office, entry: int) -> tuple[int | None, str]:
    """The promise that came with ``entry``, by number and in words; nothing where none did."""
    from dispatcher.domain.promise import show_due

    number = office.word_owed(entry)
    found = office.promise(number) if number is not None else None
    if found is None:
        return None, ""
    told = _("Promise {number}: {what}, {time}.")
    time = show_due(found.due, found.due_from, office.row.zone)
    return found.id, told.format(number=found.id, what=one_line(found.what), time=time)


def line(row: MoveRow, zone: str, sign: str) -> str:
    """A row of the ledger: when and by whom it was written, what became of which slot, who wanted it and why."""
    from dispatcher.domain.calendar import to_local

    return f"{to_local(row.happened, zone):%d.%m.%Y %H:%M} {sign}  {_line(row, zone)}"


def _line(row: MoveRow, zone: str) -> str:
    return one_line("  ".join(part for part in _parts(row, zone) if part))


def _parts(row: MoveRow, zone: str) -> Iterator[str]:
    from dispatcher.domain.moving_words import change_words, slot_words, why_words
    from dispatcher.domain.states import state_words

    old, new = slot_words(row.old_starts, row.old_ends, zone), slot_words(row.new_starts, row.new_ends, zone)
    gone = f" -> {state_words(row.kind)}" if row.new_starts is None else ""
    yield change_words(old, new, row.old_crew, row.new_crew) + gone
    yield why_words(row.asked_by, row.reason)
    yield row.text
    for words, name in (
        (_("via {name}"), row.via),
        (_("reported by {name}"), row.reported_by),
        (_("cleared with {name}"), row.approved),
        (_("! {name}"), row.override),
    ):
        yield words.format(name=name) if name else ""
    yield f"({_('taken back')})" if row.is_taken_back else ""
    yield f"({_('takes back')})" if row.takes_back is not None else ""


def document(row: MoveRow, zone: str) -> dict[str, Any]:
    """A row of the ledger for programs; the words of the store, instants on the office's wall clock."""
    from dispatcher.cli.wording import iso

    def slot(starts: Any, ends: Any, crew: str) -> dict[str, Any] | None:
        """A slot with its crew; None where there is none."""
        return None if starts is None else {"starts": iso(starts, zone), "ends": iso(ends, zone), "crew": _codes(crew)}

    same = ("appointment", "kind", "asked_by", "reason", "text", "via", "reported_by", "approved", "override", "author")
    return {
        **{name: getattr(row, name) for name in same},
        "move": row.id,
        "from": slot(row.old_starts, row.old_ends, row.old_crew),
        "to": slot(row.new_starts, row.new_ends, row.new_crew),
        "happened": iso(row.happened, zone),
        "counts": row.counts,
        "taken_back": row.is_taken_back,
        "takes_back": row.takes_back,
    }


def _codes(crew: str) -> list[str]:
    return [code for code in crew.split(", ") if code]
