"""Nothing committed depends on one machine or on one package index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
HERE = "tests/house/test_committed.py"
PLACES = ("*.md", "*.toml", "*.txt", "LICENSE", ".gitignore", ".ci/**/*", "dispatcher/**/*", "tests/**/*", "data/**/*")
COMPILED = {".pyc", ".mo"}
FOREIGN = ("tests/data/",)
"""Files of others that are kept as they came."""
PATTERNS = {
    "the address of a package index": r"https?://[^\s\"']*(?:pypi|pythonhosted|/simple(?:/|$)|devpi|artifactory|nexus)",
    "an option that names an index": r"--(?:extra-)?index-url|--find-links|--trusted-host|(?:PIP|UV)_[A-Z_]*INDEX",
    "a path of one machine": r"(?<![\w.~\-/$}])/(?:root|home|Users|work|opt|mnt|srv)/[\w.\-]+",
}


def committed() -> Iterator[str]:
    """The files of the project; made so that it also works where there is no git."""
    for place in PLACES:
        for path in sorted(HOUSE.glob(place)):
            if path.is_file() and path.suffix not in COMPILED:
                yield path.relative_to(HOUSE).as_posix()


def findings(text: str) -> Iterator[str]:
    for what, pattern in PATTERNS.items():
        for found in re.finditer(pattern, text):
            yield f"{what}: {found.group()}"


def test_every_part_of_the_project_is_looked_at() -> None:
    names = set(committed())
    assert {"pyproject.toml", "README.md", ".ci/run", "dispatcher/locale/de/LC_MESSAGES/dispatcher.po", HERE} <= names


def test_no_file_names_an_index_or_a_machine() -> None:
    found = [
        f"{name}: {finding}"
        for name in committed()
        if name != HERE and not name.startswith(FOREIGN)
        for finding in findings((HOUSE / name).read_bytes().decode("utf-8", "replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "https://pypi.org/simple",
        "files are at https://files.pythonhosted.org/packages/aa",
        "http://mirror.example:8080/simple/",
        "--extra-index-url x",
        "pip install --find-links wheels",
        '"/home/anna/dispatcher"',
        "cd /root/ve",
    ],
)
def test_an_address_or_a_path_is_found(text: str) -> None:
    assert list(findings(text))


@pytest.mark.parametrize(
    "text",
    ["~/home/x", "https://example.org/home/page", "/usr/lib/postgresql", "https://docs.python.org/simple.html"],
)
def test_an_innocent_text_is_left_alone(text: str) -> None:
    assert not list(findings(text))


def test_the_constraints_are_names_and_versions_only() -> None:
    lines = (HOUSE / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^/]+)?", line)] == []


def test_the_automatic_run_installs_as_the_readme_says() -> None:
    lines = (HOUSE / "README.md").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if "-e '.[dev]'" in line)
    assert line.startswith("python3 -m venv .venv && ")
    assert line.endswith(" && .venv/bin/pytest")
    assert "grep -m 1 -F -- \"-e '.[dev]'\" README.md" in (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
