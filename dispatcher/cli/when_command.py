"""``dispatcher when``: what a time phrase means at this office now, and the sentence that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import REFUSED, opened, refuse, say, say_json
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_

if TYPE_CHECKING:
    from dispatcher.domain.phrases import Meaning, Understood
    from dispatcher.domain.phrases import Office as Place


@click.command("when", cls=Command, help=N_("Say what a time phrase means: wed 14, mi 14, +2h, 8-10, halb 4."))
@argument("words", metavar=N_("PHRASE..."), nargs=-1, required=True)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, words: tuple[str, ...], as_json: bool) -> None:
    """Print the echo, the sentence to read aloud and the instant in UTC; a question and a refusal end with code 1."""
    from dispatcher.domain.phrases import Understood, understand

    place = place_of(options)
    found = understand(" ".join(words), place)
    if as_json:
        say_json(document(found, place.now, place.zone))
    elif isinstance(found, Understood):
        say("\n".join(lines(found, place.now, place.zone)))
    else:
        raise refuse(found.sentence)
    if not isinstance(found, Understood):
        raise click.exceptions.Exit(REFUSED)


def place_of(options: Options) -> Place:
    """Now, zone, holidays and hours of the office; where there is none yet, those a new one would start with."""
    from dispatcher.domain.phrases import Office as Place

    try:
        with opened(options) as office:
            row = office.row
            return Place(office.clock.now(), row.zone, row.state, row.municipality, hours=row.hours)
    except Trouble as trouble:
        if trouble.code != "missing" or options.settings.store is not None:
            raise
    return _usual_place(options)


def _usual_place(options: Options) -> Place:
    from dispatcher.cli.instant import in_zone
    from dispatcher.domain.clock import Clock
    from dispatcher.domain.phrases import Office as Place
    from dispatcher.domain.technician import parse_hours

    usual = options.settings.office
    zone = usual.zone or "Europe/Berlin"
    now = in_zone(options.now, zone) if options.now else Clock().now()
    place = Place(now, zone, usual.state or "BE")
    hours = parse_hours(usual.hours) if usual.hours else place.hours
    return place if isinstance(hours, Refusal) else replace(place, hours=hours)


def lines(meant: Understood, now: datetime, zone: str) -> Iterator[str]:
    """The echo, the spoken sentence, the instant (of a window both) in UTC; a day alone has no instant yet."""
    from dispatcher.domain.phrases import echo, sentence

    yield echo(meant, now, zone)
    yield f'"{sentence(meant, now, zone)}"'
    if not meant.day_only:
        yield " ".join(_utc(instant) for instant in (meant.starts, meant.ends) if instant is not None)


def document(found: Meaning, now: datetime, zone: str) -> dict[str, Any]:
    """The shape of ``--json``::

        {"outcome": "understood", "echo": "Wednesday, 25.11.2026 14:00 (in 2 days, week 48)",
         "phrase": "wed 14", "day": "2026-11-25", "starts": "2026-11-25T13:00:00Z", "ends": null,
         "due": "2026-11-25T13:00:00Z", "window": false, "minutes": null, "keeps_free": false,
         "sentence": "I will call you on Wednesday, 25 November, at 14:00.", "notes": [],
         "warnings": [{"code": "holiday", "sentence": "Buß- und Bettag (SN)"}]}
        {"outcome": "asked", "echo": "...", "choices": [{"key": "1", "label": "Wed 25.11.", ...as above}]}
        {"outcome": "refused", "echo": "...", "code": "past"}

    Instants are in UTC; ``starts`` and ``due`` are null where only a day was named.
    """
    from dispatcher.domain.phrases import Asked, Understood, echo

    shown = echo(found, now, zone)
    if isinstance(found, Understood):
        return {"outcome": "understood", "echo": shown} | _meant(found, now, zone)
    if isinstance(found, Asked):
        choices = [{"key": one.key, "label": one.label} | _meant(one.meant, now, zone) for one in found.choices]
        return {"outcome": "asked", "echo": shown, "choices": choices}
    return {"outcome": "refused", "echo": shown, "code": found.code}


def _meant(meant: Understood, now: datetime, zone: str) -> dict[str, Any]:
    from dispatcher.domain.phrases import sentence

    return {
        "phrase": meant.phrase,
        "day": meant.day,
        "starts": None if meant.day_only else _utc(meant.starts),
        "ends": _utc(meant.ends) if meant.ends else None,
        "due": None if meant.day_only else _utc(meant.due),
        "window": meant.is_window,
        "minutes": meant.length_minutes,
        "keeps_free": meant.keeps_free,
        "sentence": sentence(meant, now, zone),
        "notes": meant.notes,
        "warnings": [{"code": warned.code, "sentence": warned.sentence} for warned in meant.warnings],
    }


def _utc(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
