"""What ``add``, ``edit``, ``archive`` and ``show`` have in common: a command for each kind of record, its fields as
options, and finding the record that is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Argument, Group, Option
from dispatcher.domain.kinds import KINDS, Field, Kind
from dispatcher.locale import N_, _, language

if TYPE_CHECKING:
    from dispatcher.cli.office import Office
    from dispatcher.domain.record import Owner
    from dispatcher.queries.record_rows import RecordRow

GERMAN = {
    "customer": "kunde",
    "site": "standort",
    "person": "ansprechpartner",
    "technician": "techniker",
    "colleague": "kollege",
    "contract": "vertrag",
    "service": "dienst",
    "absence": "abwesenheit",
    "on-call": "bereitschaft",
}
"""What a German types for each kind; the English words are taken as well."""
_KINDS = {**{word: kind for kind, word in GERMAN.items()}, **{kind: kind for kind in KINDS}}
OWNER_HELP = {
    "customer": N_("Whose: number or name of the customer."),
    "technician": N_("Whose: code or name of the technician."),
    "person": N_("Whose: name of the contact person."),
    "colleague": N_("Whose: sign or name of the colleague."),
}
Given = Mapping[str, Any]
"""The options of one call by their names; None where one was left out."""


class Kinds(Group):
    """A command for each kind of record, made when it is called."""

    def __init__(self, name: str, text: str, make: Callable[[Kind], click.Command]) -> None:
        """``text`` is the help, ``make`` gives the command for a kind."""
        super().__init__(name, help=text)
        self._make = make

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, by their words in the language in use."""
        return [GERMAN[kind] if language() == "de" else kind for kind in KINDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command for a kind, by its word in either language."""
        kind = _KINDS.get(cmd_name.lower())
        return None if kind is None else self._make(KINDS[kind])


class FieldOption(Option):
    """A field of a record; its help is the field's label and an example."""

    def __init__(self, field: Field) -> None:
        """The option is called as the field is: ``--long-name``."""
        super().__init__([f"--{field.name.replace('_', '-')}", field.name], metavar=N_("TEXT"))
        self._field = field

    @property
    def help(self) -> str | None:
        """Label and example in the language in use."""
        return "; ".join(_(text) for text in (self._field.label, self._field.hint) if text)

    @help.setter
    def help(self, text: str | None) -> None:
        """The field says it."""


def field_options(kind: Kind) -> Iterable[click.Parameter]:
    """An option for each field."""
    return [FieldOption(one) for one in kind.fields]


def owner_options(kind: Kind) -> Iterable[click.Parameter]:
    """Whose record it is: an option for each kind it can belong to, and for whom those belong to."""
    names = dict.fromkeys(name for parent in kind.parents for name in (parent, *KINDS[parent].parents))
    return [Option([f"--{name}", f"of_{name}"], metavar=N_("NAME"), help=OWNER_HELP[name]) for name in names]


def record_argument(required: bool = True) -> click.Parameter:
    """Which record: a name, a code, K-1042, or its id as #7."""
    return Argument(["record"], metavar=N_("RECORD"), required=required)


def flag(name: str, text: str) -> click.Parameter:
    """A switch."""
    return Option([f"--{name}", name.replace("-", "_")], is_flag=True, help=text)


def json_option() -> click.Parameter:
    """The switch for programs."""
    return Option(["--json", "as_json"], is_flag=True, help=N_("For programs: one JSON document."))


def owner_of(office: Office, kind: Kind, given: Given) -> Owner | None:
    """Whose record is meant, or None where nobody is named. Raises Trouble for somebody who is not there."""
    for parent in kind.parents:
        if named := given.get(f"of_{parent}"):
            above = owner_of(office, KINDS[parent], given)
            return parent, office.find_record(parent, named, above)
    return None


def typed_values(kind: Kind, given: Given) -> dict[str, str]:
    """The texts of the fields that were named."""
    return {one.name: given[one.name] for one in kind.fields if given.get(one.name) is not None}


def title(row: RecordRow) -> str:
    """What a record is called in an answer: ``K-1042 Textbüro Albers``, ``Frau Bonnard (#3)``."""
    return f"K-{row.number} {row.title}" if row.number is not None else f"{row.title} (#{row.id})"


def document(row: RecordRow) -> dict[str, Any]:
    """The shape of ``--json``; the texts of the fields are those one types, in English::

    {"kind": "customer", "id": 7, "number": "K-1042" or null, "title": "Textbüro Albers", "archived": false,
     "version": 3, "parent": {"kind": "customer", "id": 7} or null, "fields": {"name": "...", "phone": "..."}}
    """
    return {
        "kind": row.kind,
        "id": row.id,
        "number": None if row.number is None else f"K-{row.number}",
        "title": row.title,
        "archived": row.archived,
        "version": row.version,
        "parent": None if row.parent is None else {"kind": row.parent[0], "id": row.parent[1]},
        "fields": row.values,
    }
