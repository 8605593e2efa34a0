"""The mark that a console was locked: a killed one is locked again when it comes back, and knows the wrong tries."""

from __future__ import annotations

import contextlib
import json

from dispatcher.store.place import state_folder


class LockMark:
    """A small file of one user for one store. A disk that takes nothing stops no lock."""

    def __init__(self, store_id: str) -> None:
        """The folder is made at the first lock."""
        self._path = state_folder() / "locked" / f"{store_id}.json"

    def wrong(self) -> int | None:
        """How many wrong PINs were typed since it was locked; None where it is not."""
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return 0
        return found if isinstance(found, int) and found >= 0 else 0

    def put(self, wrong: int) -> None:
        """It is locked, after so many wrong PINs."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(wrong), encoding="ascii")
            fresh.replace(self._path)

    def clear(self) -> None:
        """It is open again."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
