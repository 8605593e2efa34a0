"""``dispatcher demo``: a training office in the middle of a busy Monday, made anew from the lists in ``data/demo``."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from dispatcher.cli.import_run import Interruption, Wish, take_in
from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import complain, done_or_exit, refuse, say
from dispatcher.domain.clock import Clock
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.exchange.mapping import Kind
    from dispatcher.store.place import Place

NAME = "Nordlicht Technik GmbH"
SEAT, SIGN = "Marta Harms", "mh"
"""In whose seat one sits; the other colleagues stand in their list."""
AT_THE_SEAT = {"stand_in": "wh", "phone": "030 23125-103"}
ZONE = "Europe/Berlin"
OPENED = datetime(2023, 11, 2, 8, 0, tzinfo=ZoneInfo(ZONE))
"""When the office began to keep its customers here: their own entries stand at the beginning of their history."""
MONDAY = datetime(2026, 11, 23, 9, 42, tzinfo=ZoneInfo(ZONE))
"""Where the clock stands when the office is made; it runs on from there."""
BEFORE: tuple[tuple[Kind, datetime], ...] = (
    ("colleagues", OPENED),
    ("technicians", MONDAY),
    ("customers", OPENED),
    ("contacts", OPENED),
    ("contracts", OPENED),
    ("services", OPENED),
    ("tickets", MONDAY),
    ("appointments", MONDAY),
)
"""The lists on which the dated events build, in the order in which they build on each other, and when each is taken
in."""
AFTER: tuple[tuple[Kind, datetime], ...] = (("history", MONDAY), ("absences", MONDAY))
"""The lists behind the events: nothing of what was played is an action that undo would take back."""
LISTS = BEFORE + AFTER


@click.command("demo", cls=Command, help=N_("Make a demo office to try everything on, and open the console."))
@option("--store", metavar=N_("PATH"), help=N_("Where to make it (left out: a demo.db of your own)."))
@option("--no-console", is_flag=True, help=N_("Only make it."))
@click.pass_context
def command(ctx: click.Context, store: str | None, no_console: bool) -> None:
    """Make the demo office; an earlier one in its place goes. Any other store is left alone and refused."""
    options: Options = ctx.obj
    if options.read_only or options.now is not None:
        raise refuse(_("A store is made with neither --read-only nor --now."))
    where = made(store or ctx.find_root().params["store"])
    say(_("Made: {where}").format(where=where))
    say(_("A training office: its clock shows {when} and runs on.").format(when=f"{MONDAY:%d.%m.%Y %H:%M}"))
    if no_console:
        return
    from dispatcher.cli.console_command import open_console

    ctx.exit(open_console(replace(options, store=where)))


def made(address: str | None) -> str:
    """Make the demo office at ``address`` (a file; None: the user's own); returns where it lies.

    A refusal ends the command. Raises Trouble where the place cannot be written or holds something else.
    """
    from dispatcher.store.place import default_path, find

    place = find(address or str(default_path().with_name("demo.db")))
    if place.path is None:
        raise refuse(_("The demo office is made in a file. Like: dispatcher demo --store demo.db"))
    _make_room(place)
    _found(place)
    _fill(place)
    return place.shown


def _make_room(place: Place) -> None:
    """Take an earlier training store away. Refuses any other store; Trouble for what is none."""
    from dispatcher.queries.office import office_row
    from dispatcher.store.store import open_store

    assert place.path is not None
    if not place.path.exists():
        return
    store = open_store(place)
    try:
        with store.reading() as connection:
            training = office_row(connection).training
    finally:
        store.close()
    if not training:
        raise refuse(
            _("{where} is an office at work, no training store. Nothing was changed.").format(where=place.shown)
        )
    try:
        for suffix in ("", "-wal", "-shm"):
            place.path.with_name(place.path.name + suffix).unlink(missing_ok=True)
    except OSError:
        raise refuse(_("{where} cannot be replaced.").format(where=place.shown)) from None


def _found(place: Place) -> None:
    from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
    from dispatcher.domain.colleague import Actor, login
    from dispatcher.domain.office import OFFICE_HOURS
    from dispatcher.domain.technician import hours_to_text
    from dispatcher.store.create import founding

    name, store_id = login(), _store_id(place)
    _begin_anew(place, store_id)
    with founding(place, Actor(0, name, "managing director"), Clock(OPENED)) as uow:
        hours = hours_to_text(OFFICE_HOURS)
        wish = FoundOffice(NAME, "BE", ZONE, training=True, clock_set_to=MONDAY, store_id=store_id, hours=hours)
        done_or_exit(found_office(uow, wish))
        uow.flush()
        done_or_exit(enrol(uow, Enrol(name, SEAT, "dispatcher", SIGN)))


def _store_id(place: Place) -> str:
    """The same for every demo made in this place, so that a draft typed in one waits in the next."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"dispatcher-demo:{place.mark}"))


def _begin_anew(place: Place, store_id: str) -> None:
    """Note that the journal starts again: what was noted of an earlier one no longer holds."""
    from dispatcher.store import head
    from dispatcher.store.journal import GENESIS, Head

    with contextlib.suppress(OSError):
        head.note(store_id, Head(0, GENESIS), restored=True, at=place.mark)


def _fill(place: Place) -> None:
    office, interruption = Office(Options(place.shown)), Interruption()
    try:
        office.open()
        for kind, instant in BEFORE:
            office.clock = Clock(instant)
            _take_in(office, kind, interruption)
            if kind == "colleagues":
                _complete_the_seat(office)
        _play(office)
        for kind, instant in AFTER:
            office.clock = Clock(instant)
            _take_in(office, kind, interruption)
    finally:
        office.close()


def _play(office: Office) -> None:
    """Play what happened between the lists. An event that somebody edited into nonsense is named, the rest counts."""
    from dispatcher.cli.demo_events import Events
    from dispatcher.resources import data_folder

    for sentence in Events(office).play(data_folder() / "demo" / "events.csv"):
        complain(sentence)


def _complete_the_seat(office: Office) -> None:
    """Who stands in for whoever sits here, and the seat's telephone. Without the list of colleagues nobody does."""
    from dispatcher.domain.record import SaveRecord

    assert office.colleague is not None
    saved = office.save(
        "save record", SaveRecord("colleague", AT_THE_SEAT, ident=office.colleague.id), str(uuid.uuid4())
    )
    if isinstance(saved, Refusal):
        complain(saved.sentence)


def _take_in(office: Office, kind: Kind, interruption: Interruption) -> None:
    """Take in one list. What somebody edited into nonsense is named, the rest goes in."""
    from dispatcher.resources import data_folder

    taken = take_in(office, data_folder() / "demo" / f"{kind}.csv", Wish(kind, None, None, False), interruption)
    if isinstance(taken, Refusal):
        complain(taken.sentence)
        return
    if taken.stopped is not None:
        raise taken.stopped
    if taken.was_interrupted:
        raise click.Abort
    if taken.rejects is not None:
        complain(_("Rejected rows with reasons: {file}").format(file=taken.rejects))
    if taken.unkept:
        complain(taken.unkept)
