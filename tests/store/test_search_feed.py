"""What can be found is alike on both databases: documents, vocabulary, and what a full-text question answers."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from dispatcher.queries.search import search
from dispatcher.store.place import Place
from dispatcher.store.schema import search_document, vocabulary, vocabulary_near
from dispatcher.store.store import Store
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.offices import add_customer, note, rename, saved

NAMES = [
    "Müller & Söhne GmbH",
    "Mueller Muller",
    "Straße des 17. Juni",
    "ŁÓDŹ Æther Øre",
    "ÇELİK Ίσταμπουλ",
    "東京 株式会社",
    "O'Reilly-Meyer",
    "42 42nd 4711",
    "x" * 500,
    "a_b c.d e/f",
    "👩‍🔧 Notdienst",
    "NEAR AND OR NOT *",
    "",
]
QUESTIONS = [
    "muller", "MÜLLER", "mueller", "strasse", "straße 17", "lodz", "celik", "東京", "reilly", "meier", "42", "x" * 48,
    "a_b", "notdienst",
    "NEAR(", '"', "* OR *", "heizung", "heizung kalt", "rang", "k1", "t4411", "kalt zuruck", "'", "%",
]  # fmt: skip


def furnish(store: Store) -> None:
    for name in NAMES:
        saved(store, partial(add_customer, name=name))
        saved(store, partial(note, words=f"{name} rang wegen Heizung", customer_id=3))
    saved(store, lambda uow: rename(uow, 1, "Mayer"))


@pytest.mark.postgres
def test_both_databases_find_alike(file_place: Place, server_place: Place, opening: Opening) -> None:
    file, server = opening(file_place), opening(server_place)
    for store in (file, server):
        furnish(store)
    tables = (search_document, vocabulary, vocabulary_near)
    with file.reading() as one, server.reading() as other:
        for table in tables:
            rows = [sorted(map(tuple, connection.execute(select(table)))) for connection in (one, other)]
            assert rows[0] == rows[1], table.name
        answers = {typed: (search(one, typed), search(other, typed)) for typed in QUESTIONS}
    assert {typed for typed, (first, second) in answers.items() if first != second} == set()
    assert sum(bool(first) for first, _second in answers.values()) > 15


def test_the_index_follows_every_change(store: Store) -> None:
    furnish(store)
    with store.reading() as connection:
        assert [hit.customer_name for hit in search(connection, "mayer")][:1] == ["Mayer"]
    assert check(store).findings == ()
