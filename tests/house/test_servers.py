"""The PostgreSQL server of the tests, on machines of every kind."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from tests import servers
from tests.servers import PostgresServer

pytest_plugins = ["pytester"]

HOUSE = Path(__file__).parent.parent.parent
NEEDS_A_SERVER = """
def test_database(postgres_server):
    assert postgres_server.new_database().database.startswith("dispatcher_test_")

def test_other():
    pass
"""


def ask(url: URL, question: str) -> object:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        done = connection.execute(question)
        return done.fetchone() if done.description else None


def test_a_new_database_is_empty_and_speaks_unicode(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    assert ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == (0,)
    assert ask(url, "SHOW server_encoding") == ("UTF8",)
    postgres_server.drop(url)


def test_a_database_is_copied_from_a_template(postgres_server: PostgresServer) -> None:
    template = postgres_server.new_database()
    ask(template, "CREATE TABLE kunde (name text)")
    ask(template, "INSERT INTO kunde VALUES ('Jürgen Weiß')")
    copy = postgres_server.new_database(template.database)
    assert ask(copy, "SELECT name FROM kunde") == ("Jürgen Weiß",)
    ask(copy, "DELETE FROM kunde")
    assert ask(template, "SELECT count(*) FROM kunde") == (1,)
    postgres_server.drop(copy)
    postgres_server.drop(template)


def test_a_dropped_database_is_gone_even_with_somebody_in_it(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as somebody:
        postgres_server.drop(url)
        with pytest.raises(psycopg.OperationalError):
            somebody.execute("SELECT 1")
    assert ask(postgres_server.admin, f"SELECT count(*) FROM pg_database WHERE datname = '{url.database}'") == (0,)


def test_only_our_own_databases_are_dropped(postgres_server: PostgresServer) -> None:
    with pytest.raises(AssertionError, match="was not made by these tests"):
        postgres_server.drop(postgres_server.admin)


@pytest.mark.postgres
def test_every_set_of_programs_on_this_machine_serves() -> None:
    found = [programs for programs in (servers.installed_programs(), servers.wheel_programs()) if programs]
    assert found, servers.REMEDIES
    for programs in found:
        with servers.private_cluster(programs) as server:
            folder = Path(str(server.admin.query["host"]))
            assert ask(server.new_database(), "SELECT 1") == (1,)
        assert not folder.exists()


def test_programs_out_of_reach_are_copied(tmp_path: Path) -> None:
    programs = tmp_path / "closed" / "wheel" / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (programs / "initdb").write_text("")
    (tmp_path / "closed" / "wheel.libs").mkdir()
    (tmp_path / "closed" / "wheel.libs" / "libpq.so").write_text("")
    found = servers.reachable(programs, tmp_path, servers.account() or _myself())
    assert found == tmp_path / "wheel" / "pginstall" / "bin"
    assert (found / "initdb").exists()
    assert (tmp_path / "wheel.libs" / "libpq.so").exists()


def _myself() -> str:
    import getpass

    return getpass.getuser()


@pytest.fixture
def another_run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A test run of its own, on a machine where nothing that serves is found."""
    monkeypatch.setenv("PYTHONPATH", str(HOUSE))
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    pytester.makeconftest(
        "from tests import servers\n"
        "from tests.conftest import *\n"
        "servers.installed_programs = servers.wheel_programs = lambda: None\n"
    )
    pytester.makepyfile(NEEDS_A_SERVER)
    return pytester


def test_without_a_server_the_run_fails_and_names_the_remedies(another_run: pytest.Pytester) -> None:
    result = another_run.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    for words in (
        "*apt-get install postgresql*",
        "*TEST_DATABASE_URL=*",
        "*pip install -e '.?dev?'*",
        "*--sqlite-only*",
    ):
        result.stdout.fnmatch_lines([words])


def test_sqlite_only_says_what_it_leaves_out(another_run: pytest.Pytester) -> None:
    result = another_run.runpytest_subprocess("--sqlite-only", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, deselected=1)
    result.stdout.fnmatch_lines(["--sqlite-only: * left out"])


def test_a_named_server_is_used_and_left_as_it_was(
    another_run: pytest.Pytester, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(postgres_server.admin, "SELECT count(*) FROM pg_database")
    monkeypatch.setenv("TEST_DATABASE_URL", postgres_server.admin.render_as_string(hide_password=False))
    another_run.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)
    assert ask(postgres_server.admin, "SELECT count(*) FROM pg_database") == before
