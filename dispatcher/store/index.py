"""Keeping the search up to date: one document a customer, and a vocabulary of its words by sound and near spelling.

The full-text index answers "which customers have these words"; the vocabulary answers "which words sound like that,
or differ by one typing error" by equality on indexed columns, so neither ever reads a whole table.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, literal, select, update

from dispatcher.domain.text import cologne, near_keys, words
from dispatcher.store.schema import (
    contact_person,
    customer,
    customer_search,
    number,
    site,
    vocabulary,
    vocabulary_near,
)
from dispatcher.store.uow import UnitOfWork

LONGEST_WORD = 48
"""Longer runs of letters are cut in the index: nobody types them, and both databases cap them."""


def document(texts: Iterable[str]) -> str:
    """The distinct folded words of ``texts`` in one line, as both databases index them."""
    return " ".join(dict.fromkeys(word[:LONGEST_WORD] for text in texts for word in words(text)))


def search_text(*texts: str) -> str:
    """The words under which a journal entry is found."""
    return document(texts)


class Indexer:
    """Adds customers' documents and their new words; keeps the words it knows for the length of one batch."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads and writes through ``uow``; nothing is committed here."""
        self._uow = uow
        self._known: set[str] = set()

    def add(self, customer_id: int, texts: Iterable[str]) -> None:
        """The document of a customer that has none yet."""
        line = document(texts)
        self._uow.insert_plain(customer_search, {"customer_id": customer_id, "words": line})
        self._learn(line.split())

    def extend(self, customer_id: int, texts: Iterable[str]) -> None:
        """Add words to a customer's document; one is made where there is none."""
        self._uow.flush()
        connection = self._uow.connection
        old = connection.scalar(select(customer_search.c.words).where(customer_search.c.customer_id == customer_id))
        if old is None:
            self.add(customer_id, texts)
            return
        line = document([old, *texts])
        if line != old:
            connection.execute(
                update(customer_search).where(customer_search.c.customer_id == customer_id).values(words=line)
            )
            self._learn(line.split())

    def rebuild(self, customer_id: int) -> None:
        """Write a customer's document anew from his rows, after a name was changed."""
        self._uow.flush()
        connection = self._uow.connection
        line = document(texts_of(connection, customer_id))
        statement = update(customer_search).where(customer_search.c.customer_id == customer_id).values(words=line)
        if connection.execute(statement).rowcount == 0:
            connection.execute(insert(customer_search).values(customer_id=customer_id, words=line))
        self._learn(line.split())

    def _learn(self, line: list[str]) -> None:
        fresh = [word for word in line if word not in self._known and not word.isdigit()]
        self._known.update(fresh)
        for word in self._missing(fresh):
            self._uow.insert_plain(vocabulary, {"word": word, "sound": cologne(word)})
            for near in near_keys(word):
                self._uow.insert_plain(vocabulary_near, {"near": near, "word": word})

    def _missing(self, fresh: list[str]) -> list[str]:
        if not fresh:
            return []
        query = select(vocabulary.c.word).where(vocabulary.c.word.in_(fresh))
        there = set(self._uow.connection.scalars(query))
        return [word for word in fresh if word not in there]


def texts_of(connection: Connection, customer_id: int) -> list[str]:
    """Every text of a customer by which he is found: names, places, persons, mail addresses, remark."""
    queries = (
        select(customer.c.name, customer.c.long_name, customer.c.remark).where(customer.c.id == customer_id),
        select(site.c.name, site.c.street, site.c.postcode, site.c.place).where(site.c.customer_id == customer_id),
        select(contact_person.c.name, literal("")).where(contact_person.c.customer_id == customer_id),
        select(number.c.value, literal("")).where(number.c.customer_id == customer_id, number.c.kind == "mail"),
    )
    return [text for query in queries for row in connection.execute(query) for text in row]
