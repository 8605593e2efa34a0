"""The reject file: rows that stayed out, with their reasons, to be put right and read again."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from dispatcher.domain.imported import ImportedCustomer, RejectedRow
from dispatcher.exchange.proposal import propose
from dispatcher.exchange.rejects import RejectFile, harmless
from tests.exchange.lists import listing, loaded, recognised, rejected, rows_of, taken, write

LIST = 'key,name,street,latitude\n1,Ott,W,1.5\n2,Orth,W,north\n3,,"W\n5",\n4,x\n5,Abt,W,\n'


def keep(path: Path, rows: list[RejectedRow]) -> Path:
    """The reject file of these rows."""
    with RejectFile(listing(path)) as rejects:
        for row in rows:
            rejects.add(row)
    assert rejects.path is not None
    return rejects.path


def content(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_rejected_rows_lie_beside_their_list(tmp_path: Path) -> None:
    path = write(tmp_path, LIST)
    place = keep(path, rejected(recognised(path, "customers")))
    assert place == tmp_path / "list.rejected.csv"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert content(place) == [
        ["line", "column", "value", "reason", "key", "name", "street", "latitude"],
        ["3", "latitude", "north", "This is no number.", "2", "Orth", "W", "north"],
        ["4", "name", "", "Something must stand here.", "3", "", "W\n5", ""],
        ["6", "", "", "The row has 2 columns, the header 4.", "4", "x"],
    ]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["list.csv", "list.rejected.csv"]


def test_rows_that_were_put_right_are_read_as_rows_of_their_list(tmp_path: Path) -> None:
    mapping_file = write(
        tmp_path,
        'kind="customers"\nkey="{key}"\n[customer]\nname="{name}"\n[site]\nlatitude="{latitude}"\nstreet="{street}"',
        "m.toml",
    )
    path = write(tmp_path, LIST)
    mapping = loaded(mapping_file)
    place = keep(path, rejected(rows_of(path, mapping)))
    text = (
        place.read_text(encoding="utf-8")
        .replace("north", "1.5")
        .replace("3,,", "3,Ost,")
        .replace("4,x\n", "4,Abt,W,\n")
    )
    place.write_text(text, encoding="utf-8")
    rows = rows_of(place, mapping)
    assert rejected(rows) == []
    assert [(row.source, row.key) for row in taken(rows)] == [("list", "2"), ("list", "3"), ("list", "4")]
    assert len(recognised(place, "customers")) == 3


def test_a_reject_file_gets_the_proposal_of_its_list(tmp_path: Path) -> None:
    header = ("Firma", "value", "Ort")
    path = write(tmp_path, "Firma,value,Ort\n,1,Bonn\n")
    mapping = propose(header, "customers")
    assert propose(("line", "column", "value", "reason", *header), "customers") == mapping
    assert not isinstance(mapping, tuple)
    place = keep(path, [RejectedRow(2, "Firma", "", "empty")])
    assert content(place)[1] == ["2", "Firma", "", "empty", "", "1", "Bonn"]


def test_a_row_refused_later_is_looked_up_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, LIST)
    late = [RejectedRow(line, "customer", "x", "unknown") for line in (2, 7, 4, 3, 5, 99)]
    assert [row[4:] for row in content(keep(path, late))[1:]] == [
        ["1", "Ott", "W", "1.5"],
        ["5", "Abt", "W", ""],
        ["3", "", "W\n5", ""],
        ["2", "Orth", "W", "north"],
        [],
        [],
    ]


def test_without_rejected_rows_there_is_no_file(tmp_path: Path) -> None:
    path = write(tmp_path, LIST)
    with RejectFile(listing(path)) as rejects:
        pass
    assert (rejects.path, rejects.count) == (None, 0)
    assert [file.name for file in tmp_path.iterdir()] == ["list.csv"]


def test_a_file_somebody_works_on_is_not_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path, LIST)
    rows = rejected(recognised(path, "customers"))
    first = keep(path, rows)
    assert keep(path, rows) == first
    first.write_text("half put right", encoding="utf-8")
    second = keep(path, rows)
    assert second == tmp_path / "list.rejected-2.csv"
    assert keep(path, rows) == second
    assert first.read_text(encoding="utf-8") == "half put right"


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unlinkable(*_args: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", unlinkable)
    path = write(tmp_path, LIST)
    place = keep(path, rejected(recognised(path, "customers")))
    assert place == tmp_path / "list.rejected.csv"
    assert len(content(place)) == 4


def test_a_folder_that_takes_no_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, LIST)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with RejectFile(listing(path)) as rejects, pytest.raises(OSError, match="No space left"):
        rejects.add(RejectedRow(2, "", "", "bad"))


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(tmp_path: Path, cell: str) -> None:
    path = write(tmp_path, f'key,name\n1,"{cell}"\n')
    place = keep(path, [RejectedRow(2, cell, cell, "bad", fields=("1", cell))])
    assert not [cell for row in content(place) for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("cell", ["+436624316890", "-71.0587", "52,5", "+4.50100938200", "", "a=b", "'abc", "it's"])
def test_plain_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_guarded_number_is_still_a_number(tmp_path: Path) -> None:
    guarded = harmless("+43 662 4316890")
    assert guarded == "'+43 662 4316890"
    (row,) = recognised(write(tmp_path, f'key,name,phone\n1,Ott,"{guarded}"\n'), "customers")
    assert isinstance(row, ImportedCustomer)
    assert [number.value for number in row.numbers] == ["+436624316890"]


def test_the_guard_is_taken_off_again(tmp_path: Path) -> None:
    path = write(tmp_path, "key,name,remark,street,latitude\n1,-Ott-,@home,W,x\n")
    place = keep(path, rejected(recognised(path, "customers")))
    assert content(place)[1][4:] == ["1", "'-Ott-", "'@home", "W", "x"]
    place.write_text(place.read_text(encoding="utf-8").replace(",x", ","), encoding="utf-8")
    (row,) = recognised(place, "customers")
    assert isinstance(row, ImportedCustomer)
    assert (row.customer.name, row.remark) == ("-Ott-", "@home")
