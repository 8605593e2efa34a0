"""What a shell completes with the Tab key."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_process import place, typed

__all__ = ["place"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(run: Run, shell: str) -> None:
    said = run("completion", shell, at="/nowhere/at/all.db")
    assert (said.code, said.err) == (0, "")
    assert f"_DISPATCHER_COMPLETE={shell}_complete" in said.out


def test_bash_understands_its_script(run: Run) -> None:
    script = run("completion", "bash").out
    read = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True, check=False)
    assert (read.returncode, read.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("dispatcher tod", ["plain,today"]),
        ("dispatcher today --pr", ["plain,--print"]),
        ("dispatcher completion z", ["plain,zsh"]),
        ("dispatcher --theme li", ["plain,light"]),
    ],
)
def test_words_are_completed(place: dict[str, str], words: str, completed: list[str]) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_DISPATCHER_COMPLETE": "bash_complete"}
    done = typed(place | asked)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().split() == completed


def test_a_wrong_settings_file_does_not_stop_the_shell(run: Run, home: Path) -> None:
    folder = home / "XDG_CONFIG_HOME" / "dispatcher"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("thme = 1\n")
    assert run("completion", "bash").code == 0


def test_another_shell_is_refused_with_those_there_are(run: Run) -> None:
    said = run("completion", "powershell")
    assert said.code == 2
    assert "bash" in said.err
