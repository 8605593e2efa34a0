"""The main job inside tmux and over a real SSH connection to this machine, and what a lost connection leaves.

    python -m tests.pty.elsewhere

Needs tmux, ssh and sshd (Debian: tmux, openssh-client, openssh-server); fails with a sentence where one is missing.
Starts an sshd of its own on a free port of the loopback, with keys of its own, and ends it.
"""

from __future__ import annotations

import getpass
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.console.office_of import fill_office, make_office
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal

NEEDED = {"tmux": "tmux", "ssh": "openssh-client", "ssh-keygen": "openssh-client", "sshd": "openssh-server"}
"""Programs and the Debian packages that bring them."""
WAIT_SECONDS = 20.0
TYPED = "Calvet still absent, Tür klemmt"
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


def main_job(start: Start, home: Home, size: tuple[int, int]) -> None:
    """Find a caller by the end of his number, file a note, see it, leave."""
    with start(home, size) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "5471", "enter", "n", TYPED)
        terminal.wait_for(rf"(?s)NOTE K-1002 Textbüro Albers .*│ {TYPED} +│")
        terminal.press("enter")
        terminal.wait_for("Filed: note Textbüro Albers")
        terminal.press("F8")
        terminal.wait_for("═ CONTACTS")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert home.said(2)[0] == TYPED
    assert home.drafts() == []


def lost_connection(start: Start, home: Home, lose: Callable[[Terminal], object]) -> None:
    """The line breaks while a note is typed; the draft is there, the program is gone, the next start offers it."""
    with start(home, SIZES[0]) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", TYPED)
        terminal.wait_for(TYPED)
        lose(terminal)
        eventually(lambda: home.texts() == [TYPED], "the draft is not on the disk")
        eventually(lambda: not running(home), "the program is still there")
    with start(home, SIZES[2]) as terminal:
        terminal.wait_for("1 draft: note Botschaft der Republik Tarvonien")
        terminal.press("enter")
        terminal.wait_for(TYPED)
        terminal.press("enter")
        terminal.wait_for("Filed: note Botschaft")
        terminal.press("Q")
        terminal.wait_exit()
    assert home.said(1).count(TYPED) == 1


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


# --- tmux ---


class Tmux:
    """A tmux server of our own, with the defaults that everybody has but the status line."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "tmux"
        self.settings = folder / "tmux.conf"
        self.settings.write_text("set -g status off\n", encoding="utf-8")
        self.words = [found("tmux") or "tmux", "-S", str(self.socket), "-f", str(self.settings)]

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


def kept_while_detached(tmux: Tmux, home: Home) -> None:
    """A terminal that goes leaves the session running; the next one finds the form as it was."""
    with tmux.start(home, SIZES[0]) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", TYPED)
        terminal.wait_for(TYPED)
    with Terminal([*tmux.words, "attach"], size=SIZES[2], env={"TMUX": ""}) as terminal:
        terminal.wait_for(f"│ {TYPED} ")
        terminal.press("!", "enter")
        terminal.wait_for("Filed: note Botschaft")
        terminal.press("Q")
        terminal.wait_exit()
    assert home.said(1)[0] == f"{TYPED}!"


# --- SSH ---


class Sshd:
    """An sshd on the loopback, with keys made for it."""

    def __init__(self, folder: Path) -> None:
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
            [found("sshd") or "sshd", "-D", "-e", "-f", str(self._settings())],
            stderr=(folder / "log").open("w"),
            start_new_session=True,
        )
        eventually(self._answers, f"sshd does not answer: {(folder / 'log').read_text(encoding='utf-8')}")

    def _settings(self) -> Path:
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        lines = (
            f"Port {self.port}", "ListenAddress 127.0.0.1", f"HostKey {self.folder / 'host'}", "PidFile none",
            f"AuthorizedKeysFile {self.folder / 'authorized'}", "StrictModes no", "UsePAM no",
            "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin yes",
            "PrintMotd no", "PrintLastLog no",
        )  # fmt: skip
        path = self.folder / "sshd_config"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def _answers(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self, home: Home, size: tuple[int, int]) -> Terminal:
        """The console behind a connection."""
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes")
        words = [found("ssh") or "ssh", "-F", "none", "-tt", "-p", str(self.port), "-i", str(self.folder / "user")]
        for option in options:
            words += ["-o", option]
        return Terminal([*words, f"{getpass.getuser()}@127.0.0.1", command_line(home)], size=size)

    def end(self) -> None:
        """End the server and its connections."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()


# --- all of it ---


@contextmanager
def homes() -> Iterator[Callable[[str], Home]]:
    """Makes a home for each scene, in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="dispatcher-") as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        template = fill_office(make_office(folder / "template.db"))

        def make(scene: str) -> Home:
            (folder / scene).mkdir()
            return Home(folder / scene, template)

        yield make


def scenes(home: Callable[[str], Home], tmux: Tmux, sshd: Sshd) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every scene by its name."""
    for place, start in (("tmux", tmux.start), ("ssh", sshd.start)):
        for size in SIZES:
            name = f"main-job-{place}-{size[0]}x{size[1]}"
            yield name, partial(main_job, start, home(name), size)
    yield "tmux-detached", partial(kept_while_detached, tmux, home("tmux-detached"))
    kill = partial(tmux.told, "kill-session")
    yield "tmux-killed", partial(lost_connection, tmux.start, home("tmux-killed"), lambda _terminal: kill())
    yield "ssh-client-killed", partial(lost_connection, sshd.start, home("ssh-client-killed"), Terminal.kill9)
    yield "ssh-terminal-closed", partial(lost_connection, sshd.start, home("ssh-terminal-closed"), Terminal.close)


def main() -> int:
    """Play every scene; 0 when all of them hold."""
    if sentence := missing():
        print(sentence, file=sys.stderr)
        return 1
    with homes() as home, tempfile.TemporaryDirectory(prefix="dispatcher-") as name:
        tmux, sshd = Tmux(Path(name)), Sshd(Path(name) / "ssh")
        try:
            for scene, play in scenes(home, tmux, sshd):
                play()
                print(f"{scene}: holds", flush=True)
        finally:
            tmux.end()
            sshd.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
