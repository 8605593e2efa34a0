"""What the database itself refuses, and the search feeds; written anew after each migration, on both databases.

* journal, links, payloads and the ledger of moves are append-only; a payload goes only when a tombstone entry names it;
* blocked times of one technician do not overlap, unless an override with its reason is stored (I4);
* the full-text index follows the payloads and the customers' words by itself.

A migration that rebuilds a table on SQLite drops its triggers without a word, so :func:`install` runs each time.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from dispatcher.store.trouble import LOCKED, OVERLAP

_SQLITE_FTS = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS journal_fts USING fts5("
        "search, content='journal_payload', content_rowid='seq', tokenize='unicode61')"
    ),
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS document_fts USING fts5("
        "words, content='search_document', content_rowid='id', tokenize='unicode61', prefix='1 2 3')"
    ),
)


def _sqlite_locked(table: str, known: str) -> list[tuple[str, str]]:
    abort = f"BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    return [
        (f"{table}_no_update", f"BEFORE UPDATE ON {table} {abort}"),
        (f"{table}_no_delete", f"BEFORE DELETE ON {table} {abort}"),
        # INSERT OR REPLACE deletes without firing the delete trigger, so a known key is refused by name.
        (f"{table}_no_replace", f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {known}) {abort}"),
    ]


def _sqlite_triggers() -> list[tuple[str, str]]:
    links = "kind = NEW.kind AND ref = NEW.ref AND happened_at = NEW.happened_at AND seq = NEW.seq"
    return [
        *_sqlite_locked("journal", "seq = NEW.seq"),
        *_sqlite_locked("journal_link", links),
        *_sqlite_locked("move", "id = NEW.id"),
        *_sqlite_payload(),
        *_sqlite_feed("journal_payload", "journal_fts", "seq", "search"),
        *_sqlite_feed("search_document", "document_fts", "id", "words"),
        *_sqlite_overlap(),
    ]


def _sqlite_payload() -> list[tuple[str, str]]:
    """A payload is never changed, and goes only when a tombstone names its entry."""
    abort = f"BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    tombstone = (
        "NOT EXISTS (SELECT 1 FROM journal_link l JOIN journal j ON j.seq = l.seq "
        "WHERE l.kind = 'entry' AND l.ref = OLD.seq AND j.verb = 'erase')"
    )
    known = "EXISTS (SELECT 1 FROM journal_payload WHERE seq = NEW.seq)"
    return [
        ("journal_payload_no_update", f"BEFORE UPDATE ON journal_payload {abort}"),
        ("journal_payload_tombstone", f"BEFORE DELETE ON journal_payload WHEN {tombstone} {abort}"),
        ("journal_payload_no_replace", f"BEFORE INSERT ON journal_payload WHEN {known} {abort}"),
    ]


def _sqlite_feed(table: str, index: str, key: str, column: str) -> list[tuple[str, str]]:
    """The full-text ``index`` over ``column`` follows its table; a row without words is not in it."""
    put = f"INSERT INTO {index}(rowid, {column}) SELECT NEW.{key}, NEW.{column} WHERE NEW.{column} <> ''; "
    take = (
        f"INSERT INTO {index}({index}, rowid, {column}) SELECT 'delete', OLD.{key}, OLD.{column} "
        f"WHERE OLD.{column} <> ''; "
    )
    return [
        (f"{table}_fts_insert", f"AFTER INSERT ON {table} BEGIN {put}END"),
        (f"{table}_fts_update", f"AFTER UPDATE ON {table} BEGIN {take}{put}END"),
        (f"{table}_fts_delete", f"AFTER DELETE ON {table} BEGIN {take}END"),
    ]


def _sqlite_overlap() -> list[tuple[str, str]]:
    """I4: blocked times of one technician touch at most, unless an override stands with its reason."""
    overlap = (
        "NEW.active AND NEW.override = '' AND EXISTS (SELECT 1 FROM assignment a "
        "WHERE a.technician_id = NEW.technician_id AND a.id <> NEW.id AND a.active AND a.override = '' "
        "AND a.blocked_from < NEW.blocked_until AND a.blocked_until > NEW.blocked_from)"
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END"
    return [
        ("assignment_overlap_insert", f"BEFORE INSERT ON assignment WHEN {overlap} {refuse}"),
        ("assignment_overlap_update", f"BEFORE UPDATE ON assignment WHEN {overlap} {refuse}"),
    ]


_POSTGRES_FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION dispatcher_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE OR REPLACE FUNCTION dispatcher_payload() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM journal_link l JOIN journal j ON j.seq = l.seq
                     WHERE l.kind = 'entry' AND l.ref = OLD.seq AND j.verb = 'erase') THEN
        RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN OLD;
    END $$""",
)
_POSTGRES_TABLES = ("journal", "journal_link", "journal_payload", "move")
_POSTGRES_INDEXES = (
    (
        "CREATE INDEX IF NOT EXISTS ix_journal_payload_search ON journal_payload "
        "USING gin (array_to_tsvector(string_to_array(search, ' ')))"
    ),
    (
        "CREATE INDEX IF NOT EXISTS ix_search_document_words ON search_document "
        "USING gin (array_to_tsvector(string_to_array(words, ' ')))"
    ),
)
_POSTGRES_OVERLAP = """DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'ex_assignment_overlap') THEN
    ALTER TABLE assignment ADD CONSTRAINT ex_assignment_overlap EXCLUDE USING gist (
      int4range(technician_id, technician_id, '[]') WITH &&,
      tstzrange(blocked_from, blocked_until) WITH &&
    ) WHERE (active AND override = '');
  END IF;
END $$"""


def install(connection: Connection) -> None:
    """Make every trigger, search feed and exclusion constraint as this program wants it; may be run at any time."""
    if connection.dialect.name == "postgresql":
        _install_postgres(connection)
    else:
        _install_sqlite(connection)


def _install_sqlite(connection: Connection) -> None:
    for statement in _SQLITE_FTS:
        connection.execute(text(statement))
    for name, body in _sqlite_triggers():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")


def _install_postgres(connection: Connection) -> None:
    for statement in (*_POSTGRES_FUNCTIONS, *_POSTGRES_INDEXES, _POSTGRES_OVERLAP):
        connection.execute(text(statement))
    for table in _POSTGRES_TABLES:
        rows = "UPDATE" if table == "journal_payload" else "UPDATE OR DELETE"
        for name, event in (("locked", f"{rows} ON {table} FOR EACH ROW"), ("kept", f"TRUNCATE ON {table}")):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"))
            connection.execute(
                text(f"CREATE TRIGGER {table}_{name} BEFORE {event} EXECUTE FUNCTION dispatcher_locked()")
            )
    connection.execute(text("DROP TRIGGER IF EXISTS journal_payload_tombstone ON journal_payload"))
    connection.execute(
        text(
            "CREATE TRIGGER journal_payload_tombstone BEFORE DELETE ON journal_payload "
            "FOR EACH ROW EXECUTE FUNCTION dispatcher_payload()"
        )
    )
