"""Values made from nothing but the types that a class asks for, every text in them hostile."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dispatcher.domain.calendar import to_local
from tests.console.office_of import NOW, ZONE

Known = Mapping[str, Any]
"""What a name is given wherever it is asked for, because it is no free text: a zone, a kind."""
SETTLED: Known = {
    "zone": ZONE, "state": "BE", "language": "de", "direction": "in", "channel": "T", "ball": "us", "side": "ours",
    "tab": 0, "day": date(2026, 11, 23), "municipality": "", "values": {}, "draft": {}, "minutes": 30,
}  # fmt: skip
_DEEPEST = 6


class Maker:
    """Makes values; each text is the next of ``texts``."""

    def __init__(self, texts: Iterator[str], known: Known) -> None:
        """``known`` goes over :data:`SETTLED`; a key ``Class.name`` holds for one class only."""
        self.texts = texts
        self._known = {**SETTLED, **known}

    def call(self, made: Callable[..., Any], **given: Any) -> Any:
        """``made`` called with something for each of its places that has to be filled, and ``given``."""
        return made(**{name: self._argument(made, one, given) for name, one in _places(made)})

    def _argument(self, made: Callable[..., Any], place: inspect.Parameter, given: Known) -> Any:
        named = f"{getattr(made, '__name__', '')}.{place.name}"
        for known in (given, {place.name: self._known[named]} if named in self._known else {}, self._known):
            if place.name in known:
                return known[place.name]
        return self.value(_hints(made).get(place.name, str), 0)

    def value(self, kind: Any, depth: int) -> Any:
        """Something of that type."""
        origin, parts = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self.value(next(one for one in parts if one is not type(None)), depth)
        if origin is Literal:
            return parts[0]
        if origin is not None:
            return self._many(origin, parts, depth)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        plain = {str: self._text, int: lambda: 1, bool: lambda: False, float: lambda: 1.0, Any: self._text}
        plain |= {datetime: lambda: NOW, date: lambda: to_local(NOW, ZONE).date(), time: lambda: time(9, 30)}
        if kind in plain:
            return plain[kind]()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            return self._record(kind, depth)
        raise TypeError(f"nobody knows how to make {kind}")

    def _text(self) -> str:
        return next(self.texts)

    def _many(self, origin: Any, parts: tuple[Any, ...], depth: int) -> Any:
        if origin in (Callable, _ABSTRACT_CALLABLE):
            return lambda *_arguments: self.value(parts[-1], depth + 1) if parts[-1] not in (None, object) else None
        if issubclass(origin, Mapping):
            return {} if depth >= _DEEPEST else {self.value(parts[0], depth + 1): self.value(parts[1], depth + 1)}
        if origin is tuple and not (len(parts) == 2 and parts[1] is Ellipsis):
            return tuple(self.value(one, depth + 1) for one in parts)
        return () if depth >= _DEEPEST else (self.value(parts[0], depth + 1),) * 2

    def _record(self, kind: type, depth: int) -> Any:
        hints = _hints(kind)
        told = {}
        for one in dataclasses.fields(kind):
            named = f"{kind.__name__}.{one.name}"
            known = self._known.get(named, self._known.get(one.name, self))
            told[one.name] = self.value(hints[one.name], depth + 1) if known is self else known
        return kind(**told)


_ABSTRACT_CALLABLE = get_origin(Callable[[], None])


def _places(made: Callable[..., Any]) -> Sequence[tuple[str, inspect.Parameter]]:
    told = inspect.signature(made).parameters.items()
    return [(name, one) for name, one in told if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]


def _hints(made: Any) -> dict[str, Any]:
    """The types that ``made`` asks for, with the names that only a type checker imports."""
    of = inspect.getattr_static(made, "__init__") if _is_plain_class(made) else made
    module = inspect.getmodule(of)
    return get_type_hints(of, localns={**_only_for_checkers(module), **vars(module)} if module else None)


def _is_plain_class(made: Any) -> bool:
    return isinstance(made, type) and not dataclasses.is_dataclass(made)


def _only_for_checkers(module: types.ModuleType) -> dict[str, Any]:
    import ast
    import importlib

    found: dict[str, Any] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for line in (one for one in node.body if isinstance(one, ast.ImportFrom) and one.module):
                room = importlib.import_module(str(line.module))
                found |= {one.asname or one.name: getattr(room, one.name) for one in line.names}
    return found
