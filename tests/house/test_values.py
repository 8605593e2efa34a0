"""Our ``dataclass`` is the library's in all that a value is used for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from dataclasses import KW_ONLY, FrozenInstanceError, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

import dispatcher
from dispatcher.values import dataclass

PACKAGE = Path(dispatcher.__file__).parent
OTHERS = re.compile(r"^\s*(from dataclasses import .*\bdataclass\b|@dataclasses\.dataclass)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Visit:
    """A value."""

    number: int
    crew: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False, repr=False)
    _: KW_ONLY
    place: str = "Berlin"


@dataclass(slots=True)
class Run:
    """A record that changes."""

    length: int
    twice: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.twice = 2 * self.length


@dataclass
class Told:
    """An open one."""

    word: str = "moin"

    def __repr__(self) -> str:
        return "told"


def test_values_are_equal_by_what_they_say_and_can_be_keys() -> None:
    one, other = Visit(7, ("aa",), ["x"]), Visit(7, ("aa",), ["y"])
    assert one == other
    assert len({one, other, Visit(8), Visit(7, ("aa",), place="Bonn")}) == 3
    assert one.__eq__("visit") is NotImplemented
    assert repr(one) == "Visit(number=7, crew=('aa',), place='Berlin')"


def test_a_frozen_value_refuses_every_change_and_every_further_attribute() -> None:
    visit: Any = Visit(7)
    for name in ("number", "colour"):
        with pytest.raises(FrozenInstanceError):
            setattr(visit, name, 8)
    with pytest.raises(FrozenInstanceError):
        del visit.crew
    assert not hasattr(visit, "__dict__")


def test_defaults_are_made_anew_and_a_missing_one_is_named() -> None:
    assert Visit(1).notes is not Visit(1).notes
    open_visit: Any = Visit
    with pytest.raises(TypeError, match=r"Visit.__init__\(\) missing 1 required positional argument: 'number'"):
        open_visit()
    with pytest.raises(TypeError, match="positional"):
        open_visit(1, (), [], "Bonn")


def test_values_are_copied_pickled_written_and_taken_apart() -> None:
    visit = Visit(7, ("aa",), ["x"], place="Bonn")
    for same in (copy.copy(visit), copy.deepcopy(visit), pickle.loads(pickle.dumps(visit))):
        assert (same, same.notes, same.place) == (visit, ["x"], "Bonn")
    assert dataclasses.replace(visit, number=8) == Visit(8, ("aa",), place="Bonn")
    assert dataclasses.asdict(visit) == {"number": 7, "crew": ("aa",), "notes": ["x"], "place": "Bonn"}
    assert msgspec.json.encode(Run(2)) == b'{"length":2,"twice":4}'


def test_records_change_and_are_no_keys() -> None:
    run, told = Run(2), Told()
    run.length, told.word = 3, "tach"
    assert (run.twice, repr(told), told == Told("tach")) == (4, "told", True)
    with pytest.raises(TypeError, match="unhashable"):
        hash(run)


def test_every_value_of_the_program_is_made_by_ours() -> None:
    others = [
        path.name for path in PACKAGE.rglob("*.py") if path.name != "values.py" and OTHERS.search(path.read_text())
    ]
    assert others == []
