"""The store: engine, schema, journal, search index, drafts, backup, migrations."""
