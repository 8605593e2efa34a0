"""``dispatcher archive``: hide a record and keep its history, take it back, or delete what nothing refers to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say
from dispatcher.cli.record_kinds import Kinds, flag, owner_of, owner_options, record_argument, title
from dispatcher.domain.kinds import Kind
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome


def _command(kind: Kind) -> click.Command:
    @click.pass_obj
    def archive(options: Options, /, record: str, back: bool, delete: bool, **given: Any) -> None:
        """Hide the record, bring it back, or take it away for good. Raises Trouble for what is refused."""
        if back and delete:
            raise click.UsageError(_("Either --back or --delete."))
        with opened(options) as office:
            ident = office.find_record(kind.name, record, owner_of(office, kind, given))
            before = office.record(kind.name, ident)
            assert before is not None
            done = done_or_exit(_done(office, kind.name, ident, back, delete))
            say(_told(back, delete).format(record=title(before)) if done.seq else _("Nothing was changed."))

    parameters = [record_argument(), *owner_options(kind), flag("back", N_("Take it back from the archive."))]
    parameters.append(flag("delete", N_("Delete it, where nothing refers to it.")))
    return Command(kind.name, callback=archive, params=parameters, help=kind.label)


def _done(office: Office, kind: str, ident: int, back: bool, delete: bool) -> Outcome:
    from dispatcher.domain.record import ArchiveRecord, DeleteRecord

    if delete:
        return office.save("delete record", DeleteRecord(kind, ident), uuid.uuid4().hex)
    return office.save("archive record", ArchiveRecord(kind, ident, archived=not back), uuid.uuid4().hex)


def _told(back: bool, delete: bool) -> str:
    if delete:
        return _("Deleted: {record}.")
    return _("Taken back: {record}.") if back else _("Archived: {record}.")


HELP = N_("Hide a customer, a technician, a contact person ..., take one back, or delete it.")
command = Kinds("archive", HELP, _command)
