"""The parts of the manual that are made from the program: the keys, and the shapes of the JSON documents.

python -m tests.manual        writes them into README.md anew
"""

from __future__ import annotations

import inspect
import re
import textwrap
from importlib import import_module
from pathlib import Path

from dispatcher import locale
from dispatcher.cli.keys_command import lines
from dispatcher.cli.main import COMMANDS
from dispatcher.console.keys import KEYS

README = Path(__file__).parent.parent / "README.md"
SHAPES_BEGIN, SHAPES_END = "<!-- shapes: written by python -m tests.manual -->\n", "<!-- end of shapes -->\n"
BEGINNING, END = "<!-- keys: written by python -m tests.manual -->\n", "<!-- end of keys -->\n"


def keys() -> str:
    """Every key of the console, as ``dispatcher keys`` prints them in English."""
    before = locale.language()
    locale.use("en")
    try:
        return "\n```text\n" + "\n".join(line.rstrip() for line in lines(KEYS)) + "\n```\n\n"
    finally:
        locale.use(before)


def shapes() -> str:
    """The document that each command with ``--json`` prints, from the words beside the code that makes it."""
    parts = []
    for name in COMMANDS:
        module = import_module(f"dispatcher.cli.{name.replace('-', '_')}_command")
        document = getattr(module, "document", None)
        if document is not None:
            told, _colons, shape = inspect.cleandoc(document.__doc__).partition("::\n\n")
            shown, _blank, more = textwrap.dedent(shape).partition("\n\n")
            said = [
                " ".join(part.split()).strip(" ;.") for part in (told.removeprefix("The shape of ``--json``"), more)
            ]
            notes = "".join(f"{part}. " for part in said if part).replace("``", "`").strip()
            example = textwrap.dedent(shown).rstrip()
            parts.append(f"**{name}**{': ' if notes else ''}{notes}\n\n```text\n{example}\n```\n")
    return "\n" + "\n".join(parts) + "\n"


def current(text: str) -> str:
    """The manual ``text`` with today's keys and shapes between the marks."""
    for beginning, end, made in ((BEGINNING, END, keys), (SHAPES_BEGIN, SHAPES_END, shapes)):
        between = f"({re.escape(beginning)}).*?({re.escape(end)})"
        text = re.sub(between, lambda mark, made=made: mark[1] + made() + mark[2], text, flags=re.DOTALL)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    README.write_text(current(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
