"""Each way into the program loads what it needs and nothing else; every question is asked in a fresh process."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
SCREEN = {"textual", "rich", "dispatcher.console"}
STORE = {"sqlalchemy", "sqlite3", "pysqlite3", "psycopg", "dispatcher.store"}
RARE = {"alembic", "mako", "babel", "hatchling", "icalendar", "jinja2", "numpy", "httpx", "requests", "urllib3"}
RULES = {"pendulum", "phonenumbers", "holidays", "rapidfuzz", "cologne_phonetics", "lark"}
REPORT = "\nimport sys; print('LOADED', *sys.modules)"


def loaded(program: str, folder: Path) -> set[str]:
    """What is loaded when ``program`` has run: modules and every package they lie in."""
    done = subprocess.run(
        [sys.executable, "-c", program + REPORT],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stdout.rpartition("LOADED")[2].split())


def command(*words: str, code: int = 0) -> str:
    """A program that runs the command line with ``words`` and insists on the exit code."""
    return f"from dispatcher.cli.main import answer\nassert answer({list(words)!r}) == {code}"


@pytest.mark.parametrize(
    "program",
    [
        "import dispatcher",
        "import dispatcher.cli.main",
        "import dispatcher.cli.office",
        "import dispatcher.queries.rows",
        "import dispatcher.queries.history_rows",
        command("--version"),
        command("--lang", "de", "nonsense", code=2),
        command("--nonsense", code=2),
    ],
)
def test_the_way_in_is_light(program: str, tmp_path: Path) -> None:
    assert loaded(program, tmp_path) & (SCREEN | STORE | RARE | RULES) == set()


def test_what_is_forbidden_would_be_found(tmp_path: Path) -> None:
    assert {"sqlalchemy", "textual"} <= loaded("import sqlalchemy, textual", tmp_path)


@pytest.mark.parametrize("words", [("--help",), ("lookup", "--help"), ("import", "--help")])
def test_help_is_light(words: tuple[str, ...], tmp_path: Path) -> None:
    assert loaded(command(*words), tmp_path) & (SCREEN | STORE | RARE | RULES) == set()


def test_the_screen_is_drawn_before_the_store_is_loaded(tmp_path: Path) -> None:
    assert loaded("import dispatcher.console.app", tmp_path) & (STORE | RARE | RULES) == set()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its office and one customer."""
    folder = tmp_path_factory.mktemp("store")
    folder.chmod(0o700)
    made = folder / "office.sqlite"
    (folder / "customers.csv").write_text(
        "number;name;phone\n1042;Botschaft Tarvonien;030 23125-117\n", encoding="utf-8"
    )
    loaded(command("--store", str(made), "init", "--name", "Nordlicht Technik GmbH"), folder)
    loaded(command("--store", str(made), "import", "customers", str(folder / "customers.csv")), folder)
    return made


@pytest.mark.parametrize("words", [("lookup", "tarvonien"), ("lookup", "117"), ("history", "Botschaft Tarvonien")])
def test_an_answer_needs_neither_screen_nor_migrations(words: tuple[str, ...], store: Path) -> None:
    assert loaded(command("--store", str(store), *words), store.parent) & (SCREEN | RARE | {"psycopg"}) == set()


def test_the_queue_is_told_without_a_screen(store: Path) -> None:
    found = loaded(command("--store", str(store), "queue"), store.parent)
    assert found & {"textual", "rich", "psycopg", "alembic"} == set()


EARLY = {"textual", "rich", "click", "babel", "hatchling"}
"""What is there before the console starts a thread, or never."""


def parts_alone(source: str) -> Iterator[str]:
    """Parts of other people's packages that are imported without their package before them, with the line."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    whole = set(EARLY | sys.stdlib_module_names | {"dispatcher"})
    for node in sorted(imports, key=lambda node: node.lineno):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        for package, dot, _part in (name.partition(".") for name in names):
            if dot and package not in whole:
                yield f"{node.lineno} {', '.join(names)}"
            whole.add(package)


def test_a_package_is_imported_before_its_parts() -> None:
    """A thread that begins with a part, while another loads the package, is told of a deadlock and ends the console."""
    sources = {path: path.read_text(encoding="utf-8") for path in (HOUSE / "dispatcher").rglob("*.py")}
    assert [f"{path}:{found}" for path, source in sources.items() for found in parts_alone(source)] == []


def test_a_part_that_is_imported_first_is_found() -> None:
    assert [*parts_alone("def ratio(): \n    from rapidfuzz.fuzz import ratio")] == ["2 rapidfuzz.fuzz"]
    assert [*parts_alone("from lark import Lark\nfrom lark.exceptions import LarkError")] == []
