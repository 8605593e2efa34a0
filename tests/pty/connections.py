"""tmux, GNU screen and an sshd for the console's tests, each with settings of its own; whoever starts one ends it."""

from __future__ import annotations

import getpass
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.last_will import LastWill, ends_group
from tests.pty.desk import Home
from tests.pty.harness import Terminal

NEEDED = {
    "tmux": "tmux", "screen": "screen", "ssh": "openssh-client", "ssh-keygen": "openssh-client",
    "sshd": "openssh-server",
}  # fmt: skip
"""Programs and the Debian packages that bring them."""
WAIT_SECONDS = 20.0
Start = Callable[[Home, tuple[int, int]], Terminal]


def found(program: str) -> str | None:
    """Where a program lies; sshd is often outside of a user's PATH."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def missing() -> str:
    """The sentence that names what is not installed, or empty."""
    lacking = [program for program in NEEDED if found(program) is None]
    packages = sorted({NEEDED[program] for program in lacking})
    return f"Not installed: {', '.join(lacking)}. On Debian: apt-get install {' '.join(packages)}" if lacking else ""


def eventually(what: Callable[[], object], told: str) -> None:
    """Look again until ``what`` is so."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not what():
        assert time.monotonic() < deadline, told
        select.select([], [], [], 0.05)


def command_line(home: Home) -> str:
    """The console as one line for a shell that knows nothing of us."""
    setting = [f"{name}={value}" for name, value in home.env.items()]
    return shlex.join(["env", *setting, *map(str, home.command())])


def running(home: Home) -> bool:
    """Whether a console on this store is alive."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = status.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"dispatcher" in words and str(home.store).encode() in words and b"env" not in words[:1]:
            return b"python" in Path(os.fsdecode(words[0])).name.encode()
    return False


class Tmux:
    """A tmux server of our own, with the defaults that everybody has but the status line."""

    def __init__(self, folder: Path, settings: str = "set -g status off\n") -> None:
        self.socket = folder / "tmux"
        self.settings = folder / "tmux.conf"
        self.settings.write_text(settings, encoding="utf-8")
        self.words = [found("tmux") or "tmux", "-S", str(self.socket), "-f", str(self.settings)]
        self._will = LastWill(*self.words, "kill-server")

    def start(self, home: Home, size: tuple[int, int]) -> Terminal:
        """The console in a new session that one terminal shows."""
        return Terminal([*self.words, "new-session", command_line(home)], size=size, env={"TMUX": ""})

    def told(self, *words: str) -> str:
        """What the server answers."""
        done = subprocess.run([*self.words, *words], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def end(self) -> None:
        """End the server and what runs in it."""
        self.told("kill-server")
        self._will.revoke()


class GnuScreen:
    """GNU screen with a folder of its own, as it is out of the box but for its greeting."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "screens"
        self._folder.mkdir(mode=0o700)
        self._settings = folder / "screenrc"
        self._settings.write_text("startup_message off\n", encoding="utf-8")
        self._env = {"SCREENDIR": str(self._folder), "TMUX": "", "LANG": "C.UTF-8"}
        self._quit = [found("screen") or "screen", "-S", "desk", "-X", "quit"]
        self._will = LastWill(*self._quit, env=self._env)

    def start(self, home: Home, size: tuple[int, int]) -> Terminal:
        """The console in a new session that one terminal shows."""
        words = [found("screen") or "screen", "-c", str(self._settings), "-S", "desk", "sh", "-c", command_line(home)]
        return Terminal(words, size=size, env=self._env)

    def end(self) -> None:
        """End the sessions and what runs in them."""
        subprocess.run(self._quit, env={**os.environ, **self._env}, stdout=subprocess.DEVNULL, check=False)
        self._will.revoke()


class Sshd:
    """An sshd on the loopback, with keys made for it."""

    def __init__(self, folder: Path, settings: Sequence[str] = ()) -> None:
        """``settings`` are further lines of its settings."""
        self.folder = folder
        folder.mkdir(mode=0o700)
        for name in ("host", "user"):
            words = [found("ssh-keygen") or "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(words, check=True)
        shutil.copy(folder / "user.pub", folder / "authorized")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process = subprocess.Popen(
            [found("sshd") or "sshd", "-D", "-e", "-f", str(self._settings(settings))],
            stderr=(folder / "log").open("w"),
            start_new_session=True,
        )
        self._will = ends_group(self._process.pid)
        eventually(self._answers, f"sshd does not answer: {(folder / 'log').read_text(encoding='utf-8')}")

    def _settings(self, more: Sequence[str]) -> Path:
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        lines = (
            f"Port {self.port}", "ListenAddress 127.0.0.1", f"HostKey {self.folder / 'host'}", "PidFile none",
            f"AuthorizedKeysFile {self.folder / 'authorized'}", "StrictModes no", "UsePAM no",
            "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin yes",
            "PrintMotd no", "PrintLastLog no", *more,
        )  # fmt: skip
        path = self.folder / "sshd_config"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def _answers(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def as_config(self) -> str:
        """What an ssh must know of this server, as lines of its settings."""
        told = {
            "User": getpass.getuser(), "Port": self.port, "IdentityFile": self.folder / "user", "IdentitiesOnly": "yes",
            "StrictHostKeyChecking": "no", "UserKnownHostsFile": "/dev/null", "LogLevel": "ERROR",
        }  # fmt: skip
        return "\n".join(f"{name} {value}" for name, value in told.items())

    def start(self, home: Home, size: tuple[int, int]) -> Terminal:
        """The console behind a connection."""
        settings = self.folder / "config"
        settings.write_text(self.as_config(), encoding="utf-8")
        words = [found("ssh") or "ssh", "-F", str(settings), "-tt", "127.0.0.1", command_line(home)]
        return Terminal(words, size=size)

    def end(self) -> None:
        """End the server and its connections."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()
        self._will.revoke()
