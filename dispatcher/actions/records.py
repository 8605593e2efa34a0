"""Save a record of master data: made or changed, its numbers, places and customers with it, found at once by search."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, true

from dispatcher.actions.opener_away import lose_by_absence
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_cover import cover_absence
from dispatcher.actions.record_context import customer_of, gone, links_of, reindex, told, touch_customer
from dispatcher.actions.record_entered import Entered, enter
from dispatcher.actions.record_parts import settle_customers, settle_numbers, settle_place
from dispatcher.domain.colleague import make_sign
from dispatcher.domain.customer import FIRST_NUMBER
from dispatcher.domain.kinds import KINDS, label_of
from dispatcher.domain.record import Owner, SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ADDED, EDIT
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.records import OWNED_BY, REFERENCES, TABLES, Stored, column_of, stored
from dispatcher.store.schema import customer
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

UNIQUE = {"technician": ("code",), "colleague": ("login", "sign"), "service": ("name",)}
"""Fields that no two records of a kind share, upper and lower case alike."""


def save_record(uow: UnitOfWork, command: SaveRecord, save_key: str | None = None) -> Outcome:
    """Make or change a record; refuses what cannot be read, what does not fit together, a code or login that is taken,
    a reference to nobody, and a colleague's time off that leaves a promise with nobody (I7), with the field's name as
    the code. Raises Stale where the record was changed since it was ``seen``. Where nothing differs, or the absence is
    known already, nothing is written, and the answer has the sequence 0."""
    before = _before(uow, command)
    if isinstance(before, Refusal):
        return before
    owner = before.owner if before else command.parent
    if refusal := _refuse_shape(uow, command, owner if before is None else None):
        return refusal
    entered = enter(uow, command, before, owner)
    if isinstance(entered, Refusal):
        return entered
    if refusal := _refuse_taken(uow, entered) or _refuse_own_right(uow, entered):
        return refusal
    if before and not entered.changed:
        return Done(0, command.kind, before.ident, before.row.get("number"), again=True)
    if before is None and (known := _known_absence(uow, entered)) is not None:
        return Done(0, command.kind, known, again=True)
    ident = _insert(uow, entered) if before is None else _update(uow, entered, before)
    _settle(uow, entered, ident)
    covered = cover_absence(uow, entered.kind.name, entered.owner, entered.zone)
    if isinstance(covered, Refusal):
        return covered
    lost = lose_by_absence(uow, entered.kind.name, entered.owner)
    return _record(uow, entered, ident, save_key, [*covered, *lost])


def _before(uow: UnitOfWork, command: SaveRecord) -> Stored | Refusal | None:
    if command.kind not in KINDS:
        return Refusal("kind", _("There is no kind {kind}.").format(kind=command.kind))
    if command.ident is None:
        return None
    before = stored(uow.connection, command.kind, command.ident)
    if before is None:
        return gone(command.kind)
    if command.seen not in (None, before.version):
        raise Stale(TABLES[command.kind].name, command.ident)
    return before


def _refuse_shape(uow: UnitOfWork, command: SaveRecord, owner: Owner | None) -> Refusal | None:
    """A field that is none, or an owner that does not fit or is not there; ``owner`` None with a ``command`` to change
    something is fine."""
    kind = KINDS[command.kind]
    unknown = sorted(command.values.keys() - {one.name for one in kind.fields})
    if unknown:
        return Refusal("field", _("There is no field {name} here.").format(name=unknown[0]))
    if command.ident is not None:
        return None
    fits = owner is not None and owner[0] in kind.parents if kind.parents else owner is None
    if not fits or (owner and stored(uow.connection, *owner) is None):
        parents = ", ".join(_(KINDS[parent].label) for parent in kind.parents) or _("nothing")
        return Refusal("parent", _("{kind} belongs to: {parents}.").format(kind=_(kind.label), parents=parents))
    return None


def _refuse_taken(uow: UnitOfWork, entered: Entered) -> Refusal | None:
    table = TABLES[entered.kind.name]
    for name in UNIQUE.get(entered.kind.name, ()):
        value = str(entered.values[name])
        same = select(table.c.id).where(func.lower(table.c[name]) == value.lower())
        others = {*uow.connection.scalars(same)} - {entered.before.ident if entered.before else None}
        if name in entered.changed and value and others:
            field = label_of(entered.kind.field(name))
            return Refusal(name, _("{field} {value} is taken already.").format(field=field, value=value))
    return None


def _refuse_own_right(uow: UnitOfWork, entered: Entered) -> Refusal | None:
    """Nobody locks himself out."""
    is_own = entered.before is not None and entered.kind.name == "colleague" and entered.before.ident == uow.actor.id
    if is_own and "role" in entered.changed and entered.values["role"] in ("viewer", ""):
        return Refusal("role", _("You cannot take your own right to write away."))
    return None


def _known_absence(uow: UnitOfWork, entered: Entered) -> int | None:
    """The absence (id) of the same person that covers the begin of this one and ends when it ends, told then, where
    that was said; None where this one is news."""
    if entered.kind.name != "absence" or entered.owner is None:
        return None
    table, now = TABLES["absence"].c, _columns(entered)
    told = now.get("told_at")
    query = (
        select(table.id)
        .where(table[OWNED_BY["absence"][entered.owner[0]]] == entered.owner[1], table.archived.is_(False))
        .where(table.starts_at <= now["starts_at"], table.ends_at.is_not_distinct_from(now.get("ends_at")))
        .where(true() if told is None else table.told_at == told)
    )
    return uow.connection.scalar(query.limit(1))


def _columns(entered: Entered) -> dict[str, Any]:
    kind = entered.kind.name
    columns = {column_of(kind, one.name): entered.values[one.name] for one in entered.of("column")}
    return columns | {REFERENCES[(kind, name)][1]: ident for name, ident in entered.refers.items()}


def _insert(uow: UnitOfWork, entered: Entered) -> int:
    kind = entered.kind.name
    columns = _columns(entered)
    if entered.owner:
        columns[OWNED_BY[kind][entered.owner[0]]] = entered.owner[1]
    if kind == "customer":
        columns["number"] = uow.new_id(customer, "number", first=FIRST_NUMBER)
    if kind == "technician":
        columns["status_since"] = uow.now
    if kind == "colleague" and not columns["sign"]:
        columns["sign"] = make_sign(columns["name"], frozenset(uow.connection.scalars(select(TABLES[kind].c.sign))))
    return uow.insert(TABLES[kind], **columns)


def _update(uow: UnitOfWork, entered: Entered, before: Stored) -> int:
    """Its version counts on even where only its numbers or its place changed: that is what somebody else saw."""
    uow.update(TABLES[before.kind], before.ident, before.version, **_columns(entered))
    return before.ident


def _settle(uow: UnitOfWork, entered: Entered, ident: int) -> None:
    kind = entered.kind.name
    settle_numbers(uow, entered, ident)
    if kind == "customer":
        settle_place(uow, entered, ident)
    if kind == "service":
        settle_customers(uow, entered, ident)
    if kind == "site":
        touch_customer(uow, entered.owner, ident)
    changed = entered.changed if entered.before else None
    reindex(uow, kind, customer_of(uow, kind, ident, entered.owner), ident, changed)


def _record(uow: UnitOfWork, entered: Entered, ident: int, save_key: str | None, covered: list[Link]) -> Outcome:
    kind, owner = entered.kind.name, entered.owner
    uow.flush()
    kept = stored(uow.connection, kind, ident)
    number = kept.row.get("number") if kept else None
    payload: dict[str, Any] = {
        "text": told(uow, kind, kept.values if kept else entered.values, owner, entered.zone),
        "kind": kind,
        "result": result(kind, ident, number),
    }
    if number is not None:
        payload["number"] = number
    if entered.before is not None:
        payload["fields"] = sorted(entered.changed)
    links = [*links_of(kind, ident, owner, customer_of(uow, kind, ident, owner)), *covered]
    seq = uow.record(ADDED[kind] if entered.before is None else EDIT, links, payload, save_key=save_key)
    return Done(seq, kind, ident, number)
