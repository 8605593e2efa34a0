"""The drafts of a console under test, read from the disk while it may be writing them and taking them away."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any


def kept_in(state: Path) -> list[dict[str, Any]]:
    """The drafts in a state folder. One that is filed between the look into the folder and the reading is none."""
    drafts = []
    for path in sorted(state.glob("dispatcher/drafts/*/*.json")):
        with contextlib.suppress(FileNotFoundError):
            drafts.append(json.loads(path.read_text(encoding="utf-8"))["data"])
    return drafts
