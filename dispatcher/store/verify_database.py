"""The database's own checks, and whether everything that should be found is in the search index."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from dispatcher.locale import _
from dispatcher.store.finding import Finding
from dispatcher.store.finding import entry as about

_SEARCH = (
    ("journal_payload", "seq", "search <> ''", "journal_fts"),
    ("search_document", "id", "words <> ''", "document_fts"),
)


def database_findings(connection: Connection) -> Iterator[Finding]:
    """What SQLite says of its file and of rows without their parents; those of the journal are named elsewhere.

    PostgreSQL sees to both by itself.
    """
    if connection.dialect.name != "sqlite":
        return
    for (message,) in connection.execute(text("PRAGMA integrity_check(100)")):
        if message != "ok":
            yield Finding("damaged", "file", _("The file is damaged: {message}").format(message=message))
    for table, row, parent, _key in connection.execute(text("PRAGMA foreign_key_check")):
        if parent == "journal":
            continue
        sentence = _("{table} {row} belongs to a {parent} that is not there.")
        yield Finding("parent", f"{table} {row}", sentence.format(table=table, row=row, parent=parent))


def search_findings(connection: Connection) -> Iterator[Finding]:
    """Entries and customers that the full-text index does not know, or knows though they are gone; customers without
    a search document."""
    if connection.dialect.name == "sqlite":
        for table, key, fed, index in _SEARCH:
            yield from _feed_findings(connection, table, key, fed, index)
    lost = "SELECT id FROM customer WHERE NOT EXISTS (SELECT 1 FROM search_document WHERE customer_id = customer.id)"
    for (ident,) in connection.execute(text(lost)):
        sentence = _("Customer {id} has no search document and is not found by name.").format(id=ident)
        yield Finding("search", f"customer {ident}", sentence)
    yield from _vocabulary_findings(connection)


def _vocabulary_findings(connection: Connection) -> Iterator[Finding]:
    """Documents with a word that is in no vocabulary: its beginning, its sound and a slip in it find nothing."""
    known = set(connection.scalars(text("SELECT word FROM vocabulary")))
    near = set(connection.scalars(text("SELECT DISTINCT word FROM vocabulary_near")))
    for ident, line in connection.execute(text("SELECT id, words FROM search_document ORDER BY id")):
        if any(word not in known or word not in near for word in line.split() if not word.isdigit()):
            yield _said("search_document", ident, _("Words of {what} are missing in the search index."))


def _feed_findings(connection: Connection, table: str, key: str, fed: str, index: str) -> Iterator[Finding]:
    """The index keeps one line a document, so that both sides compare by their keys alone."""
    there, known = f"SELECT {key} FROM {table} WHERE {fed}", f"SELECT id FROM {index}_docsize"
    for (key_value,) in connection.execute(text(f"{there} EXCEPT {known}")):
        yield _said(table, key_value, _("Words of {what} are missing in the search index."))
    for (key_value,) in connection.execute(text(f"{known} EXCEPT {there}")):
        yield _said(table, key_value, _("The search index has words of {what}, which is gone."))


def _said(table: str, key: int, sentence: str) -> Finding:
    if table == "journal_payload":
        return about("search", key, sentence.format(what=_("entry {seq}")))
    what = _("search document {id}").format(id=key)
    return Finding("search", f"document {key}", sentence.format(what=what))
