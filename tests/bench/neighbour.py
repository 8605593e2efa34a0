"""Another desk: logs a call twenty times a second until its input ends, then says how long each one took."""

from __future__ import annotations

import json
import select
import sys
from itertools import count
from pathlib import Path

from dispatcher.cli.office import Office, Options
from dispatcher.domain.contact import Note
from tests.bench.figures import took

PAUSE = 0.05


def main(path: Path) -> None:
    """Write to the store at ``path``; the first line out says that it began."""
    office = Office(Options(str(path)))
    office.open()
    office.file_note(Note(None, "Anruf vor dem Messen"), "before")
    print("ready", flush=True)
    number, waits = count(), []
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        waits.append(took(lambda: office.file_note(Note(None, "Anruf", "in", "T"), f"beside-{next(number)}")))
    office.close()
    print(json.dumps(waits))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
