"""``dispatcher edit``: change the fields of a record that are named; an empty text empties one."""

from __future__ import annotations

import uuid
from typing import Any

import click

from dispatcher.cli.in_language import Command
from dispatcher.cli.office import Options
from dispatcher.cli.output import done_or_exit, opened, refuse, say, say_json
from dispatcher.cli.record_kinds import (
    Kinds,
    document,
    field_options,
    json_option,
    owner_of,
    owner_options,
    record_argument,
    title,
    typed_values,
)
from dispatcher.domain.kinds import Kind
from dispatcher.locale import N_, _


def _command(kind: Kind) -> click.Command:
    @click.pass_obj
    def edit(options: Options, /, record: str, as_json: bool, **given: Any) -> None:
        """Change the fields that were given. Raises Trouble for what is refused, and where none was given."""
        from dispatcher.domain.record import SaveRecord

        values = typed_values(kind, given)
        if not values:
            raise refuse(_("Which field? For instance: --{field}").format(field=kind.fields[0].name))
        with opened(options) as office:
            ident = office.find_record(kind.name, record, owner_of(office, kind, given))
            done = done_or_exit(office.save("save record", SaveRecord(kind.name, values, ident), uuid.uuid4().hex))
            row = office.record(kind.name, ident)
            assert row is not None
            if as_json:
                say_json({**document(row), "entry": done.seq or None})
            else:
                say(_("Changed: {record}.").format(record=title(row)) if done.seq else _("Nothing was changed."))

    parameters = [record_argument(), *owner_options(kind), *field_options(kind), json_option()]
    return Command(kind.name, callback=edit, params=parameters, help=kind.label)


command = Kinds("edit", N_("Change a customer, a technician, a contact person ..."), _command)
