"""A short run of each target, the same in every run; and what a finding is."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzz
from tests.fuzz.mutation import LONGEST, dice_of, mutated
from tests.fuzz.targets import TARGETS, Try

HERE = Path(__file__).parents[2]
TRIES = 60


def test_the_same_seed_makes_the_same_texts() -> None:
    texts = [mutated(dice_of(7, "search", number), ("abc",)) for number in range(200)]
    assert texts == [mutated(dice_of(7, "search", number), ("abc",)) for number in range(200)]
    assert len(set(texts)) > 150
    assert max(map(len, texts)) <= 2 * LONGEST


def test_a_short_run_of_everything_finds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--seed", "1", "--minutes", "5", "--tries", str(TRIES)]
    said = subprocess.run(
        [*command, "--findings", str(tmp_path)],
        cwd=HERE,
        env=os.environ | {"PYTHONPATH": str(HERE), "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert [line.split()[0] for line in said.stdout.splitlines()] == list(TARGETS)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def broken(_folder: Path) -> Iterator[Try]:
    def once(dice: random.Random) -> None:
        if dice.random() < 0.1:
            raise KeyError("met")

    yield once


def test_what_is_found_is_written_once_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(TARGETS, "broken", broken)
    assert fuzz.run("broken", 3, 1, 100, tmp_path) == 1
    (path,) = tmp_path.iterdir()
    told = json.loads(path.read_text(encoding="utf-8"))
    assert (told["target"], told["seed"], told["what"].partition(":")[0]) == ("broken", 3, "KeyError")
    assert fuzz.replay(path) == 1
    monkeypatch.setitem(TARGETS, "broken", TARGETS["times"])
    assert fuzz.replay(path) == 0
    assert "gone" in capsys.readouterr().out
