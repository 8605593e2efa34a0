"""What a desk does with master data in these tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dispatcher.actions.outcome import Done
from dispatcher.actions.records import save_record
from dispatcher.domain.record import Owner, SaveRecord
from dispatcher.queries.board import plan
from dispatcher.queries.record_rows import RecordRow
from dispatcher.queries.records import record, records
from dispatcher.queries.search import search
from dispatcher.store.index import document, documents_of
from dispatcher.store.schema import customer, search_document
from dispatcher.store.store import Store
from tests.actions.desk import (
    done,
    refused,
    rows,
)

ALBERS = {
    "name": "Textbüro Albers",
    "phone": "030/23125471; 030 23125-0 Zentrale",
    "mail": "post@albers.example",
    "street": "Klarastraße 4",
    "postcode": "10117",
    "place": "Berlin",
    "state": "Berlin",
}
BONNARD = {"form": "Frau", "name": "Bonnard", "role": "administration", "duties": "opener", "mobile": "0171 2312520"}


def new(store: Store, kind: str, values: Mapping[str, str], parent: Owner | None = None) -> int:
    return done(store, save_record, SaveRecord(kind, values, parent=parent)).ref


def edit(store: Store, kind: str, ident: int, **values: str) -> Done:
    return done(store, save_record, SaveRecord(kind, values, ident))


def no(
    store: Store, kind: str, values: Mapping[str, str], ident: int | None = None, parent: Owner | None = None
) -> str:
    """The code of the refusal: the field to put right."""
    refusal = refused(store, save_record, SaveRecord(kind, values, ident, parent=parent))
    assert 0 < len(refusal.sentence) < 400
    return refusal.code


def read(store: Store, kind: str, ident: int) -> RecordRow:
    with store.reading() as connection:
        found = record(connection, kind, ident)
    assert found is not None
    return found


def found_by(store: Store, typed: str) -> list[int]:
    with store.reading() as connection:
        return [hit.customer for hit in search(connection, typed) if hit.kind == "customer"]


def assert_found_right(store: Store) -> None:
    """Every customer's search documents are those that his rows give."""
    with store.reading() as connection:
        for one in rows(store, customer):
            want = sorted(document(texts) for _site, texts in documents_of(connection, one["id"]))
            kept = connection.execute(
                search_document.select().where(search_document.c.customer_id == one["id"])
            ).mappings()
            assert sorted(found["words"] for found in kept) == want


def records_of(store: Store, kind: str, parent: Owner | None = None, archived: bool = False) -> list[str]:
    with store.reading() as connection:
        return [line.title for line in records(connection, kind, parent, archived)]


def lane_of(store: Store, day: int) -> Any:
    with store.reading() as connection:
        return plan(connection, date(2026, 11, day), "Europe/Berlin", "BE").lanes[0]
