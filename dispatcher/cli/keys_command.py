"""``dispatcher keys``: every key of the console, from the table the console itself is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import say, say_json
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.console.keys import Key

PLACES = {
    "everywhere": N_("Everywhere"),
    "panes": N_("In the panes"),
    "plan": N_("In the plan"),
    "lists": N_("In lists"),
    "command": N_("In the command line"),
    "call": N_("In the search"),
    "promise": N_("In the sheet of a promise"),
    "dial": N_("In the list of numbers to dial"),
    "messages": N_("In the list of messages"),
    "unassigned": N_("In the notes without a customer"),
    "relate": N_("When one relates"),
    "join": N_("In a note or a fault report"),
    "form": N_("In forms"),
    "fields": N_("In fields"),
    "record": N_("In a record"),
    "deciding": N_("In what a customer has decided"),
    "worklist": N_("In the visits of somebody who is absent"),
    "letter": N_("In the written reminder"),
    "records": N_("In a list of records"),
    "compare": N_("When two versions are compared"),
    "handover": N_("In the hand-over"),
    "week": N_("In the week"),
    "slots": N_("In the best slots"),
    "move": N_("When an appointment is moved"),
    "first run": N_("At the first run"),
    "first form": N_("In the form of the first run"),
    "first ways": N_("After the first run"),
}
"""The places of the key table in words."""


@click.command("keys", cls=Command, help=N_("Print the console's keys."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, as_json: bool) -> None:
    """Print every key of the console, laid as the settings want it."""
    from dispatcher.cli.console_command import lay_keys

    lay_keys(options.settings.keymap)
    from dispatcher.console.keys import KEYS

    if as_json:
        say_json(document(KEYS))
    else:
        say("\n".join(lines(KEYS)))


def document(keys: Sequence[Key]) -> dict[str, Any]:
    """The shape of ``--json``; ``id`` and ``where`` are stable, ``label`` and ``sentence`` in the language in use::

    {"keys": [{"id": "search", "keys": ["s"], "where": "panes", "label": "search", "sentence": "..."}]}
    """
    return {
        "keys": [
            {
                "id": key.id,
                "keys": key.keys.split(","),
                "where": key.where,
                "label": _(key.label),
                "sentence": _(key.tooltip),
            }
            for key in keys
        ]
    }


def lines(keys: Sequence[Key]) -> Iterator[str]:
    """The keys under the place where they work: how the key is written, its name, what it does."""
    width = max(len(key.shown) for key in keys)
    names = max(len(_(key.label)) for key in keys)
    for number, (place, group) in enumerate(groupby(sorted(keys, key=_place), key=lambda key: key.where)):
        yield f"\n{_(PLACES.get(place, place))}" if number else _(PLACES.get(place, place))
        for key in group:
            yield f"  {key.shown:<{width}}  {_(key.label):<{names}}  {_(key.tooltip)}"


def _place(key: Key) -> int:
    places = list(PLACES)
    return places.index(key.where) if key.where in places else len(places)
