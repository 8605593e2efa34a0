"""``dispatcher init``: make a store and found the office in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import refuse, say
from dispatcher.domain.office import ZONE
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import hours_to_text, parse_hours
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.actions.office import Enrol, FoundOffice
    from dispatcher.actions.outcome import Outcome


@click.command("init", cls=Command, help=N_("Make a store for your office."))
@option("--name", required=True, help=N_("The office's name."))
@option("--state", show_default="BE", help=N_("Federal state, two letters (holidays)."))
@option("--zone", show_default="Europe/Berlin", help=N_("Time zone."))
@click.pass_obj
def command(options: Options, name: str, state: str | None, zone: str | None) -> None:
    """Make a store and found the office in it."""
    from dispatcher.actions.office import FoundOffice

    if options.read_only or options.now is not None:
        raise refuse(_("A store is made with neither --read-only nor --now."))
    usual = options.settings.office
    state = (state if state is not None else usual.state or "BE").upper()
    zone = zone if zone is not None else usual.zone or ZONE
    where = found(options, FoundOffice(name, state, zone, hours=_stored(usual.hours)))
    say(_("Made: {where}").format(where=where))


def _stored(hours: str) -> str:
    """Hours as they are stored; what the settings say was looked at when they were read."""
    read = parse_hours(hours) if hours else Refusal("hours", "")
    return "" if isinstance(read, Refusal) else hours_to_text(read)


def found(options: Options, office: FoundOffice) -> str:
    """Make the store with its office and its first colleague, who is whoever runs this; returns where it lies.

    A refusal ends the command; then nothing is left behind.
    """
    from dispatcher.actions.office import Enrol
    from dispatcher.domain.colleague import full_name, login

    name = login()
    where = founded(options, office, Enrol(name, full_name(name), "managing director"))
    if isinstance(where, Refusal):
        raise refuse(where.sentence)
    return where


def founded(options: Options, office: FoundOffice, first: Enrol) -> str | Refusal:
    """The same for a first colleague who said who he is; a refusal leaves nothing behind. Raises Trouble."""
    from dispatcher.actions.office import enrol, found_office
    from dispatcher.domain.clock import Clock
    from dispatcher.domain.colleague import Actor
    from dispatcher.store.create import founding
    from dispatcher.store.place import find

    place = find(options.store)
    try:
        with founding(place, Actor(0, first.login, "managing director"), Clock()) as uow:
            _or_leave(found_office(uow, office))
            uow.flush()
            _or_leave(enrol(uow, first))
    except _Refused as refused:
        return refused.refusal
    return place.shown


class _Refused(Exception):
    """Leaves the founding without saving; never seen outside this module."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def _or_leave(outcome: Outcome) -> None:
    if isinstance(outcome, Refusal):
        raise _Refused(outcome)
