"""The real program on a store that is hostile in every column: what leaves for the terminal is ours alone."""

from __future__ import annotations

import re
import signal

from tests.console.promise_office import busy_morning
from tests.hostile.spoilt import endless, spoil_all, tell_all
from tests.pty.desk import Home
from tests.pty.harness import SIZES

POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""The framework's own wish for a mouse pointer."""
OURS = re.compile(rb"\x1b(?:\[[<>=?]?[\d;]*[ -/]*[@-~]|[78=>]|P[^\x1b]*\x1b\\)")
"""Sequences as the framework sends them; what a text may bring along is looked for in the rest and in their kinds."""
ACTS = re.compile(rb"\x1b\[[\d;]*(?:J|[bcginqr]|\d*[tx])|\x1b\[[23]J")
"""Erasing, answering, printing, scrolling, resizing: nothing of that is sent while the console runs."""
ROUND = (
    ["F6"], ["F6"], ["F6"], ["F7"], ["F7"], ["G"], ["F7"], ["F8"], ["F8"], ["G"], ["F8"], ["space"], ["w"],
    ["F3"], ["i"], ["F3"], ["t"], ["F3"], ["d"], ["F3"], ["H"], ["F3"], ["F1"], ["F3"], ["ctrl+p"], ["F3"],
    ["s", "[EXTERN]"], ["F3"], [",", "k 1001"], ["enter"],
)  # fmt: skip


def test_nothing_of_a_hostile_store_reaches_the_terminal_raw(home: Home) -> None:
    busy_morning(home.store)
    tell_all(home.store, 1)
    spoil_all(home.store, endless())
    with home.start(size=SIZES[0]) as terminal:
        terminal.wait_for("K-1001")
        terminal.wait_quiet()
        begun = len(terminal.raw)
        for keys in ROUND:
            terminal.press(*keys)
            terminal.wait_quiet(0.05)
            assert terminal.status is None, keys
        sent = POINTER.sub(b"", terminal.raw[begun:])
        assert ACTS.findall(sent) == []
        rest = OURS.sub(b"", sent).decode()
        assert {sign for sign in rest if sign < " " and sign not in "\r\n\a"} == set()
        assert rest.count("\a") <= 2, "the bell of an alarm, not one of a text"
        assert re.findall("[\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", rest) == []
        terminal.press("n")
        terminal.wait_for("NOTE")
        terminal.paste("[EXTERN] Re: Heizung [50%] \u202e [@click=app.quit]x[/]")
        terminal.wait_for(r"\[EXTERN\] Re: Heizung \[50%\]")
        terminal.press("enter")
        terminal.wait_for("Filed: note")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert terminal.faults() == []
    assert b"\x1b]0;" not in terminal.raw
    assert b"\x1b]2;" not in terminal.raw
    assert b"\x1b]52;" not in terminal.raw
    assert home.said(1)[0] == "[EXTERN] Re: Heizung [50%] � [@click=app.quit]x[/]"
