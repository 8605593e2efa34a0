"""The mappings that come with the program."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.binding import bind
from dispatcher.exchange.mapping import Kind, Mapping, load
from dispatcher.resources import data_folder


def folder() -> Path:
    """Where the shipped mappings lie."""
    return data_folder() / "mappings"


def find_shipped(header: tuple[str, ...], kind: Kind) -> Mapping | None:
    """The shipped mapping for a list of ``kind`` with this ``header``, or None where it is none of the known lists."""
    found = [mapping for mapping in _all(folder()) if mapping.kind == kind and _recognises(mapping, header)]
    return max(found, key=lambda mapping: len(mapping.recognise), default=None)


def find_other(header: tuple[str, ...], kind: Kind) -> Mapping | None:
    """The shipped mapping of another kind that this ``header`` belongs to, or None. One column says too little."""
    found = [mapping for mapping in _all(folder()) if mapping.kind != kind and len(mapping.recognise) > 1]
    fitting = [mapping for mapping in found if _recognises(mapping, header)]
    return max(fitting, key=lambda mapping: len(mapping.recognise), default=None)


@lru_cache(maxsize=1)
def _all(where: Path) -> tuple[Mapping, ...]:
    """Read once: they do not change while the program runs, and an office made anew asks for each of its lists."""
    mappings = [load(path) for path in sorted(where.glob("*.toml"))]
    return tuple(mapping for mapping in mappings if isinstance(mapping, Mapping))


def _recognises(mapping: Mapping, header: tuple[str, ...]) -> bool:
    names = {name.casefold() for name in header}
    known = all(column.casefold() in names for column in mapping.recognise)
    return known and bool(mapping.recognise) and not isinstance(bind(mapping, header), Refusal)
