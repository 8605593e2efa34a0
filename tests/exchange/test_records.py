"""Records that cannot be read cost themselves and not the rest of the list."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatcher.domain.imported import ImportedCustomer, RejectedRow
from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.reader import read
from dispatcher.exchange.records import LONGEST_FIELD, BrokenRecord, Record
from tests.exchange.lists import (
    listing,
    rejected,
    rows_of,
    shipped,
    taken,
    write,
)

HEADER = "key,name,remark\n"


def records(path: Path) -> list[tuple[int, list[str]]]:
    """Line and fields of each record; a broken one has no fields."""
    with listing(path).records() as found:
        return [(record.line, record.fields if isinstance(record, Record) else []) for record in found]


def broken(path: Path) -> list[BrokenRecord]:
    with listing(path).records() as found:
        return [record for record in found if isinstance(record, BrokenRecord)]


def test_lines_are_counted_over_records_of_several_lines(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b\n1,"x\ny\n\nz"\n\n2,"v"\n3,w')
    assert records(path) == [(2, ["1", "x\ny\n\nz"]), (7, ["2", "v"]), (8, ["3", "w"])]


def test_empty_rows_are_no_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n\n,\n , \n1,2\n\x1a")
    assert records(path) == [(5, ["1", "2"])]


@pytest.mark.parametrize(
    "rest",
    [
        "2,b,\n3,c,\n",
        '2,"b",""\n3,"c",\n',
        '"2","b","x"\n"3","c","y"\n',
        '2,"b, b","x"\n3,c,\n',
    ],
)
def test_a_quote_that_is_never_closed_costs_its_line(tmp_path: Path, rest: str) -> None:
    path = write(tmp_path, f'{HEADER}1,"a,\n{rest}')
    assert [line for line, fields in records(path) if not fields] == [2]
    assert [(line, fields[0]) for line, fields in records(path) if fields] == [(3, "2"), (4, "3")]
    assert broken(path)[0].beginning == '1,"a,'
    assert broken(path)[0].reason == "A quotation mark is not closed, or stands unprotected inside a text."


def test_a_quote_that_is_never_closed_costs_its_line_in_a_long_list_too(tmp_path: Path) -> None:
    rest = "".join(f"{number},some name,some remark\n" for number in range(100_000))
    path = write(tmp_path, f'{HEADER}x,"a,\n{rest}')
    assert path.stat().st_size > 2 * LONGEST_FIELD
    found = records(path)
    assert found[0] == (2, [])
    assert len(found) == 100_001
    assert found[-1] == (100_002, ["99999", "some name", "some remark"])


def test_a_field_beyond_a_megabyte_costs_its_row(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}1,a,{'x' * (LONGEST_FIELD + 1)}\n2,b,{'x' * LONGEST_FIELD}\n3,c,\n")
    assert [(line, bool(fields)) for line, fields in records(path)] == [(2, False), (3, True), (4, True)]
    assert [(record.line, record.reason) for record in broken(path)] == [(2, "A field is longer than 1 MB.")]


def test_a_long_text_over_many_lines_is_one_bad_row(tmp_path: Path) -> None:
    text = "one line of a very long text, with a comma\n" * 40_000
    path = write(tmp_path, f'{HEADER}1,a,"{text}"\n2,b,\n')
    assert records(path) == [(2, []), (2 + 40_001, ["2", "b", ""])]


def test_an_open_quote_before_lines_that_are_no_rows_costs_its_line_only(tmp_path: Path) -> None:
    rest = "".join(f"{number},a line that is no row of this list\n" for number in range(50_000))
    path = write(tmp_path, f'{HEADER}x,"a,\n{rest}')
    assert path.stat().st_size > LONGEST_FIELD
    found = records(path)
    assert (found[0], found[1][0], len(found)) == ((2, []), 3, 50_001)


def test_an_open_quote_before_a_line_without_an_end_costs_both(tmp_path: Path) -> None:
    path = write(tmp_path, f'{HEADER}x,"a,\n{"y" * (3 * LONGEST_FIELD)}\n1,b,\n')
    assert records(path) == [(2, []), (3, []), (4, ["1", "b", ""])]


def test_a_line_without_an_end_is_one_bad_row(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}1,a,\n2,{'x' * (5 * LONGEST_FIELD)}")
    assert records(path) == [(2, ["1", "a", ""]), (3, [])]
    assert len(broken(path)[0].beginning) <= 60


def test_a_stray_carriage_return_costs_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n1,x\ry\n2,z\n")
    assert records(path) == [(2, []), (3, ["2", "z"])]
    assert broken(path)[0].reason == "A line ends in the middle of the row."


def test_rows_that_do_not_fit_the_header_stay_out(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}1,a\n2,b,c,d\n3,c,,,,\n4,d,e\n")
    rows = rows_of(path, shipped("own_customers"))
    assert [row.key for row in taken(rows)] == ["3", "4"]
    assert rejected(rows) == [
        RejectedRow(2, "", "", "The row has 2 columns, the header 3.", fields=("1", "a")),
        RejectedRow(3, "", "", "The row has 4 columns, the header 3.", fields=("2", "b", "c", "d")),
    ]


def test_bytes_of_zero_become_visible(tmp_path: Path) -> None:
    (row,) = rows_of(write(tmp_path, f"{HEADER}1,a\0b,\x1b[2J\u202e\n"), shipped("own_customers"))
    assert isinstance(row, ImportedCustomer)
    assert row.customer.name == "a␀b"
    assert row.remark == "␛[2J\N{REPLACEMENT CHARACTER}"


def peak_of(rows: Iterable[object]) -> tuple[int, int]:
    """How many rows there are, and the most memory in bytes that reading them took."""
    tracemalloc.start()
    try:
        count = sum(1 for _row in rows)
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("key,name,street,place,remark,phone\n")
        for number in range(20_000):
            phone = f"030 23125-{number % 500:03d}"
            file.write(f'{number},Müller {number} GmbH,Straße 5,Köln,"{"x" * 700}\n{"y" * 800}",{phone}\n')
    assert path.stat().st_size > 30_000_000
    count, peak = peak_of(islice(lazily(path), 5_000))
    with listing(path).records() as found:
        whole, whole_peak = peak_of(found)
    assert (count, whole) == (5_000, 20_000)
    assert peak < 2_000_000
    assert whole_peak < 1_000_000


def lazily(path: Path) -> Iterable[object]:
    rows = read(path, shipped("own_customers"))
    assert not isinstance(rows, Refusal)
    return rows


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_whatever_a_writer_wrote_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    delimiter: str,
    line_end: str,
    encoding: str,
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["first column", "second column", "third column"])
    writer.writerows(rows)
    writer.writerows([["plain"] * 3] * 500)
    path = write(tmp_path_factory.mktemp("lists"), file.getvalue(), encoding=encoding)
    expected = [list(row) for row in rows if "".join(row).strip(" \t\x1a")]
    assert [fields for _line, fields in records(path)] == expected + [["plain"] * 3] * 500
