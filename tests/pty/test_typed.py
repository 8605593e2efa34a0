"""What a terminal sends reaches the console, whatever its encoding; and who sends nothing wakes nobody."""

from __future__ import annotations

import signal
from itertools import pairwise
from pathlib import Path

from tests.pty.desk import Home

MOST_TURNS = 8
"""How often the console's threads may run in a second in which nobody does anything: it asks three times whether
somebody wrote."""
SECONDS = 4.0


def turns(pid: int) -> int:
    """How often threads of a process gave the processor back because there was nothing to do."""
    tasks = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return sum(int(text.partition("\nvoluntary_ctxt_switches:")[2].split()[0]) for text in tasks)


def test_a_name_typed_on_a_terminal_of_another_encoding_is_found(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for("K-1001")
        terminal.press("s")
        terminal.wait_for("SEARCH")
        terminal.type_bytes("Textbüro".encode("latin-1"))
        terminal.wait_for("Textbüro_")
        terminal.wait_for("K-1002")
        terminal.press("ctrl+u")
        terminal.type_bytes(b"Stra" + b"\xdf")
        terminal.wait_for("Straß_")
        terminal.press("ctrl+u")
        terminal.type("Büro")
        terminal.wait_for("Büro_")
        terminal.type_bytes(b"\xff\xfe\x80\x81")
        terminal.wait_for("Büroÿþ")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert terminal.faults() == []


def test_an_action_named_in_one_burst_is_the_one_that_is_done(home: Home) -> None:
    """As a line sends it that stood still for a moment."""
    palette = "\x10"
    with home.start() as terminal:
        terminal.wait_for("K-1001")
        terminal.type(f"{palette}note\rTom ruft an")
        terminal.wait_for(r"NOTE[\s\S]*Tom ruft an")
        terminal.press("ctrl+u", "escape")
        terminal.wait_for(r"\A(?![\s\S]*NOTE)")
        terminal.type(f"{palette}zzz\r")
        terminal.wait_for("No action of that name")
        terminal.press("escape")
        terminal.wait_for(r"\A(?![\s\S]*zzz)")
        terminal.type(f"{palette}search\rcalvet")
        terminal.wait_for(r"SEARCH[\s\S]*calvet_")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert terminal.faults() == []


def test_a_console_that_nobody_uses_is_hardly_woken(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for("K-1001")
        terminal.wait_quiet(1.5)
        woken = [turns(terminal.pid)]
        for _span in range(2):
            terminal.pass_time(SECONDS)
            woken.append(turns(terminal.pid))
        # The clock's minute comes into one of them at most.
        assert min(after - before for before, after in pairwise(woken)) <= MOST_TURNS * SECONDS
