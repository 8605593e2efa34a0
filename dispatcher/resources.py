"""Files that come with the program: the demo office and the import mappings."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def data_folder() -> Path:
    """The folder with the demo office and the mappings.

    An installed wheel carries it inside the package; in a checkout it lies beside the package, where people edit it.
    """
    packed = _HERE / "_data"
    return packed if packed.is_dir() else _HERE.parent / "data"
