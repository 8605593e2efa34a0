"""What the commands say of messages: a line for people, a document for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dispatcher.domain.message import VOICEMAIL
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext

if TYPE_CHECKING:
    from dispatcher.cli.office import Office
    from dispatcher.queries.message_rows import MessageRow


def line(office: Office, row: MessageRow) -> str:
    """``12 23.11. 09:31 voicemail 030 23125-471 Sandner Druck: not before 12``."""
    from dispatcher.cli.wording import moment

    who = " ".join(part for part in (row.number or _("number withheld"), row.customer_name) if part)
    kind = _("voicemail") if row.kind == VOICEMAIL else ngettext("{n} call", "{n} calls", row.calls).format(n=row.calls)
    head = f"{row.id} {moment(row.came, office.row.zone, office.today())} {kind} {who}"
    return f"{head}: {one_line(row.text)}" if row.text else head


def document(office: Office, row: MessageRow) -> dict[str, Any]:
    """The shape of ``--json``::

        {"message": 12, "kind": "voicemail", "number": "030 23125-471", "customer": "Sandner Druck" or null,
         "person": "Herr Sandner", "text": "...", "came": "2026-11-23T09:31:00+01:00", "calls": 1, "together": 1,
         "ticket": "T-4711" or null}

    ``calls`` are all that wait from the number, ``together`` the most of them within 15 minutes.
    """
    from dispatcher.cli.wording import iso

    return {
        "message": row.id,
        "kind": row.kind,
        "number": row.number,
        "customer": row.customer_name or None,
        "person": row.person,
        "text": row.text,
        "came": iso(row.came, office.row.zone),
        "calls": row.calls,
        "together": row.count,
        "ticket": f"T-{row.ticket_number}" if row.ticket_number else None,
    }


def waiting(office: Office, message: int) -> MessageRow:
    """The row in which a message that was just filed waits: its own, or that of its caller where a later call of his
    was known already."""
    rows = office.messages()
    found = next((row for row in rows if message in row.ids), None)
    assert found is not None
    return found
