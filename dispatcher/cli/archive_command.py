"""``dispatcher archive``: hide a record and keep its history, or take it back."""

from __future__ import annotations

import uuid
from typing import Any

import click

from dispatcher.cli.in_language import Command
from dispatcher.cli.office import Options
from dispatcher.cli.output import done_or_exit, opened, say
from dispatcher.cli.record_kinds import Kinds, flag, owner_of, owner_options, record_argument, title
from dispatcher.domain.kinds import Kind
from dispatcher.locale import N_, _


def _command(kind: Kind) -> click.Command:
    @click.pass_obj
    def archive(options: Options, /, record: str, back: bool, **given: Any) -> None:
        from dispatcher.domain.record import ArchiveRecord

        with opened(options) as office:
            ident = office.find_record(kind.name, record, owner_of(office, kind, given))
            wish = ArchiveRecord(kind.name, ident, archived=not back)
            done = done_or_exit(office.save("archive record", wish, uuid.uuid4().hex))
            row = office.record(kind.name, ident)
            assert row is not None
            told = _("Taken back: {record}.") if back else _("Archived: {record}.")
            say(told.format(record=title(row)) if done.seq else _("Nothing was changed."))

    parameters = [record_argument(), *owner_options(kind), flag("back", N_("Take it back from the archive."))]
    return Command(kind.name, callback=archive, params=parameters, help=kind.label)


command = Kinds("archive", N_("Hide a customer, a technician, a contact person ..., or take one back."), _command)
