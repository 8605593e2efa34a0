"""Build step: compiles every catalogue, and packs the data folder into a wheel.

The builder loads this file by its path, before the package can be imported, so it imports nothing of the package.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(source: Path) -> Path:
    """Write the .mo beside the .po ``source`` and return its path; a half-written one is never seen."""
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parts[-3], domain=source.stem, abort_invalid=True)
    descriptor, unfinished = tempfile.mkstemp(dir=source.parent, suffix=".tmp")
    with os.fdopen(descriptor, "wb") as compiled:
        write_mo(compiled, catalogue)
    Path(unfinished).chmod(0o644)
    return Path(unfinished).replace(source.with_suffix(".mo"))


def compile_all(folder: Path) -> list[Path]:
    """Compile each ``LANGUAGE/LC_MESSAGES/*.po`` under ``folder``."""
    return [compile_catalogue(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))]


class CatalogueHook(BuildHookInterface[Any]):
    """Run by the builder before it collects the files of a wheel; ``version`` is "standard" or "editable"."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; an editable checkout keeps its data where people edit it."""
        root = Path(self.root)
        compile_all(root / "dispatcher" / "locale")
        if version == "standard":
            build_data["force_include"][str(root / "data")] = "dispatcher/_data"
