"""What keeps a row of a list out before anything of it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter, gt
from typing import Any

from sqlalchemy import String, Table

from dispatcher.actions.importing_ledger import LONGEST_KEY
from dispatcher.domain import imported, imported_records
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.customer import refuse_numbers, refuse_site
from dispatcher.domain.field_figures import MOST_BUFFER, MOST_HOURS
from dispatcher.domain.kinds import ACCESS_CLASSES, DUTIES, PERMISSIONS
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.stored import tokens_of
from dispatcher.locale import _
from dispatcher.store.schema import (
    absence,
    appointment,
    colleague,
    contact_person,
    contract,
    customer,
    number,
    service,
    site,
    technician,
    ticket,
)
from dispatcher.values import dataclass

LONGEST_LINE = 500
"""Signs in a name, a street and the like; what is longer is a paragraph in the wrong column."""
LONGEST_TEXT = 200_000
_TEXTS = frozenset({"text", "remark", "long_name", "access", "parking", "note"})
_SHORT = {"postcode": 32}
_TABLES: dict[type[Any], Table] = {
    imported.ImportedCustomer: customer,
    imported.CustomerRef: customer,
    imported.ImportedSite: site,
    imported.ImportedPerson: contact_person,
    imported.ImportedNumber: number,
    imported.ImportedTechnician: technician,
    imported.ImportedTicket: ticket,
    imported.ImportedAppointment: appointment,
    imported.ImportedEntry: ticket,
    imported.ImportedContact: customer,
    imported.TicketEvent: ticket,
    imported_records.ImportedColleague: colleague,
    imported_records.ImportedContract: contract,
    imported_records.ImportedService: service,
    imported_records.ImportedAbsence: absence,
}


class RowRefused(Exception):
    """Leaves a row before anything of it is written: column, value and reason. Never leaves the import."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(column)
        self.column = column
        self.value = value
        self.reason = reason


def _longest(table: Table, name: str) -> int:
    column = table.c.get(name)
    if column is not None and isinstance(column.type, String) and column.type.length:
        return column.type.length
    return LONGEST_TEXT if name in _TEXTS else _SHORT.get(name, LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class _Limits:
    """The texts of one kind of value, and how long each may be."""

    names: tuple[str, ...]
    most: tuple[int, ...]
    texts: Callable[[Any], tuple[str, ...]]


def _limits(kind: type[Any], table: Table) -> _Limits:
    names = tuple(one.name for one in fields(kind) if one.type == "str")
    most = tuple(LONGEST_KEY if name in ("source", "key") else _longest(table, name) for name in names)
    # With two names or more the getter answers with a tuple, without a step of Python for each.
    return _Limits(names, most, attrgetter(*names))


_LIMITS = {kind: _limits(kind, table) for kind, table in _TABLES.items()}


def check_lengths(*values: Any) -> None:
    """Raises RowRefused where a text of one of these imported values does not fit into its column; None is skipped."""
    for value in values:
        if value is None:
            continue
        limits = _LIMITS[type(value)]
        texts = limits.texts(value)
        if any(map(gt, map(len, texts), limits.most)):
            _refuse_longest(limits, texts)


def _refuse_longest(limits: _Limits, texts: Sequence[str]) -> None:
    for name, text, most in zip(limits.names, texts, limits.most, strict=True):
        if len(text) > most:
            raise RowRefused(name, text[:80], _("Too long: at most {n} signs.").format(n=most))


def check_identity(row: imported.ImportedRow) -> None:
    """Raises RowRefused for a row that could not be known again."""
    if not row.key or not row.source:
        raise RowRefused("key", row.key, _("The row has no key by which it could be known again."))


def check(refusal: Refusal | None, value: object = "") -> None:
    """Raises RowRefused for a rule's no; its code names the column."""
    if refusal is not None:
        raise RowRefused(refusal.code, str(value), refusal.sentence)


def check_word(column: str, word: str, words: Sequence[str]) -> None:
    """Raises RowRefused for a word that is none of ``words``; an empty one is none at all."""
    if word and word not in words:
        raise RowRefused(column, word, _("This is none of: {words}.").format(words=", ".join(words)))


def check_site(found: imported.ImportedSite | None) -> None:
    """Raises RowRefused for a site that nobody can drive to."""
    if found is None:
        return
    check_lengths(found)
    check(refuse_site(found), found.name)
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        degrees: float | None = getattr(found, name)
        if degrees is not None and not -most <= degrees <= most:
            raise RowRefused(name, str(degrees), _("That is no place on earth."))
    check_word("access_class", found.access_class, ACCESS_CLASSES)
    for name, figure, longest in (
        ("register_hours", found.register_hours or 0, MOST_HOURS),
        ("buffer_minutes", found.buffer_minutes, MOST_BUFFER),
    ):
        if not 0 <= figure <= longest:
            raise RowRefused(name, str(figure), _("This is not between 0 and {n}.").format(n=longest))
    check_numbers(found.numbers)


def check_numbers(numbers: Iterable[imported.ImportedNumber]) -> None:
    """Raises RowRefused for numbers that cannot be kept."""
    kept = tuple(numbers)
    check_lengths(*kept)
    check(refuse_numbers(kept))


def check_person(found: imported.ImportedPerson | None) -> None:
    """Raises RowRefused for a person without a name."""
    if found is None:
        return
    check_lengths(found)
    if not found.name.strip():
        raise RowRefused("person", "", _("A contact person needs a name."))
    check_word("channel", found.channel, tuple(CHANNELS))
    for column, tokens, words in (("duties", found.duties, DUTIES), ("permissions", found.permissions, PERMISSIONS)):
        for token in tokens_of(tokens):
            check_word(column, token.partition(":")[0], words)
    check_numbers(found.numbers)
