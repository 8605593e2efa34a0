"""A test process that is terminated or killed takes its servers along."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import servers
from tests.last_will import LastWill
from tests.pty.processes import lives

ROOT = Path(__file__).parents[2]
ENDINGS = (signal.SIGTERM, signal.SIGKILL)
SLEEPER = """
import signal, subprocess, sys
from tests.last_will import ends_group
sleeper = subprocess.Popen(["sleep", "1000"], start_new_session=True)
will = ends_group(sleeper.pid)
print(sleeper.pid, flush=True)
signal.pause()
"""
CLUSTER = """
import signal
from pathlib import Path
from tests import servers
with servers.private_cluster(servers.installed_programs() or servers.wheel_programs()) as server:
    folder = Path(str(server.admin.query["host"]))
    print((folder / "data" / "postmaster.pid").read_text().split()[0], folder, flush=True)
    signal.pause()
"""


def told_before(ending: signal.Signals, program: str) -> list[str]:
    """The words that ``program`` says before it ends so."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment)
    assert started.stdout is not None
    words = started.stdout.readline().split()
    started.send_signal(ending)
    started.communicate()
    assert started.returncode == -ending
    return words


def eventually(what: Callable[[], object]) -> None:
    """Look again until ``what`` is so."""
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline, "not so within a minute"
        select.select([], [], [], 0.02)


def is_over(process: str) -> bool:
    """Whether a process has ended; nobody may have asked how."""
    return not lives(int(process))


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_a_process_started_ends_with_it(ending: signal.Signals) -> None:
    (sleeper,) = told_before(ending, SLEEPER)
    eventually(lambda: is_over(sleeper))


@pytest.mark.postgres
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_private_server_ends_with_its_process_and_leaves_no_data(ending: signal.Signals) -> None:
    assert servers.installed_programs() or servers.wheel_programs(), servers.REMEDIES
    server, folder = told_before(ending, CLUSTER)
    eventually(lambda: is_over(server) and not Path(folder).exists())


def test_what_was_revoked_is_not_done(tmp_path: Path) -> None:
    kept, revoked = LastWill("touch", tmp_path / "kept"), LastWill("touch", tmp_path / "revoked")
    revoked.revoke()
    kept._executor.communicate()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
