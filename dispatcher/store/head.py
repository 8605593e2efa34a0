"""The journal's head, noted outside the store after each save.

A chain alone cannot show that its end was cut off, or that somebody computed the whole chain anew. A file outside
the store that says "entry 118 had this hash" can. Each user keeps his own in his state directory. Each line ends with
a sign for the place of the store, because a copy of a store that is worked on says nothing about the store itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from dispatcher.store.journal import Head
from dispatcher.store.place import state_folder
from dispatcher.values import dataclass

KEPT_LINES = 2000
TOO_LONG = 1_000_000
"""Bytes from which the file is cut down to its last lines."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What the file says: heads that were saved, oldest first; ``path`` for the message."""

    path: Path
    heads: tuple[Head, ...]


def path_for(store_id: str) -> Path:
    """The file that notes the heads of one store."""
    folder = state_folder() / "heads"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{store_id}.txt"


def note(store_id: str, head: Head, restored: bool = False, at: str = "") -> None:
    """Add ``head`` to the file. After a restore the later heads no longer hold, and the line says so. ``at`` is the
    mark of the store's place.

    One short write in append mode, so that several programs do not mix their lines.
    """
    path = path_for(store_id)
    line = f"{'restored ' if restored else ''}{head.seq} {head.hash} {at}".rstrip() + "\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode())
        size = os.fstat(handle).st_size
    finally:
        os.close(handle)
    if size > TOO_LONG:
        _shorten(path)


def _shorten(path: Path) -> None:
    lines = path.read_text().splitlines(keepends=True)[-KEPT_LINES:]
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.writelines(lines)
    fresh.replace(path)


def noted(store_id: str, at: str = "") -> Noted | None:
    """The heads noted for a store, or None where nobody noted any on this computer for this user.

    Those noted at the place with the mark ``at``; where there are none, the store was moved, and all of them.
    """
    path = path_for(store_id)
    try:
        lines = path.read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return None
    found = [line for line in map(_parse, lines) if line is not None]
    heads = _standing([line for line in found if line.at == at] or found)
    return Noted(path, tuple(heads)) if heads else None


@dataclass(frozen=True, slots=True)
class _Line:
    head: Head
    restored: bool
    at: str


def _parse(line: str) -> _Line | None:
    parts = line.split()
    restored = parts[:1] == ["restored"]
    parts = parts[restored:]
    if len(parts) not in (2, 3) or not parts[0].isdecimal():
        return None
    return _Line(Head(int(parts[0]), parts[1]), restored, parts[2] if len(parts) == 3 else "")


def _standing(lines: Iterable[_Line]) -> list[Head]:
    """After a restore only the heads up to it stand."""
    heads: list[Head] = []
    for line in lines:
        if line.restored:
            heads = [earlier for earlier in heads if earlier.seq < line.head.seq]
        heads.append(line.head)
    return heads
