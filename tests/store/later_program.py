"""The later program: ``python -m tests.store.later_program NUMBER upgrade|killed ADDRESS``, as a desk is run."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic.config import Config
from sqlalchemy import Engine, event

from dispatcher.store import schema, upgrade
from dispatcher.store.place import find
from tests.store.desk import main, ready, say
from tests.store.later import REVISIONS

_as_it_is = upgrade.configuration


def configuration() -> Config:
    """The program's own steps, and the later one."""
    config = _as_it_is()
    own = Path(config.get_main_option("script_location") or "") / "versions"
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join((str(own), str(Path(__file__).with_name("later")))))
    return config


def become_later(put: Callable[[object, str, Any], None] = setattr) -> None:
    """From now on this process is the later program."""
    put(schema, "REVISION", REVISIONS[-1])
    put(schema, "REVISIONS", REVISIONS)
    put(upgrade, "configuration", configuration)


def do_upgrade(address: str) -> None:
    """Begins with all the others; says whether it was the one."""
    ready()
    say(str(upgrade.upgrade(find(address))))


def do_killed(address: str) -> None:
    """Upgrades copies of the file, each in a process that is killed one writing statement later than the one before."""
    ready()
    source, number = Path(address), 0
    while True:
        number += 1
        copy = source.with_name(f"killed-{number}.db")
        shutil.copy(source, copy)
        child = os.fork() or _upgrade_until(number, copy)
        _pid, status = os.waitpid(child, 0)
        say(f"{copy.name} {os.WIFSIGNALED(status)}")
        if not os.WIFSIGNALED(status):
            return


def _upgrade_until(number: int, path: Path) -> int:
    ran = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*given: Any) -> None:
        nonlocal ran
        ran += not given[2].startswith(("SELECT", "PRAGMA main.", "PRAGMA temp."))
        if ran == number:
            os.kill(os.getpid(), signal.SIGKILL)

    upgrade.upgrade(find(str(path)))
    os._exit(0)


if __name__ == "__main__":
    become_later()
    main({"upgrade": do_upgrade, "killed": do_killed})
