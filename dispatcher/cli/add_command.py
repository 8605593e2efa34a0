"""``dispatcher add``: a new customer, site, contact person, technician, colleague, contract, service or time off."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, refuse, say, say_json
from dispatcher.cli.record_kinds import (
    Kinds,
    field_options,
    flag,
    json_option,
    owner_of,
    owner_options,
    title,
    typed_values,
)
from dispatcher.domain.kinds import Kind
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.record_rows import DuplicateRow


def _command(kind: Kind) -> click.Command:
    @click.pass_obj
    def add(options: Options, /, anyway: bool = False, as_json: bool = False, **given: Any) -> None:
        """Save the new record, or name those that it may be already. Raises Trouble for what is refused."""
        from dispatcher.domain.record import SaveRecord

        with opened(options) as office:
            values = office.filled(kind.name, typed_values(kind, given))
            if not anyway and (known := office.duplicates(kind.name, values) if kind.name == "customer" else ()):
                raise refuse(_known(known))
            wish = SaveRecord(kind.name, values, parent=owner_of(office, kind, given))
            done = done_or_exit(office.save("save record", wish, uuid.uuid4().hex))
            _answer(office, kind, done.ref, done.seq, as_json)

    parameters = [*owner_options(kind), *field_options(kind)]
    if kind.name == "customer":
        parameters.append(flag("anyway", N_("Although somebody like that is there.")))
    return Command(kind.name, callback=add, params=[*parameters, json_option()], help=kind.label)


def _known(found: Sequence[DuplicateRow]) -> str:
    who = ", ".join(f"K-{one.customer_number} {one.name} ({_(one.why)})" for one in found)
    return _("Perhaps there already: {who}. --anyway adds another one.").format(who=who)


def _answer(office: Office, kind: Kind, ident: int, entry: int, as_json: bool) -> None:
    """The shape of ``--json``: ``{"kind": "customer", "id": 7, "number": "K-1042" or null, "entry": 118}``."""
    row = office.record(kind.name, ident)
    assert row is not None
    if as_json:
        number = None if row.number is None else f"K-{row.number}"
        say_json({"kind": kind.name, "id": ident, "number": number, "entry": entry})
    else:
        say(_("Added: {record}.").format(record=title(row)))


command = Kinds("add", N_("Add a customer, a technician, a contact person ..."), _command)
