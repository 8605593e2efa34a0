"""``python -m tests.fuzz --minutes 10``: mutates the corpus for everything that reads foreign text.

Each target gets so many minutes. A try that raises, answers with a raw control, or takes longer than two seconds is a
finding: it is written to a folder, with its seed and number, and ``--replay FILE`` tries it again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from tests.fuzz.mutation import dice_of
from tests.fuzz.targets import TARGETS, Try

LONGEST_SECONDS = 2.0
"""So long one try may take at most, of the process' own time."""
HANGS_SECONDS = 20.0
"""A try that takes so long is broken off."""
_MEMORY = 3 << 30


class Hangs(BaseException):
    """A try that does not come to its end; no ``except Exception`` holds it up."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What went wrong: which try, and how."""

    target: str
    seed: int
    number: int
    seconds: float
    what: str
    where: str


def options(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What to try, and how long."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target")
    parser.add_argument(
        "--tries", type=int, default=0, help="at most so many of each target; 0: until the time is over"
    )
    parser.add_argument("--seed", type=int, default=None, help="the same seed makes the same tries")
    parser.add_argument(
        "--only", nargs="+", choices=TARGETS, default=list(TARGETS), metavar="NAME", help=", ".join(TARGETS)
    )
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "dispatcher-fuzz")
    parser.add_argument("--replay", type=Path, help="a finding, as it was written")
    return parser.parse_args(given)


def tried(once: Try, target: str, seed: int, number: int) -> Finding | None:
    """One try; a finding where it raised or took too long."""
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS_SECONDS)
    error: BaseException | None = None
    try:
        once(dice_of(seed, target, number))
    except (Exception, Hangs) as met:
        error = met
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    seconds = round(time.process_time() - begun, 3)
    if error is None and seconds <= LONGEST_SECONDS:
        return None
    what = "takes too long" if error is None else f"{type(error).__name__}: {str(error)[:500]!a}"
    return Finding(target, seed, number, seconds, what, _where(error))


def _where(error: BaseException | None) -> str:
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    ours = [f"{Path(one.filename).name}:{one.lineno}" for one in frames if "dispatcher" in one.filename]
    return " ".join(ours[-6:])


def run(target: str, seed: int, minutes: float, tries: int, findings: Path) -> int:
    """Try one target; how many findings there are. A place that was found already is told once."""
    known: set[tuple[str, str]] = set()
    number, until = 0, time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as folder, TARGETS[target](Path(folder)) as once:
        while time.monotonic() < until and not (tries and number >= tries):
            found = tried(once, target, seed, number)
            if found is not None and (mark := (found.what.partition(":")[0], found.where)) not in known:
                known.add(mark)
                _keep(found, findings)
            number += 1
    print(f"{target:22} seed {seed}  {number:9,} tries  {len(known)} findings", flush=True)
    return len(known)


def _keep(found: Finding, findings: Path) -> None:
    findings.mkdir(parents=True, exist_ok=True)
    path = findings / f"{found.target}-{found.seed}-{found.number}.json"
    path.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
    print(f"{path}: {found.what}  {found.where}", flush=True)


def replay(path: Path) -> int:
    """Try a finding again; 1 where it is still there."""
    told = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, TARGETS[told["target"]](Path(folder)) as once:
        found = tried(once, told["target"], told["seed"], told["number"])
    print("gone" if found is None else f"{found.what}  {found.where}  {found.seconds} s")
    return int(found is not None)


def _broken_off(_number: int, _frame: FrameType | None) -> None:
    raise Hangs(f"longer than {HANGS_SECONDS} s")


def main(given: Sequence[str] | None = None) -> int:
    """Try everything that was asked for; 1 where something was found."""
    asked = options(given)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    signal.signal(signal.SIGVTALRM, _broken_off)
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = home
        if asked.replay is not None:
            return replay(asked.replay)
        seed = asked.seed if asked.seed is not None else int.from_bytes(os.urandom(4))
        return int(sum(run(one, seed, asked.minutes, asked.tries, asked.findings) for one in asked.only) > 0)


if __name__ == "__main__":
    sys.exit(main())
