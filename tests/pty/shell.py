"""A shell that starts the console as its job, and lives on when the job ends or stops."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

Manner = Literal["prompt", "other job", "background"]
"""It prompts; it gives the terminal to another job, which prompts; it has not given it to the console, and prompts."""

_SHELL = """
import os, signal, sys

def start(words, is_in_front):
    job = os.fork()
    if not job:
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.setpgid(0, 0)
        if is_in_front:
            os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(words[0], words)
    return job

manner, *words = sys.argv[1:]
os.waitpid(start(words, manner != "background"), os.WUNTRACED)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
os.tcsetpgrp(0, os.getpgrp())
print(end="$ ", flush=True)
if manner == "other job":
    os.waitpid(start([sys.executable, "-S", "-c", "input('> ')"], True), 0)
while True:
    signal.pause()
"""
PROMPT, OTHER = b"$ ", b"> "
"""The last that the terminal got when it prompts, and when the other job does."""


def shell(manner: Manner, command: Sequence[str | Path]) -> list[str | Path]:
    """The command line of a shell whose job is ``command``; it puts nothing right itself."""
    return [sys.executable, "-S", "-E", "-c", _SHELL, manner, *command]
