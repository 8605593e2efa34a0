"""What the manual says is so: its commands exist, its keys are today's, its example works, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest

from dispatcher.cli.main import COMMANDS, command_line
from dispatcher.exchange.listing import Listing, look
from dispatcher.exchange.mapping import Mapping, load
from dispatcher.exchange.reader import read
from tests.manual import README, current

HOUSE = README.parent
MANUALS = (README, HOUSE / "data" / "README.md", HOUSE / "data" / "mappings" / "README.md")
TEXT = README.read_text(encoding="utf-8")


def shell_lines(text: str) -> Iterator[str]:
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from block.splitlines()


def shown_commands() -> Iterator[list[str]]:
    """Every call of the program that a manual shows, as words behind its name."""
    for manual in MANUALS:
        text = manual.read_text(encoding="utf-8")
        inline = re.findall(r"`(dispatcher(?: [^`]*)?)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
        for line in [*shell_lines(text), *inline]:
            for part in line.split(" && "):
                words = shlex.split(part, comments=True)
                if words and words[0] in ("dispatcher", ".venv/bin/dispatcher"):
                    yield words[1:]


COMMANDS_SHOWN = sorted({shlex.join(words) for words in shown_commands()})


@pytest.mark.parametrize("shown", COMMANDS_SHOWN)
def test_a_command_that_is_shown_can_be_typed(shown: str) -> None:
    words = shlex.split(shown)
    if len(words) == 1 and words[0] in COMMANDS:
        return  # only named
    with suppress(click.exceptions.Exit), command_line.make_context("dispatcher", words) as outer:
        if rest := [*outer._protected_args, *outer.args]:
            name, command, rest = command_line.resolve_command(outer, rest)
            assert command is not None, name
            command.make_context(name, rest, parent=outer).close()


def test_every_command_is_shown_but_those_for_repairs() -> None:
    named = {word for shown in COMMANDS_SHOWN for word in shlex.split(shown) if word in COMMANDS}
    assert set(COMMANDS) - named <= {"migrate"}


def test_the_keys_are_todays() -> None:
    assert current(TEXT) == TEXT, "write them anew: python -m tests.manual"
    assert "  F2 " in TEXT


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.parent.name)
def test_links_lead_somewhere(manual: Path) -> None:
    targets = re.findall(r"\]\(((?!https?:)[^)#]+)\)", manual.read_text(encoding="utf-8"))
    assert [target for target in targets if not (manual.parent / target).exists()] == []


def test_the_example_of_a_mapping_reads_its_list(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "kunden.toml").write_text(example, encoding="utf-8")
    (tmp_path / "kunden.csv").write_bytes(
        "KdNr;Firma;Vorname;Name;Telefon;Straße;PLZ;Ort;Zugang\r\n"
        "7;;Eva;Müller;030/23125-471;Weg 3;01067;Dresden;Hof\r\n".encode("cp1252")
    )
    mapping, listing = load(tmp_path / "kunden.toml"), look(tmp_path / "kunden.csv")
    assert isinstance(mapping, Mapping)
    assert isinstance(listing, Listing)
    rows = read(listing, mapping)
    assert isinstance(rows, Iterator)
    (row,) = rows
    told = repr(row)
    assert all(part in told for part in ("Eva Müller", "+493023125471", "Weg 3", "01067", "Dresden", "Hof"))


def test_the_first_line_ends_with_the_demo_office(tmp_path: Path) -> None:
    (line,) = (line for line in shell_lines(TEXT) if line.endswith("dispatcher demo"))
    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt . && ")
    home = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "dispatcher", "--lang", "en", "demo", "--no-console"],
        cwd=HOUSE,
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    made_at = re.findall(r"Made: (.+)", done.stdout)
    assert [Path(found).is_file() for found in made_at] == [True]
