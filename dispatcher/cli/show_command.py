"""``dispatcher show``: one record with its fields, or the list of all of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dispatcher import locale
from dispatcher.cli.in_language import Command
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import opened, say, say_json
from dispatcher.cli.record_kinds import (
    Kinds,
    document,
    flag,
    json_option,
    owner_of,
    owner_options,
    record_argument,
    title,
)
from dispatcher.domain.kinds import KINDS, Kind, label_of
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.record_rows import RecordLine, RecordRow


def _command(kind: Kind) -> click.Command:
    @click.pass_obj
    def show(options: Options, /, record: str | None, archived: bool, as_json: bool, **given: Any) -> None:
        """Print one record, or the list of them. Raises Trouble where there is no such record."""
        with opened(options) as office:
            owner = owner_of(office, kind, given)
            ident = None if record is None else office.find_record(kind.name, record, owner)
            if as_json:
                locale.use("en")  # programs read the same words in every language
            if ident is None:
                _list(kind, tuple(_all(office, kind, owner, archived)), as_json)
            else:
                _one(office, kind, ident, as_json)

    parameters = [record_argument(required=False), *owner_options(kind)]
    parameters += [flag("archived", N_("Archived ones too.")), json_option()]
    return Command(kind.name, callback=show, params=parameters, help=kind.label)


def _one(office: Office, kind: Kind, ident: int, as_json: bool) -> None:
    row = office.record(kind.name, ident)
    assert row is not None
    if as_json:
        say_json(document(row))
    else:
        say("\n".join(lines(row)))


def lines(row: RecordRow) -> Iterator[str]:
    """The record as a person reads it: its title, then each field that holds something behind its label."""
    kind = KINDS[row.kind]
    of = f"{one_line(row.of)}: " if row.of else ""
    yield of + title(row) + (f" [{_('archived')}]" if row.archived else "")
    shown = [(label_of(one), one_line(row.values[one.name])) for one in kind.fields if row.values[one.name]]
    width = max((len(label) for label, _text in shown), default=0)
    for label, text in shown:
        yield f"  {label:<{width}}  {text}"


def _all(office: Office, kind: Kind, owner: tuple[str, int] | None, archived: bool) -> Iterable[RecordLine]:
    after = 0
    while found := office.records(kind.name, owner, archived, after):
        yield from found
        after = max(line.id for line in found)


def _list(kind: Kind, found: tuple[RecordLine, ...], as_json: bool) -> None:
    """The shape of ``--json``: ``{"kind": "technician", "records": [{"id": 7, "title": "...", "detail": "...",
    "of": "", "archived": false}]}``; ``of`` is whose it is, where no owner was named."""
    if as_json:
        rows = [
            {"id": one.id, "title": one.title, "detail": one.detail, "of": one.of, "archived": one.archived}
            for one in found
        ]
        say_json({"kind": kind.name, "records": rows})
        return
    for one in found:
        of = f"{one_line(one.of)}: " if one.of else ""
        told = f"#{one.id} {of}{one_line(one.title)}" + (f", {one_line(one.detail)}" if one.detail else "")
        say(told + (f" [{_('archived')}]" if one.archived else ""))
    if not found:
        say(_("There are none."))


command = Kinds("show", N_("Show a customer, a technician, a contact person ..., or all of a kind."), _command)
