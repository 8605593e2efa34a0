"""``dispatcher init``: make a store and found the office in it."""

from __future__ import annotations

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import done_or_exit, refuse, say
from dispatcher.locale import N_, _


@click.command("init", cls=Command, help=N_("Make a store for your office."))
@option("--name", required=True, help=N_("The office's name."))
@option("--state", default="BE", show_default=True, help=N_("Federal state, two letters (holidays)."))
@option("--zone", default="Europe/Berlin", show_default=True, help=N_("Time zone."))
@click.pass_obj
def command(options: Options, name: str, state: str, zone: str) -> None:
    """Make a store and found the office in it."""
    from dispatcher.actions.office import FoundOffice

    if options.read_only or options.now is not None:
        raise refuse(_("A store is made with neither --read-only nor --now."))
    where = found(options, FoundOffice(name, state.upper(), zone))
    say(_("Made: {where}").format(where=where))


def found(options: Options, office: object) -> str:
    """Make the store with its office and its first colleague, who is whoever runs this; returns where it lies.

    A refusal ends the command; then nothing is left behind.
    """
    from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
    from dispatcher.domain.clock import Clock
    from dispatcher.domain.colleague import Actor, full_name, login
    from dispatcher.store.create import founding
    from dispatcher.store.place import find

    assert isinstance(office, FoundOffice)
    place, name = find(options.store), login()
    with founding(place, Actor(0, name, "managing director"), Clock()) as uow:
        done_or_exit(found_office(uow, office))
        uow.flush()
        done_or_exit(enrol(uow, Enrol(name, full_name(name), "managing director")))
    return place.shown
