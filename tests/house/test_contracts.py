"""The rooms keep to their contracts, and the house to its measures."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

HOUSE = Path(__file__).parent.parent.parent
LONGEST_FUNCTION = 40
LONGEST_FILE = 400


REVISIONS = HOUSE / "dispatcher" / "store" / "migrations" / "versions"
"""Revisions list tables and triggers as they were on a day; they are read once and never grow."""


def python_files(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted(path for path in (HOUSE / room).rglob("*.py") if REVISIONS not in path.parents)


def too_long(path: Path) -> Iterator[str]:
    """Functions of ``path`` with more lines than a reader takes in at once; the docstring does not count."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > LONGEST_FUNCTION:
                yield f"{path.relative_to(HOUSE)}:{node.lineno} {node.name} {lines}"


def test_rooms_import_only_what_they_may() -> None:
    call = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", call],
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_program_needs_few_libraries() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {Requirement(line).name for line in project["dependencies"]}
    assert len(names) <= 13


def test_functions_are_short() -> None:
    assert [found for path in python_files("dispatcher", "tests") for found in too_long(path)] == []


def test_files_are_short() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in python_files("dispatcher", "tests")}
    assert {str(path.relative_to(HOUSE)): length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def skips(source: str) -> Iterator[str]:
    """Names in ``source`` by which a test would not run, would not count, or would wait for the clock."""
    hidden = {"skip", "skipif", "xfail", "importorskip", "SkipTest", "skipIf", "skipUnless", "sleep"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in hidden:
            yield f"{node.attr} in line {node.lineno}"
        elif isinstance(node, ast.Name) and node.id in hidden:
            yield f"{node.id} in line {node.lineno}"


def test_no_test_is_skipped_and_none_sleeps() -> None:
    found = {
        str(path.relative_to(HOUSE)): list(skips(path.read_text(encoding="utf-8"))) for path in python_files("tests")
    }
    assert {name: names for name, names in found.items() if names} == {}
    assert list(skips("import pytest\n@pytest.mark.skip\ndef test(): pass")) == ["skip in line 2"]
