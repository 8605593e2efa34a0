"""The whole corpus through each kind of list, into the store and out again, and the rejected rows as a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from dispatcher.domain.imported import ImportedCustomer
from dispatcher.domain.text import clean
from dispatcher.exchange.binding import REJECT_COLUMNS
from dispatcher.exchange.mapping import KINDS, Kind
from dispatcher.exchange.rejects import harmless
from tests.cli.conftest import Run, run, store, template
from tests.exchange.lists import recognised
from tests.fuzz.targets import LISTS
from tests.hostile.corpus import CORPUS, HUGE, Hostile
from tests.hostile.test_commands import fault, raw

__all__ = ["run", "store", "template"]

STARTS = re.compile(r"[=+\-@\t\r\n\x00＝＋－＠]")
PLAIN_NUMBER = re.compile(r"[+-]?[\d.,]+")


def list_of(rows: list[list[str]]) -> bytes:
    """The rows as a list, in UTF-8, whatever is in them."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    return as_bytes(written.getvalue())


def as_bytes(text: str) -> bytes:
    """What a program writes for ``text``."""
    return text.encode("utf-8", "replace")


def rows_of(kind: Kind, texts: list[Hostile]) -> list[list[str]]:
    """A row for each text, in one column after the other; what stands beside it is as it should be."""
    header, row = (line.split(";") for line in LISTS[kind].strip().split("\n"))
    rows = [header]
    for number, one in enumerate(texts):
        at = number % len(header)
        rows.append([one.text if place == at else cell for place, cell in enumerate(row)])
    return rows


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_list_takes_or_rejects_every_text(run: Run, store: Path, tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"{kind}.csv"
    path.write_bytes(list_of(rows_of(kind, [*CORPUS, *HUGE[:2]])))
    for more in ([], ["--json"]):
        said = run("import", kind, str(path), *more)
        assert not fault(said), said.err
        assert raw(said.out) | raw(said.err) == set()
    for place in tmp_path.glob("*.rejected*.csv"):
        text = place.read_bytes().decode()
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert [cell for cell in cells if STARTS.match(cell) and not PLAIN_NUMBER.fullmatch(cell)] == []


def test_a_text_of_a_list_is_stored_unaltered_but_for_its_marks(run: Run, store: Path, tmp_path: Path) -> None:
    told = [one for one in CORPUS if one.text.strip() and not one.text.startswith("'")]
    rows = [["Datum", "Kunde", "Text", "Kanal"]]
    rows += [["23.11.2026 08:30", "Müller Sanitär", one.text, "T"] for one in told]
    path = tmp_path / "history.csv"
    path.write_bytes(list_of(rows))
    assert run("import", "history", str(path)).code == 0
    entries = run("history", "Müller Sanitär", "--limit", "2000", "--json").json["entries"]
    found = {" ".join(one["text"].split()) for one in entries}
    lost = [one for one in told if " ".join(clean(as_bytes(one.text).decode()).split()) not in found]
    assert lost == []


FORMULAS = [one.text for one in CORPUS if one.kind == "formulas"]


@pytest.mark.parametrize("text", [*FORMULAS, "'=1+1", "''-x", "'+4366", "'abc", "it's"], ids=ascii)
def test_a_formula_is_neutral_in_a_spreadsheet_and_comes_back_exactly(tmp_path: Path, text: str) -> None:
    guarded = harmless(text)
    assert not STARTS.match(guarded) or PLAIN_NUMBER.fullmatch(guarded)
    remarks = []
    for before, cell in (([], text), (["2", "remark", "x", "why"], guarded)):
        path = tmp_path / "list.csv"
        header = [*REJECT_COLUMNS[: len(before)], "key", "name", "remark"]
        path.write_bytes(list_of([header, [*before, "1", "Ott", cell]]))
        (row,) = recognised(path, "customers")
        assert isinstance(row, ImportedCustomer)
        remarks.append(row.remark)
    assert remarks[0] == remarks[1]
