"""What the commands answer about whose turn it is on a ticket."""

from __future__ import annotations

from typing import Any

from dispatcher.cli.office import Office
from dispatcher.cli.output import say, say_json
from dispatcher.domain.text import one_line
from dispatcher.locale import _


def say_ball(office: Office, number: int, entry: int, as_json: bool, **more: Any) -> None:
    """Who acts next on T-``number``, what and when. The shape of ``--json``::

    {"ticket": "T-4711", "ball": "customer", "who": "Frau Bonnard", "next_step": "the customer will call",
     "due": "2026-11-25T09:00:00+01:00", "attempts": 0, "entry": 118}
    """
    from dispatcher.cli.wording import iso

    row = office.ticket_by_number(number)
    assert row is not None
    if as_json:
        due = iso(row.due, office.row.zone) if row.due is not None else None
        told = {"ticket": f"T-{number}", "ball": row.ball, "who": row.ball_who, "next_step": row.next_step, "due": due}
        say_json(told | {"attempts": row.attempts, "entry": entry} | more)
        return
    from dispatcher.domain.ball import BALL_WORDS
    from dispatcher.domain.calendar import show_date, to_local

    local = to_local(row.due, office.row.zone) if row.due is not None else None
    parts = [
        _(BALL_WORDS.get(row.ball, "")) + (f" ({one_line(row.ball_who)})" if row.ball_who else ""),
        one_line(row.next_step),
        f"{show_date(local.date())} {local:%H:%M}" if local is not None else "",
    ]
    say(f"T-{number}: {', '.join(part for part in parts if part)}.")
