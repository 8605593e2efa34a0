"""The office box as the README describes it: its lines for sshd, for the key, for ssh and for tmux, tried.

Only program and addresses are put in place of the README's; everything else is taken from there word for word.
"""

from __future__ import annotations

import base64
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.last_will import LastWill
from tests.pty.connections import Sshd, eventually, found, running
from tests.pty.desk import HERE, NOW, OPENED, Home
from tests.pty.harness import SIZES, Terminal

TYPED = "Tür klemmt, Calvet weiß Bescheid"
PROGRAM = "/usr/local/dispatcher/bin/dispatcher --store /var/lib/dispatcher/office.db"
TMUX_SETTINGS = "/etc/dispatcher.tmux.conf"
COPIED = b";" + base64.b64encode(b"T-1001") + b"\x07"
WISHES = {"LANG": "de_DE.UTF-8", "COLORTERM": "truecolor", "TMUX": ""}
"""What her own computer says of itself."""


def told_by_the_readme(first: str) -> str:
    """The README's block that begins with this line."""
    blocks = re.findall(r"```text\n(.*?)```", (HERE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (block,) = (block for block in blocks if block.startswith(first))
    return str(block)


class Box:
    """An sshd with the README's settings, that knows one key which opens one console."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made."""
        _match, *lines = told_by_the_readme("Match Group dispatch").splitlines()
        self._sshd = Sshd(folder, [line.strip() for line in lines])
        self._folder = folder
        (folder / "tmux.conf").write_text(told_by_the_readme("set -g status off"), encoding="utf-8")
        self._tmux = [found("tmux") or "tmux", "-S", str(folder / "tmux")]
        self._will = LastWill(*self._tmux, "kill-server")
        own = told_by_the_readme("Host officebox").replace("officebox.example", "127.0.0.1")
        (folder / "config").write_text(re.sub("User maria", self._sshd.as_config(), own), encoding="utf-8")

    def opens(self, home: Home, first: str) -> None:
        """From now on the key opens ``home``'s console, by the README's line that begins with ``first``."""
        setting = [f"{name}={value}" for name, value in home.env.items() if name != "LANG"]
        words = [sys.executable, "-m", "dispatcher", "--store", str(home.store), "--now", NOW, "--theme", "dark"]
        line = told_by_the_readme(first).partition(" ssh-ed25519")[0]
        line = line.replace(PROGRAM, shlex.join(["env", *setting, *words]))
        line = line.replace(TMUX_SETTINGS, str(self._folder / "tmux.conf"))
        line = line.replace('="tmux ', f'="{shlex.join(self._tmux)} ')
        key = (self._folder / "user.pub").read_text(encoding="utf-8")
        (self._folder / "authorized").write_text(f"{line} {key}", encoding="utf-8")

    def words(self, *further: str) -> list[str]:
        """The command line of her ssh."""
        return [found("ssh") or "ssh", "-F", str(self._folder / "config"), *further, "officebox"]

    def start(self, size: tuple[int, int]) -> Terminal:
        """She comes in."""
        return Terminal(self.words(), size=size, env=WISHES)

    def answer(self, *further: str) -> subprocess.CompletedProcess[str]:
        """What one gets who wants something else than a console."""
        words, env = [*self.words(*further), "id", "-u"], {**os.environ, **WISHES}
        return subprocess.run(words, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

    def end(self) -> None:
        """End the server, its connections and what runs in tmux."""
        subprocess.run([*self._tmux, "kill-server"], stderr=subprocess.DEVNULL, check=False)
        self._sshd.end()
        self._will.revoke()


def filed(terminal: Terminal, home: Home) -> None:
    """The note in the open form is filed, once, and nothing is left over."""
    terminal.press("enter")
    terminal.wait_for("Abgelegt: Notiz Botschaft")
    terminal.press("Q")
    terminal.wait_exit()
    assert home.said(1).count(TYPED) == 1
    assert home.drafts() == []


def forced_command(box: Box, home: Home) -> None:
    """The key opens the console in her language and colours; the line breaks; she comes in again and files."""
    box.opens(home, 'restrict,pty,command="/usr')
    with box.start(SIZES[0]) as terminal:
        terminal.wait_for(OPENED)
        terminal.wait_for("Q Ende")
        assert b"[38;2;" in terminal.raw
        terminal.press("y")
        terminal.wait_for("kopiert: T-1001")
        terminal.wait_for(lambda _lines: b"\x1b]52;c" + COPIED in terminal.raw)
        terminal.press("n", TYPED)
        terminal.wait_for(TYPED)
        eventually(lambda: home.texts() == [TYPED], "the draft is not on the disk")
        terminal.kill9()
        eventually(lambda: not running(home), "the program is still there")
    with box.start(SIZES[2]) as terminal:
        terminal.wait_for("1 Entwurf: Notiz Botschaft")
        terminal.press("enter")
        terminal.wait_for(TYPED)
        filed(terminal, home)


def nothing_else(box: Box, home: Home) -> None:
    """No command, no shell without a terminal, no way through the box."""
    box.opens(home, 'restrict,pty,command="/usr')
    said = box.answer("-T")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "Die Konsole braucht ein Terminal: ssh -t gibt ihr eins. Als Liste: dispatcher today\n"
    assert box.answer("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9").returncode == 255


def kept_by_tmux(box: Box, home: Home) -> None:
    """tmux has no keys of its own and lets copies and colours through; the next line finds the form as it was."""
    box.opens(home, 'restrict,pty,command="tmux')
    with box.start(SIZES[0]) as hanging:
        hanging.wait_for(OPENED)
        assert b"[38;2;" in hanging.raw
        hanging.press("y")
        hanging.wait_for(lambda _lines: re.search(rb"\x1b\]52;c?" + re.escape(COPIED), hanging.raw))
        hanging.press("ctrl+b", "n", TYPED)
        hanging.wait_for(TYPED)
        hanging.stall()
        with box.start(SIZES[2]) as terminal:
            terminal.wait_for(f"│ {TYPED} ")
            terminal.resize(*SIZES[1])
            terminal.wait_for(lambda lines: lines[4].rstrip()[SIZES[2][0] :])
            filed(terminal, home)


def box_scenes(home: Callable[[str], Home], folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every scene by its name; the box is there while they are played."""
    box = Box(folder / "box")
    try:
        for name, scene in (("box-key", forced_command), ("box-shut", nothing_else), ("box-tmux", kept_by_tmux)):
            yield name, partial(scene, box, home(name))
    finally:
        box.end()
