"""Keeping the search up to date: documents of customers and sites, and a vocabulary by sound and near spelling.

The full-text index answers "which customers have these words"; the vocabulary answers "which words sound like that,
or differ by one typing error" by equality on indexed columns, so neither ever reads a whole table.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from dispatcher.domain.text import cologne, near_keys, words
from dispatcher.store.schema import (
    contact_person,
    customer,
    number,
    search_document,
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
    """Adds documents and their new words; keeps the words it knows for the length of one batch."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads and writes through ``uow``; nothing is committed here."""
        self._uow = uow
        self._known: set[str] = set()

    def add(self, customer_id: int, texts: Iterable[str], site_id: int | None = None) -> None:
        """A document: the customer's own (``site_id`` None), or one for a further site, which repeats his name."""
        line = document(texts)
        row = {
            "id": self._uow.new_id(search_document),
            "customer_id": customer_id,
            "site_id": site_id,
            "words": line,
        }
        self._uow.insert_plain(search_document, row)
        self._learn(line.split())

    def extend(self, customer_id: int, texts: Iterable[str]) -> None:
        """Add words to a customer's own document; one is made where there is none."""
        self._uow.flush()
        connection = self._uow.connection
        own = select(search_document.c.id, search_document.c.words).where(
            search_document.c.customer_id == customer_id, search_document.c.site_id.is_(None)
        )
        found = connection.execute(own).first()
        if found is None:
            self.add(customer_id, texts)
            return
        line = document([found.words, *texts])
        if line != found.words:
            connection.execute(update(search_document).where(search_document.c.id == found.id).values(words=line))
            self._learn(line.split())

    def rebuild(self, customer_id: int) -> None:
        """Write a customer's documents anew from his rows, after a name or a place was changed."""
        self._uow.flush()
        connection = self._uow.connection
        connection.execute(delete(search_document).where(search_document.c.customer_id == customer_id))
        for site_id, texts in documents_of(connection, customer_id):
            self.add(customer_id, texts, site_id)

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


def documents_of(connection: Connection, customer_id: int) -> list[tuple[int | None, list[str]]]:
    """The documents of a customer: his own (names, persons, mail, remark, first site), then one a further site."""
    named = select(customer.c.name, customer.c.long_name, customer.c.remark).where(customer.c.id == customer_id)
    sites = select(site.c.id, site.c.name, site.c.street, site.c.postcode, site.c.place)
    persons = select(contact_person.c.name).where(contact_person.c.customer_id == customer_id)
    mails = select(number.c.value).where(number.c.customer_id == customer_id, number.c.kind == "mail")
    own = [text for row in connection.execute(named) for text in row]
    own += [*connection.scalars(persons), *connection.scalars(mails)]
    placed = connection.execute(sites.where(site.c.customer_id == customer_id).order_by(site.c.id)).all()
    first = [text for row in placed[:1] for text in row[1:]]
    further: list[tuple[int | None, list[str]]] = [(row.id, [own[0], *row[1:]]) for row in placed[1:]]
    return [(None, own + first), *further]
