"""Time phrases behind an option: what was meant, or a sentence that says what is missing. Nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dispatcher.cli.office import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import When
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.domain.phrases import Office as Place
    from dispatcher.domain.phrases import Understood
    from dispatcher.queries.card_rows import SiteRow


def place_of(office: Office, site: SiteRow | None = None) -> Place:
    """Where and when a phrase is read: the office's now, zone and hours, with the holidays of the ``site`` (M10)."""
    from dispatcher.domain.phrases import Office as Place

    row, now = office.row, office.clock.now()
    if site is None or not site.state:
        return Place(now, row.zone, row.state, row.municipality, hours=row.hours)
    return Place(now, row.zone, site.state, site.municipality, site.country or "DE", row.hours)


def understood(phrase: str, place: Place, *, takes_days: bool, insist: bool) -> Understood:
    """What ``phrase`` means; ``takes_days`` whether a day alone is enough, ``insist`` whether what is only warned about
    (a holiday, closed hours) is meant.

    Raises Trouble "input" for what is not understood, has two meanings (it shows both), lacks its time, or is warned
    about (it names the date).
    """
    from dispatcher.domain.phrases import Asked, echo, understand

    meant = understand(phrase, place)
    if isinstance(meant, Refusal | Asked):
        names_it = isinstance(meant, Refusal) and meant.code == "unknown"
        raise Trouble("input", meant.sentence if names_it else f'"{phrase[:60]}": {meant.sentence}')
    if meant.day_only and not takes_days:
        raise Trouble("input", echo(meant, place.now, place.zone))
    if meant.insists and not insist:
        reasons = ", ".join(warned.sentence for warned in meant.warnings)
        told = f"{_date(meant, place)}: {reasons}"
        raise Trouble("input", _("{reason}. If it is meant: --insist").format(reason=told))
    return meant


def _date(meant: Understood, place: Place) -> str:
    """The date and time that were understood: ``Wed 25.11.2026 14:00``."""
    from dispatcher.domain.calendar import show_date
    from dispatcher.domain.phrases.saying import show_time

    return show_date(meant.day) if meant.day_only else f"{show_date(meant.day)} {show_time(meant, place.zone)}"


def when(phrase: str | None, office: Office, *, takes_days: bool, insist: bool) -> When | None:
    """The time that ``phrase`` means in the office now; None for none. Otherwise as :func:`understood`."""
    if phrase is None:
        return None
    meant = understood(phrase, place_of(office), takes_days=takes_days, insist=insist)
    return When(meant.starts, meant.until, meant.phrase, tuple(warned.code for warned in meant.warnings))
