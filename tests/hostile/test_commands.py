"""Every command of the table, as text and as JSON: on a store hostile in every column, and with hostile words."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import cycle
from pathlib import Path
from typing import Any

import click
import pytest

from dispatcher.cli.main import COMMANDS, LazyGroup, command_line
from dispatcher.domain.text import clean
from tests.cli.conftest import Run, Said, run, store, template
from tests.console.promise_office import busy_morning
from tests.hostile.corpus import CORPUS, stretch
from tests.hostile.spoilt import endless, spoil_all, tell_all

__all__ = ["run", "store", "template"]

READING = (
    ("today",), ("queue",), ("lookup", "klara"), ("lookup", "k1001"), ("when", "wed 14"), ("history", "k1001"),
    ("history", "k1001", "--limit", "1000"), ("moves", "t1001"), ("promises",), ("voicemail",), ("missed",),
    ("show", "customer", "k1001"), ("show", "technician", "Wolff"), ("check",), ("doctor",), ("keys",), ("handover",),
    ("honesty",), ("settings",), ("slots", "t1001"), ("absence",), ("confirm",), ("decide",), ("status",), ("order",),
    ("clock", "t1001"), ("ball", "t1001"), ("note", "k1001", "[EXTERN] Re: Heizung"), ("ticket", "k1001", "[50%]"),
)  # fmt: skip
"""What is read, or written and told, where there is no need to know what the office holds."""
OUR_TAGS = (
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "span", "table", "colgroup", "col",
    "thead", "tbody", "tr", "th", "td", "b", "br", "footer",
)  # fmt: skip
_LEFT_OUT = frozenset(("demo", "restore"))
"""They take seconds where they are understood, or put another file in place of the store."""


def raw(text: str) -> set[str]:
    """The signs of ``text`` that a terminal would obey or hide."""
    kept = {sign for sign in text if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs")}
    return kept | {sign for sign in text if clean(sign) != sign and sign != "\t"}


def fault(said: Said) -> bool:
    return "Traceback" in said.err or "fault in it" in said.err or said.code not in (0, 1, 2, 3)


@pytest.fixture
def hostile(office: Path) -> Path:
    """The console's office, spoilt, with the whole corpus as one customer's history."""
    busy_morning(office)
    tell_all(office, 1)
    spoil_all(office, endless())
    return office


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_every_command_tells_a_hostile_store_harmlessly(run: Run, hostile: Path, as_json: bool) -> None:
    told = 0
    for words in READING:
        said = run(*words, *(["--json"] if as_json else []), at=hostile)
        assert not fault(said), (words, said.err)
        assert raw(said.out) == set(), words
        assert raw(said.err) == set(), words
        if as_json and said.code == 0:
            json.loads(said.out)
        told += said.code == 0
    assert told > len(READING) / 2


def test_json_gives_back_what_is_stored_sign_by_sign(run: Run, office: Path) -> None:
    texts = [text for text in tell_all(office, 1) if text.strip()]
    said = run("history", "k1001", "--limit", "1000", "--json", at=office)
    found = {one["text"] for one in said.json["entries"]}
    assert [text for text in texts if text not in found] == []


def parameters(name: str) -> list[click.Parameter]:
    assert isinstance(command_line, LazyGroup)
    found = command_line.get_command(click.Context(command_line), name)
    assert found is not None
    return [one for one in found.params if not getattr(one, "is_flag", False)]


def words_for(one: click.Parameter, text: str) -> list[str]:
    return [f"{one.opts[-1]}={text}"] if isinstance(one, click.Option) else [text]


def calls(name: str, texts: Any) -> list[list[str]]:
    """The command with a hostile text in one place after the other, and something plain where it must have it."""
    places = parameters(name)
    found = []
    for one in places:
        needed = [other for other in places if other.required]
        given = dict.fromkeys((*needed, one), "k1001") | {one: next(texts)}
        options = [
            word for other, text in given.items() if isinstance(other, click.Option) for word in words_for(other, text)
        ]
        plain = [text for other, text in given.items() if isinstance(other, click.Argument)]
        found.append([name, *options, "--", *plain])
    return found


@pytest.mark.parametrize("number", range(2))
def test_every_place_of_every_command_takes_hostile_words(run: Run, store: Path, tmp_path: Path, number: int) -> None:
    texts = cycle(one.text.replace("\0", "") for one in stretch(number, len(CORPUS) // 2))
    for name in COMMANDS:
        if name not in _LEFT_OUT:
            for words in calls(name, texts):
                said = run(*words)
                assert not fault(said), (words, said.err)
                assert raw(said.out) | raw(said.err) == set(), words


def test_everyday_text_in_brackets_goes_in_and_comes_out_whole(run: Run, store: Path) -> None:
    for text in ("[EXTERN] Re: Heizung", "[50%]", "[x] erledigt", "[Status=offen]"):
        assert run("note", "k1001", text).code == 0
        assert re.search(re.escape(text), run("history", "k1001").out)
        assert text in {one["text"] for one in run("history", "k1001", "--json").json["entries"]}


def test_the_page_for_the_printer_holds_no_markup_of_others(run: Run, hostile: Path, tmp_path: Path) -> None:
    page = tmp_path / "plan.html"
    assert run("today", "--print", "--out", str(page), at=hostile).code == 0
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"<(/?[a-z0-9]+)", text)) <= {f"{end}{tag}" for end in ("", "/") for tag in OUR_TAGS}
    assert raw(text) == set()


@pytest.mark.parametrize("path", ["x" * 300, "x/" * 3000 + "x"])
def test_a_name_that_no_file_can_have_is_a_sentence(run: Run, path: str) -> None:
    for words in (
        ("backup", path), ("restore", "--yes", path), ("import", "customers", path),
        ("today", "--print", "--out", path),
        ("import", "customers", __file__, "--rejects", path), ("import", "customers", __file__, "--mapping", path),
    ):  # fmt: skip
        said = run(*words)
        assert not fault(said), words
        assert said.code == 2, words
