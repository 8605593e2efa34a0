"""The first run: somebody starts the program where there is no office of his own yet."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dispatcher.cli.office import Options
from dispatcher.cli.output import complain, opened, say
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.store.place import default_path

if TYPE_CHECKING:
    from dispatcher.console.forms.ways import Way
    from dispatcher.console.likes import Likes
    from dispatcher.console.typeahead import Typed
    from dispatcher.domain.office import NewOffice
    from dispatcher.exchange.mapping import Kind
    from dispatcher.store.drafts import Drafts


def is_first_run(options: Options, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether no store is named and there is none of one's own: a named one that is missing is a slip."""
    if options.store is not None or environ.get("DISPATCHER_STORE") or options.read_only or options.now is not None:
        return False
    with contextlib.suppress(OSError):
        return not os.path.lexists(default_path())
    return False


def first_run(options: Options, log: Path, likes: Likes) -> tuple[Options, str, Sequence[Typed] | None] | int:
    """Show the first run; on which office the console opens then, with what action and what was typed for it already,
    or the exit code.

    Raises Trouble where the demo office cannot be made.
    """
    from dispatcher.console.first_app import run

    led = run(_Founding(options), log, likes)
    return led if isinstance(led, int) else _go(options, led)


def _go(options: Options, way: Way) -> tuple[Options, str, Sequence[Typed] | None]:
    from dispatcher.console.forms.ways import DEMO, LIST, TECHNICIAN

    if way.name == DEMO:
        from dispatcher.cli.demo_command import made

        say(_("The demo office is being made ..."))
        return replace(options, store=made(None)), "", way.typed
    if way.name == LIST:
        read_list(options, way)
        return options, "", None
    return options, "new('technician')" if way.name == TECHNICIAN else "", way.typed


def read_list(options: Options, way: Way) -> None:
    """What ``dispatcher import`` does, and time to read what became of it. Trouble is told, and the board is still
    there."""
    from dispatcher.cli.import_command import take_all
    from dispatcher.cli.import_run import Wish

    try:
        with opened(options) as office:
            take_all(office, [Path(way.file)], Wish(cast("Kind", way.kind), None, None, False), loudly=True)
    except Trouble as trouble:
        complain(trouble.sentence)
    click.echo(_("Enter = to the board") + " ", nl=False)
    sys.stdin.readline()


class _Founding:
    """Makes the office that the first run asks for."""

    def __init__(self, options: Options) -> None:
        self._options = options

    @property
    def where(self) -> str:
        """The file it will lie in."""
        return str(default_path())

    @property
    def usual(self) -> Mapping[str, str]:
        """What the settings say a new office starts with."""
        office = self._options.settings.office
        return {"state": office.state, "zone": office.zone, "hours": office.hours}

    @cached_property
    def drafts(self) -> Drafts:
        """Beside those of the stores."""
        from dispatcher.store.drafts import drafts_of

        return drafts_of("first-run")

    @cached_property
    def person(self) -> str:
        """The computer's name for the user, unless it is the login itself."""
        from dispatcher.domain.colleague import full_name, login

        name = full_name(login())
        return "" if name == login() else name

    def found(self, office: NewOffice) -> Refusal | None:
        """The office and its first colleague, the managing director. Raises Trouble."""
        from dispatcher.actions.office import Enrol, FoundOffice
        from dispatcher.cli.init_command import founded
        from dispatcher.domain.colleague import login

        wanted = FoundOffice(office.name, office.state, office.zone, hours=office.hours)
        made = founded(self._options, wanted, Enrol(login(), office.person, "managing director", office.sign))
        return made if isinstance(made, Refusal) else None
