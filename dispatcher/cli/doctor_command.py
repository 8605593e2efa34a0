"""``dispatcher doctor``: what this computer, this user and this store are like, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from dispatcher.cli.doctor_facts import LABELS, Fact, of_database, of_driver, of_keeping, of_place, of_program
from dispatcher.cli.doctor_settings import of_settings
from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import STORE_TROUBLE, complain, say, say_json
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _


@click.command("doctor", cls=Command, help=N_("Say what is well and what is not: program, terminal, store, backups."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, as_json: bool) -> None:
    """Warnings do not change the exit code; a store that cannot be opened does (3)."""
    facts: list[Fact] = []
    trouble: Trouble | None = None
    try:
        facts += of_program()
        facts += of_settings(options.settings)
        facts += of_store(options)
    except Trouble as met:
        trouble = met
    if as_json:
        say_json(document(facts, trouble))
    else:
        say("\n".join(lines(facts)))
    if trouble is not None:
        complain(trouble.sentence)
        raise click.exceptions.Exit(STORE_TROUBLE)


def of_store(options: Options) -> Iterator[Fact]:
    """What is true of the store, the easy things first. Raises StoreTrouble where it cannot be opened."""
    from dispatcher.domain.clock import Clock
    from dispatcher.store.place import check_file, find

    place = find(options.store)
    yield from of_place(place)
    yield from of_driver(place)
    from dispatcher.store.condition import condition

    if place.is_file:
        check_file(place)
    found = condition(place)
    yield from of_database(found)
    yield from of_keeping(place, found, Clock().recorded())


def document(facts: Iterable[Fact], trouble: Trouble | None) -> dict[str, Any]:
    """The shape of ``--json``::

        {"facts": [{"name": "disk", "value": "12.3 GB", "ok": true, "advice": ""}],
         "trouble": null or {"code": "missing", "sentence": "..."}}

    ``name`` is stable (a key of LABELS; "preference" comes once for each of your settings, "setting" once for each of
    the database), values and sentences are for people.
    """
    return {
        "facts": [
            {"name": fact.name, "value": _plain(fact.value), "ok": not fact.advice, "advice": _plain(fact.advice)}
            for fact in facts
        ],
        "trouble": None if trouble is None else {"code": trouble.code, "sentence": _plain(trouble.sentence)},
    }


def _plain(text: str) -> str:
    from dispatcher.domain.text import clean

    return clean(text)


def lines(facts: Iterable[Fact]) -> Iterator[str]:
    """One line a fact: ok or warning, what it is, its value, and what to do."""
    for fact in facts:
        state = _("warning") if fact.advice else _("ok")
        told = " - ".join(part for part in (fact.value, fact.advice) if part) or "-"
        yield f"{state:<8} {_(LABELS[fact.name]):<20} {told}"
