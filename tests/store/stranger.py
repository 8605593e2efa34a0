"""Another user of the same computer: what he can do with a store, told line by line.

``python -m tests.store.stranger ADDRESS`` prints what happens when he opens it, reads and saves. Started by root it
gives up root's rights first, so that the rules about rights are tried as they are.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dispatcher.store.place import find
from dispatcher.store.store import open_store
from dispatcher.store.trouble import StoreTrouble
from tests.store.desk import ROOT
from tests.store.offices import found, save

NOBODY = 65534


def outcome(path: Path, *more: str, as_user: int = NOBODY, group: int = NOBODY) -> list[str]:
    """What the stranger is told."""
    command = [sys.executable, "-m", "tests.store.stranger", str(path), str(as_user), str(group), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _load_everything() -> None:
    """The program itself may lie where the stranger may not read."""
    with tempfile.TemporaryDirectory() as folder:
        found(find(f"{folder}/office.db"))
        store = open_store(find(f"{folder}/office.db"))
        save(store)
        store.close()


def main() -> None:
    address, user, group, *more = sys.argv[1:]
    if os.geteuid() == 0:
        _load_everything()
        os.setgroups([])
        os.setegid(int(group))
        os.seteuid(int(user))
    try:
        store = open_store(find(address), read_only="read" in more)
        print("opened", store.head().seq, store.read_only, sep="|")
        print("saved", save(store), sep="|")
    except StoreTrouble as trouble:
        print(trouble.code, trouble.sentence, sep="|")


if __name__ == "__main__":
    main()
