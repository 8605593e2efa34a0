"""Keeping the search up to date: documents of customers and sites, and a vocabulary by sound and near spelling.

The full-text index answers "which customers have these words"; the vocabulary answers "which words sound like that,
or differ by one typing error" by equality on indexed columns, so neither ever reads a whole table.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

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
MOST_ASKED = 5000
"""Words in one question to the vocabulary; both databases limit the parameters of a statement."""


def document(texts: Iterable[str]) -> str:
    """The distinct folded words of ``texts`` in one line, as both databases index them."""
    return " ".join(dict.fromkeys(word[:LONGEST_WORD] for text in texts for word in words(text)))


def search_text(*texts: str) -> str:
    """The words under which a journal entry is found."""
    return document(texts)


Document = tuple[int, int | None, Iterable[str]]
"""A customer, one of his further sites or None for his own document, and the texts in it."""


class Indexer:
    """Adds documents and their new words; keeps the words it knows for the length of one batch."""

    def __init__(self, uow: UnitOfWork, known: Set[str] = frozenset()) -> None:
        """Reads and writes through ``uow``; nothing is committed here. ``known`` words are in the vocabulary."""
        self._uow = uow
        self._known = known
        self.learned: set[str] = set()

    def add(self, customer_id: int, texts: Iterable[str], site_id: int | None = None) -> None:
        """A document: the customer's own (``site_id`` None), or one for a further site, which repeats his name."""
        self.add_all([(customer_id, site_id, texts)])

    def add_all(self, documents: Iterable[Document]) -> None:
        """Many documents at once: the vocabulary is asked once for the words of all."""
        line: dict[str, None] = {}
        for customer_id, site_id, texts in documents:
            own = document(texts)
            ident = self._uow.new_id(search_document)
            row = {"id": ident, "customer_id": customer_id, "site_id": site_id, "words": own}
            self._uow.insert_plain(search_document, row)
            line |= dict.fromkeys(own.split())
        self._learn(line)

    def rebuild(self, customer_id: int) -> None:
        """Write all documents of a customer anew from his rows, after his name was changed."""
        self._uow.flush()
        connection = self._uow.connection
        connection.execute(delete(search_document).where(search_document.c.customer_id == customer_id))
        self.add_all((customer_id, site_id, texts) for site_id, texts in documents_of(connection, customer_id))

    def remove(self, customer_id: int) -> None:
        """Take a customer who is about to be deleted out of the search."""
        self._uow.flush()
        documents = search_document.c.customer_id == customer_id
        self._uow.connection.execute(delete(search_document).where(documents))

    def rebuild_one(self, customer_id: int, site_id: int | None = None) -> None:
        """Write the document of one further site anew, or the customer's own; where the site has none of its own
        (the first one stands in the customer's), that one."""
        self._uow.flush()
        connection, documents = self._uow.connection, search_document.c
        own = select(documents.id).where(documents.customer_id == customer_id)
        ident = site_id and connection.scalar(own.where(documents.site_id == site_id))
        if site_id and ident:
            texts = site_texts(connection, customer_id, site_id)
        else:
            ident = connection.scalar(own.where(documents.site_id.is_(None)))
            texts = own_texts(connection, customer_id)
        if ident is None:
            self.add(customer_id, texts)
            return
        line = document(texts)
        connection.execute(update(search_document).where(documents.id == ident).values(words=line))
        self._learn(dict.fromkeys(line.split()))

    def _learn(self, line: Iterable[str]) -> None:
        fresh = [word for word in line if word not in self._known and word not in self.learned and not word.isdigit()]
        self.learned.update(fresh)
        missing = self._missing(fresh)
        self._uow.insert_plain(vocabulary, *({"word": word, "sound": cologne(word)} for word in missing))
        near = ({"near": near, "word": word} for word in missing for near in near_keys(word))
        self._uow.insert_plain(vocabulary_near, *near)

    def _missing(self, fresh: list[str]) -> list[str]:
        there: set[str] = set()
        for start in range(0, len(fresh), MOST_ASKED):
            asked = fresh[start : start + MOST_ASKED]
            there.update(self._uow.connection.scalars(select(vocabulary.c.word).where(vocabulary.c.word.in_(asked))))
        return [word for word in fresh if word not in there]


_PLACE = (site.c.name, site.c.street, site.c.postcode, site.c.place)


def documents_of(connection: Connection, customer_id: int) -> list[tuple[int | None, list[str]]]:
    """The documents of a customer: his own (names, persons, mail, remark, first site), then one a further site."""
    name = connection.scalar(select(customer.c.name).where(customer.c.id == customer_id)) or ""
    sites = select(site.c.id, *_PLACE).where(site.c.customer_id == customer_id, ~site.c.archived).order_by(site.c.id)
    further = [(row[0], [name, *row[1:]]) for row in connection.execute(sites).all()[1:]]
    return [(None, own_texts(connection, customer_id)), *further]


def own_texts(connection: Connection, customer_id: int) -> list[str]:
    """By what a customer himself is found: names, remark, persons, mail addresses, his first site."""
    named = select(customer.c.name, customer.c.long_name, customer.c.remark).where(customer.c.id == customer_id)
    persons = select(contact_person.c.name).where(
        contact_person.c.customer_id == customer_id, ~contact_person.c.archived
    )
    mails = select(number.c.value).where(
        number.c.customer_id == customer_id, number.c.kind == "mail", ~number.c.archived
    )
    first = select(*_PLACE).where(site.c.customer_id == customer_id, ~site.c.archived).order_by(site.c.id).limit(1)
    rows = [*connection.execute(named), *connection.execute(persons), *connection.execute(mails)]
    return [text for row in (*rows, *connection.execute(first)) for text in row]


def site_texts(connection: Connection, customer_id: int, site_id: int) -> list[str]:
    """By what a further site is found: its customer's name and its place; nothing once it is given up."""
    query = select(customer.c.name, *_PLACE).join(site, site.c.customer_id == customer.c.id)
    mine = query.where(customer.c.id == customer_id, site.c.id == site_id, ~site.c.archived)
    return list(connection.execute(mine).first() or ())
