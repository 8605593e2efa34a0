"""What the console loads before it draws its first frame."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.pty.first_frame import HEAVY

HERE = Path(__file__).parents[2]
STORE = "dispatcher.store"


def loaded_by(program: str) -> set[str]:
    """The modules in a fresh process after ``program``."""
    asked = f"{program}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=HERE, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_console_loads_neither_store_nor_heavy_rules() -> None:
    loaded = loaded_by("import dispatcher.console.app")
    assert loaded & {*HEAVY, STORE, "dispatcher.queries.search", "textual.widgets._text_area"} == set()
    assert "dispatcher.queries.rows" in loaded
