"""What may be wrong with the store when the console starts: it waits and goes on, or ends with a sentence."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

from dispatcher import locale
from dispatcher.locale import _
from dispatcher.store import schema, trouble
from tests.console.test_trouble import held
from tests.pty.desk import OPENED, Home
from tests.pty.faults import make_newer, says
from tests.pty.harness import Terminal

_HOPELESS = 3
_NO_ROOM = (
    "import os, resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (1, r.getrlimit(r.RLIMIT_FSIZE)[1]));"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


def _ends(terminal: Terminal) -> None:
    terminal.press("F3", "Q")
    assert terminal.wait_exit() == 0
    assert terminal.faults() == []


def _locked(home: Home, language: str) -> None:
    """Who only reads needs nobody's leave."""
    with held(home.store), home.start(language=language) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("s", "albers")
        terminal.wait_for(r">K-1002 +Textbüro Albers")
        _ends(terminal)


def _full(home: Home, language: str) -> None:
    """The store cannot be opened without room for its log; when there is room again it opens by itself."""
    command = [sys.executable, "-S", "-E", "-c", _NO_ROOM, *home.command(language=language)]
    with Terminal(command, env=home.env, cwd=home.folder) as terminal:
        terminal.wait_for(says(trouble.disk(str(home.store)).sentence))
        terminal.press("s", "albers")
        terminal.wait_for(r"│ albers")
        assert "Textbüro" not in terminal.text()
        limits = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (limits[1], limits[1]))
        terminal.wait_for(r">K-1002 +Textbüro Albers")
        _ends(terminal)


def _read_only(home: Home, language: str) -> None:
    with home.start("--read-only", language=language) as terminal:
        terminal.wait_for(OPENED)
        told = _("READ-ONLY ({reason}) - nothing can be changed here.").split("{")
        terminal.wait_for(says(told[0]))
        terminal.press("n")
        terminal.wait_for(says(_("Read-only: {reason}").split("{")[0]))
        _ends(terminal)


def _hopeless(home: Home, language: str, sentence: str) -> None:
    """Nothing is to be shown, so the sentence is all; the file stays as it was."""
    before = home.store.read_bytes()
    with home.start(language=language) as terminal:
        assert terminal.wait_exit() == _HOPELESS
        assert terminal.faults() == []
        # The terminal breaks a long line wherever it ends.
        assert "".join(sentence.split()) in "".join(terminal.text().split())
    assert home.store.read_bytes() == before


def _changed(
    change: Callable[[bytes], bytes], make: Callable[[str], trouble.StoreTrouble]
) -> Callable[[Home, str], None]:
    def play(home: Home, language: str) -> None:
        home.store.write_bytes(change(home.store.read_bytes()))
        _hopeless(home, language, make(str(home.store)).sentence)

    return play


def _newer(home: Home, language: str) -> None:
    make_newer(home.store, "9999")
    assert not home.store.with_name(home.store.name + "-wal").exists()
    _hopeless(home, language, trouble.newer(str(home.store), "9999", schema.REVISION).sentence)


STARTS: dict[str, Callable[[Home, str], None]] = {
    "locked": _locked,
    "full": _full,
    "read-only": _read_only,
    "truncated": _changed(lambda whole: whole[: len(whole) // 8192 * 4096], lambda _where: trouble.corrupt()),
    "corrupt": _changed(lambda whole: whole[:100] + b"\x5a" * (len(whole) - 100), lambda _where: trouble.corrupt()),
    "no store": _changed(lambda whole: b"\x5a" * len(whole), trouble.not_a_store),
    "newer": _newer,
}


def at_start(home: Home, name: str, language: str) -> None:
    """One of :data:`STARTS`. Raises AssertionError where it is not said, or where something is written or left."""
    locale.use(language)
    STARTS[name](home, language)
