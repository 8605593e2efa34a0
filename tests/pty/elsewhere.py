"""The main job inside tmux, GNU screen and over a real SSH connection to this machine, what a lost connection leaves,
and the office box as the README has it.

    python -m tests.pty.elsewhere

Needs tmux, screen, ssh and sshd (Debian: tmux, screen, openssh-client, openssh-server); fails with a sentence where one
is missing.
Starts an sshd of its own on a free port of the loopback, with keys of its own, and ends it.
"""

from __future__ import annotations

import base64
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from tests.console.office_of import fill_office, make_office
from tests.pty.connections import GnuScreen, Sshd, Start, Tmux, eventually, missing, running
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal
from tests.pty.office_box import box_scenes

TYPED = "Calvet still absent, Tür klemmt"


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


def file_the_draft(start: Start, home: Home) -> None:
    """Whoever comes in again finds his words, and files them."""
    with start(home, SIZES[2]) as terminal:
        terminal.wait_for("1 draft: note Botschaft der Republik Tarvonien")
        terminal.press("enter")
        terminal.wait_for(TYPED)
        terminal.press("enter")
        terminal.wait_for("Filed: note Botschaft")
        terminal.press("Q")
        terminal.wait_exit()


def lost_connection(start: Start, home: Home, lose: Callable[[Terminal], object]) -> None:
    """The line breaks while a note is typed; the draft is there, the program is gone, the next start offers it."""
    with start(home, SIZES[0]) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", TYPED)
        terminal.wait_for(TYPED)
        lose(terminal)
        eventually(lambda: home.texts() == [TYPED], "the draft is not on the disk")
        eventually(lambda: not running(home), "the program is still there")
    file_the_draft(start, home)
    assert home.said(1).count(TYPED) == 1


def hanging_line(start: Start, home: Home) -> None:
    """The line stands still and nobody notices: from another one the words are found, and they are filed once."""
    with start(home, SIZES[0]) as hanging:
        hanging.wait_for(OPENED)
        hanging.press("n", TYPED)
        hanging.wait_for(TYPED)
        eventually(lambda: home.texts() == [TYPED], "the draft is not on the disk")
        hanging.stall()
        hanging.signal(signal.SIGSTOP)
        file_the_draft(start, home)
        hanging.kill9()
        eventually(lambda: not running(home), "the program is still there")
    assert home.said(1).count(TYPED) == 1
    assert home.drafts() == []


# --- tmux ---


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


def copied_through_screen(screen: GnuScreen, home: Home) -> None:
    """What is copied reaches the terminal's clipboard, and Escape comes alone."""
    with screen.start(home, SIZES[2]) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("s", "5471")
        terminal.wait_for(">K-1002")
        terminal.press("escape")
        terminal.wait_for(lambda lines: not any(">K-1002" in line for line in lines))
        terminal.press("y")
        terminal.wait_for("copied: T-1001")
        order = b"\x1b]52;c;" + base64.b64encode(b"T-1001") + b"\x07"
        terminal.wait_for(lambda _lines: order in terminal.raw)
        terminal.press("Q")
        terminal.wait_exit()


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


def scenes(
    home: Callable[[str], Home], tmux: Tmux, screen: GnuScreen, sshd: Sshd
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every scene by its name."""
    for place, start in (("tmux", tmux.start), ("ssh", sshd.start)):
        for size in SIZES:
            name = f"main-job-{place}-{size[0]}x{size[1]}"
            yield name, partial(main_job, start, home(name), size)
    yield "main-job-screen-80x24", partial(main_job, screen.start, home("main-job-screen-80x24"), SIZES[2])
    yield "screen-copies", partial(copied_through_screen, screen, home("screen-copies"))
    yield "tmux-detached", partial(kept_while_detached, tmux, home("tmux-detached"))
    kill = partial(tmux.told, "kill-session")
    yield "tmux-killed", partial(lost_connection, tmux.start, home("tmux-killed"), lambda _terminal: kill())
    yield "ssh-client-killed", partial(lost_connection, sshd.start, home("ssh-client-killed"), Terminal.kill9)
    yield "ssh-line-hangs", partial(hanging_line, sshd.start, home("ssh-line-hangs"))
    yield "ssh-terminal-closed", partial(lost_connection, sshd.start, home("ssh-terminal-closed"), Terminal.close)


def main() -> int:
    """Play every scene; 0 when all of them hold."""
    if sentence := missing():
        print(sentence, file=sys.stderr)
        return 1
    with homes() as home, tempfile.TemporaryDirectory(prefix="dispatcher-") as name:
        folder = Path(name)
        tmux, screen, sshd = Tmux(folder), GnuScreen(folder), Sshd(folder / "ssh")
        try:
            for scene, play in chain(scenes(home, tmux, screen, sshd), box_scenes(home, folder)):
                play()
                print(f"{scene}: holds", flush=True)
        finally:
            for started in (tmux, screen, sshd):
                started.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
