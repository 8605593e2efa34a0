"""The commands on a store in PostgreSQL, from its making on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.servers import PostgresServer

CUSTOMERS = "key,name,street,place,phone\n1,Bäckerei Kühn,Weg 1,Riesa,030 23125471\n2,Gasthof Adler,Markt 2,Pirna,\n"


@pytest.fixture
def address(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty database."""
    url = postgres_server.new_database()
    yield url.render_as_string(hide_password=False)
    postgres_server.drop(url)


@pytest.mark.postgres
def test_every_command_works_on_a_server(run: Run, address: str, tmp_path: Path) -> None:
    assert run("today", at=address).code == 3
    assert run("init", "--name", "Nord", "--state", "SN", at=address).code == 0
    assert run("init", "--name", "Nord", at=address).code == 1
    file = tmp_path / "customers.csv"
    file.write_text(CUSTOMERS)
    assert run("import", "customers", str(file), "--json", at=address).json["added"] == 2
    assert run("import", "customers", str(file), "--dry-run", "--json", at=address).json["unchanged"] == 2
    assert run("lookup", "5471", at=address).out.startswith("K-1001  Bäckerei Kühn  ")
    assert run("note", "kuehn", "text", "--in", at=address).code == 0
    assert run("history", "k1001", "--json", at=address).json["entries"][0]["text"] == "text"
    assert run("today", "--json", at=address).json["technicians"] == []
    assert run("check", at=address).code == 0
    assert run("migrate", "--json", at=address).json["changed"] is False


@pytest.mark.postgres
def test_the_doctor_looks_at_a_server(run: Run, address: str) -> None:
    run("init", "--name", "Nord", at=address)
    said = run("doctor", "--json", at=address)
    assert said.code == 0
    values = [fact["value"] for fact in said.json["facts"]]
    assert any(value.startswith("PostgreSQL ") for value in values)
    assert "server_encoding = UTF8" in values
    assert {fact["name"] for fact in said.json["facts"]} & {"driver", "wal", "modes", "backup"} == set()


@pytest.mark.postgres
def test_a_server_is_copied_by_its_own_programs(run: Run, address: str, store: Path) -> None:
    run("init", "--name", "Nord", at=address)
    told = "A store on a server is backed up with pg_dump and restored with pg_restore, not from here.\n"
    for command in (("backup",), ("restore", str(store), "--yes")):
        said = run(*command, at=address)
        assert (said.code, said.err) == (1, told)


@pytest.mark.postgres
def test_a_server_may_only_be_read(run: Run, address: str) -> None:
    run("init", "--name", "Nord", at=address)
    assert run("--read-only", "check", at=address).code == 0
    assert run("--read-only", "note", "x", "text", at=address).code == 1
