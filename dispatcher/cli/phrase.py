"""Time phrases behind an option: what was meant, or a sentence that says what is missing. Nothing is guessed."""

from __future__ import annotations

from dispatcher.cli.office import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import When
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _


def when(phrase: str | None, office: Office, *, takes_days: bool, insist: bool) -> When | None:
    """The time that ``phrase`` means in the office now; None for none. ``takes_days`` whether a day alone is enough,
    ``insist`` whether what is only warned about (a holiday, closed hours) is meant.

    Raises Trouble "input" for what is not understood, has two meanings, lacks its time, or is warned about.
    """
    if phrase is None:
        return None
    from dispatcher.domain.phrases import Asked, echo, understand
    from dispatcher.domain.phrases import Office as Place

    row, now = office.row, office.clock.now()
    meant = understand(phrase, Place(now, row.zone, row.state, row.municipality, hours=row.hours))
    if isinstance(meant, Refusal | Asked):
        names_it = isinstance(meant, Refusal) and meant.code == "unknown"
        raise Trouble("input", meant.sentence if names_it else f'"{phrase[:60]}": {meant.sentence}')
    if meant.day_only and not takes_days:
        raise Trouble("input", echo(meant, now, row.zone))
    if meant.insists and not insist:
        reasons = ", ".join(warned.sentence for warned in meant.warnings)
        raise Trouble("input", _("{reason}. If it is meant: --insist").format(reason=reasons))
    return When(meant.starts, meant.until, meant.phrase, tuple(warned.code for warned in meant.warnings))
