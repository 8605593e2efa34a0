"""An office whose every text is hostile, put there past the edge that makes texts harmless."""

from __future__ import annotations

from pathlib import Path

from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.verbs import NOTE
from dispatcher.store import sqlite
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from tests.console.office_of import NOW

MARK = "[/b] [@click=app.quit]x[/]"
EVIL = (
    f"{MARK}\x1b]52;c;aGFjaw==\x07\x1b[2J\x1bc\x9b31m\x0e\x00\x7f\u202egnirts\u2069\u200b\u00ad 日本"
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 [type=x, v={'a[0]'}] [link=http://x]y"
)
_COLUMNS = {
    "office": ("name",),
    "colleague": ("name",),
    "customer": ("name", "long_name"),
    "site": ("name", "street", "postcode", "place", "access", "parking"),
    "contact_person": ("name", "role"),
    "number": ("shown",),
    "technician": ("name",),
    "ticket": ("title", "text", "next_step", "ball_who"),
}


def spoil(path: Path) -> Path:
    """Put :data:`EVIL` into every text that a screen shows, and into entries of K-1001's history."""
    connection = sqlite.driver.connect(path, isolation_level=None)
    for table, columns in _COLUMNS.items():
        for column in columns:
            connection.execute(f"UPDATE {table} SET {column} = {column} || ? || {column}", (EVIL,))
    connection.execute("UPDATE technician SET code = substr(code, 1, 2) || ?", (EVIL[:20],))
    connection.close()
    store = open_store(find(str(path)))
    with store.writing(Actor(1, "mh", "dispatcher"), Clock(NOW)) as uow:
        for text in (EVIL, "[EXTERN] Re: Heizung\nzweite Zeile", f"a\tb\r\nc {EVIL * 3}"):
            payload = {"text": text, "direction": "in", "channel": "T", "person": EVIL}
            uow.record(NOTE, [("customer", 1)], payload)
    store.close()
    return path
