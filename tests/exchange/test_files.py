"""What a file is: its encoding, its dialect, and files that are no lists at all."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.encoding import Encoding, find_encoding
from dispatcher.exchange.listing import look
from tests.exchange.lists import CHARGERS, STATIONS, fields_of, listing, recognised, rows_of, shipped, write

UMLAUTS = "name,ort\nMüller & Söhne,Köln\nStraße,Zürich\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("latin-1", "cp1252")],
)
@pytest.mark.parametrize("source", [STATIONS, CHARGERS])
def test_a_list_gives_the_same_rows_in_every_encoding(tmp_path: Path, source: Path, encoding: str, named: str) -> None:
    text = source.read_bytes().decode("utf-8-sig").replace("–", "-")
    if encoding == "latin-1":
        text = text.encode("latin-1", "replace").decode("latin-1")
    expected = recognised(write(tmp_path, text, "plain.csv"), "customers")
    path = write(tmp_path, text, encoding=encoding)
    assert listing(path).encoding.name == named
    assert recognised(path, "customers") == expected
    assert len(expected) > 1000


def test_signs_that_only_cp1252_has_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "name\n„Süße €“ – Café\n", encoding="cp1252")
    assert listing(path).encoding == Encoding("cp1252")
    assert fields_of(path) == [["„Süße €“ – Café"]]


def test_bytes_that_cp1252_does_not_know_make_it_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name\nMüller\x81\n".encode("latin-1"))
    assert listing(path).encoding == Encoding("latin-1")


@pytest.mark.parametrize("bad", [b"M\xfcller", b"\xc3", b"\xe2\x82"])
def test_a_bad_byte_far_behind_the_beginning_spoils_nothing(tmp_path: Path, bad: bytes) -> None:
    head = "name\n" + "Jörg Großmann\n" * 20_000
    path = tmp_path / "list.csv"
    path.write_bytes(head.encode() + bad + b"\n" + "Käthe\n".encode())
    assert path.stat().st_size > 4 * 64 * 1024
    assert listing(path).encoding == Encoding("cp1252")
    assert fields_of(path) == [["Jörg Großmann"]] * 20_000 + [[bad.decode("cp1252")], ["Käthe"]]


def test_a_sign_across_two_chunks_is_one_sign(tmp_path: Path) -> None:
    for filler in range(64 * 1024 - 8, 64 * 1024):
        path = write(tmp_path, "name\n" + "x" * filler + "ü€😀\n")
        assert listing(path).encoding == Encoding("utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("final", [True, False])
def test_delimiters_and_line_ends_are_found(tmp_path: Path, delimiter: str, line_end: str, final: bool) -> None:
    lines = [["name", "ort", "text"], ["Müller", "Köln", '"a, b; c"'], ["Meyer", "Bonn", '"x\ny"'], ["", "", "z"]]
    text = line_end.join(delimiter.join(line) for line in lines) + (line_end if final else "")
    path = write(tmp_path, text)
    found = listing(path)
    assert found.header == ("name", "ort", "text")
    assert found.dialect.delimiter == delimiter
    assert [fields[0] for fields in fields_of(path)] == ["Müller", "Meyer", ""]


@pytest.mark.parametrize(
    ("text", "header", "row"),
    [
        ("sep=;\nname;ort\na,b;c\n", ("name", "ort"), ["a,b", "c"]),
        ("\n\nname;ort\na;b\n", ("name", "ort"), ["a", "b"]),
        ("Name, Vorname;Ort\nOtt, Eva;Ulm\n", ("Name, Vorname", "Ort"), ["Ott, Eva", "Ulm"]),
        ("lat;lon\n52,5;13,4\n52,6;13,5\n", ("lat", "lon"), ["52,5", "13,4"]),
        ('"a", "b"\n"1", "2, 3"\n', ("a", "b"), ["1", "2, 3"]),
        ("'a','b'\n'1','2, 3'\n", ("a", "b"), ["1", "2, 3"]),
        ("name\nMüller\n", ("name",), ["Müller"]),
        (" name ;ort\u00a0;;\na;b;;\n", ("name", "ort"), ["a", "b", "", ""]),
        ('a;b\n"say ""hi""";2\n', ("a", "b"), ['say "hi"', "2"]),
        ('a;b\n5" pipe;2\n', ("a", "b"), ['5" pipe', "2"]),
    ],
)
def test_dialects_are_found(tmp_path: Path, text: str, header: tuple[str, ...], row: list[str]) -> None:
    path = write(tmp_path, text)
    assert listing(path).header == header
    assert fields_of(path)[0] == row


def test_a_list_cut_in_the_sample_still_shows_its_delimiter(tmp_path: Path) -> None:
    row = ";".join(["x" * 50] * 3)
    path = write(tmp_path, "a;b;c\n" + f"{row}\n" * 2000)
    assert listing(path).dialect.delimiter == ";"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\n \r\n\t", "file-empty"),
        (codecs.BOM_UTF8, "file-empty"),
        ("name,ort\n".encode("utf-16"), "file-utf-16"),
        ("name,ort\nMüller,Köln\n".encode("utf-16-le"), "file-utf-16"),
        ("name,ort\nMüller,Köln\n".encode("utf-16-be"), "file-utf-16"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), "file-binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "file-binary"),
        (b"%PDF-1.7\n1 0 obj\n", "file-binary"),
        (bytes(range(256)) * 20, "file-binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "file-binary"),
        (b'"never closed\nname,ort\n', "file-header"),
    ],
)
def test_what_is_no_list_is_refused_with_one_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    refusal = look(path)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert refusal.sentence.startswith(str(path))
    assert refusal.sentence.endswith(".")


def test_places_without_a_file_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path, UMLAUTS)
    for path, code in [
        (tmp_path, "file-kind"),
        (tmp_path / "missing.csv", "file-missing"),
        (file / "below.csv", "file-missing"),
        (tmp_path / ("x" * 300), "file-unreadable"),
        (tmp_path / "nul\0byte", "file-unreadable"),
    ]:
        refusal = look(path)
        assert isinstance(refusal, Refusal), path
        assert refusal.code == code


def test_a_file_one_may_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, UMLAUTS)

    def closed(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert look(path) == Refusal("file-unreadable", f"You may not read {path}.")


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, UMLAUTS)

    def broken(*_args: object, **_options: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert find_encoding(path) == Refusal("file-unreadable", f"{path} cannot be read: Input/output error.")


def test_a_header_alone_is_a_list_without_rows(tmp_path: Path) -> None:
    assert rows_of(write(tmp_path, "key,name\n"), shipped("own_customers")) == []
    assert rows_of(write(tmp_path, "key,name"), shipped("own_customers")) == []
