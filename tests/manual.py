"""The part of the manual that is made from the program: the keys.

python -m tests.manual        writes them into README.md anew
"""

from __future__ import annotations

import re
from pathlib import Path

from dispatcher import locale
from dispatcher.cli.keys_command import lines
from dispatcher.console.keys import KEYS

README = Path(__file__).parent.parent / "README.md"
BEGINNING, END = "<!-- keys: written by python -m tests.manual -->\n", "<!-- end of keys -->\n"


def keys() -> str:
    """Every key of the console, as ``dispatcher keys`` prints them in English."""
    before = locale.language()
    locale.use("en")
    try:
        return "\n```text\n" + "\n".join(line.rstrip() for line in lines(KEYS)) + "\n```\n\n"
    finally:
        locale.use(before)


def current(text: str) -> str:
    """The manual ``text`` with today's keys between the marks."""
    return re.sub(
        f"({re.escape(BEGINNING)}).*?({re.escape(END)})", lambda mark: mark[1] + keys() + mark[2], text, flags=re.DOTALL
    )


if __name__ == "__main__":
    README.write_text(current(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
