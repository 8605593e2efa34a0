"""The console's first answers come from another process: they are the same, and nothing hangs on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parents[2]


def played(scene: str, store: Path) -> Any:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.cli.early", scene, store],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stderr == ""
    return json.loads(ran.stdout)


@pytest.mark.parametrize(
    ("scene", "comes"),
    [
        ("same", {"alike": True, "is opened": False, "again": True, "then": True}),
        ("dies", {"alike": True}),
        ("stays", {"gone": True}),
        ("missing", {"code": "missing"}),
        ("written", {"done": True, "told": [True, False]}),
        ("another", {"codes": ["replaced", "replaced"]}),
        ("late", {"gone": True, "more": 1}),
        ("unwritten", {"told": [False]}),
    ],
)
def test_what_comes_of_a_start_with_another_process(store: Path, scene: str, comes: dict[str, Any]) -> None:
    assert played(scene, store) == comes
