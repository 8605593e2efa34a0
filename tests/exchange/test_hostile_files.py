"""Whatever lies in a file, it is read or refused; nothing else happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatcher.domain.imported import ImportedCustomer, RejectedRow
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.exchange.listing import Listing, look
from dispatcher.exchange.mapping import KINDS, Kind, Mapping
from dispatcher.exchange.proposal import propose
from dispatcher.exchange.reader import read
from tests.exchange.lists import fields_of, rows_of, shipped

SIGNS = ('"', "'", ",", ";", "\n", "\r", "\r\n", "\t", "\0", "\x1b[2J", "{", "}", "[", " ", "\u202e", "\ufeff")
WORDS = ("name", "Firma", "31.02.2026", "030 23125-471", "sep=;", "=1+1", "ü", "x" * 99)
PIECES = st.one_of(st.sampled_from(SIGNS + WORDS).map(str.encode), st.sampled_from([b"\xff\xfe", b"\xfc", b"\xc3"]))
JUMBLE = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(b"".join))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "list.csv"


@settings(max_examples=400)
@given(JUMBLE)
def test_any_bytes_are_a_list_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    found = look(path)
    assert isinstance(found, Listing | Refusal)
    if isinstance(found, Listing):
        with found.records() as records:
            lines = [record.line for record in records]
        assert lines == sorted(set(lines))


@settings(max_examples=300)
@given(st.lists(JUMBLE, max_size=4), st.sampled_from(KINDS))
def test_any_rows_are_taken_or_rejected(path: Path, content: list[bytes], kind: Kind) -> None:
    header = {
        "customers": b"Nr;Firma;Telefon;Stra\xc3\x9fe;PLZ;Ort;Land;Breitengrad\n",
        "contacts": b"Firma;Name;Telefon;E-Mail\n",
        "technicians": b"Code;Name;Arbeitszeit;Handy\n",
        "tickets": b"Nr;Kunde;Betreff;Datum;Status\n",
        "appointments": b"Ticket;Beginn;Ende;Zeitfenster\n",
        "history": b"Datum;Kunde;Text;Kanal\n",
        "colleagues": "Kürzel;Name;Rechte;Vertretung\n".encode(),
        "contracts": "Kunde;Vertrag;Reaktionszeit;von;bis;Verfügbarkeit\n".encode(),
        "services": b"Dienst;Art;Kunden\n",
        "absences": b"Techniker;von;bis\n",
    }[kind]
    path.write_bytes(header + b"\n1;a;b;c\n".join(content))
    found = look(path)
    if isinstance(found, Refusal):
        assert found.code == "file-binary"
        return
    mapping = propose(found.header, kind)
    assert isinstance(mapping, Mapping)
    rows = read(found, mapping)
    assert not isinstance(rows, Refusal)
    for row in rows:
        if isinstance(row, RejectedRow):
            assert row.reason.strip()
            assert row.line > 1
        else:
            assert row.key
            assert row.source == "list"


@settings(max_examples=300)
@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_text_passes_the_gate(path: Path, name: str, remark: str) -> None:
    cells = ('"{}"'.format(cell.replace('"', '""')) for cell in ("1", name, remark))
    try:
        content = ("key,name,remark\n" + ",".join(cells) + "\n").encode()
    except UnicodeEncodeError:
        return
    path.write_bytes(content + b"2,plain,text\n" * 300)
    if not fields_of(path)[0][1].strip():
        return
    first = rows_of(path, shipped("own_customers"))[0]
    if isinstance(first, ImportedCustomer):
        assert first.customer.name == " ".join(clean(name).split())
        assert clean(first.remark) == first.remark
    else:
        assert not clean(name).strip()
