"""The German catalogue against the texts in the source; ``python -m tests.house.catalogue`` prints what is wrong."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parent.parent.parent / "dispatcher"
GERMAN = PACKAGE / "locale" / "de" / "LC_MESSAGES" / "dispatcher.po"
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2, "NN_": 2}
"""The functions that mark a text, and how many forms of it they take."""

Text = str | tuple[str, str]
"""A text of the source, or its two forms for one and for many."""


def texts_of_source(folder: Path = PACKAGE) -> dict[Text, str]:
    """Every marked text under ``folder`` with the place where it stands first.

    Read from the syntax tree, because a text may stand inside an f-string, where a reader of tokens does not look.
    """
    found: dict[Text, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (text := _marked(node)) is not None:
                found.setdefault(text, f"{path.relative_to(folder).as_posix()}:{node.lineno}")
    return found


def _marked(call: ast.Call) -> Text | None:
    """The text that a call marks; None where it marks none or is handed a text made at run time."""
    wanted = KEYWORDS.get(call.func.id) if isinstance(call.func, ast.Name) else None
    given = [arg.value for arg in call.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if wanted is None or len(given) < wanted:
        return None
    return given[0] if wanted == 1 else (given[0], given[1])


def read_catalogue(source: Path = GERMAN) -> Catalog:
    """The catalogue as it stands in the file."""
    with source.open("rb") as lines:
        return read_po(lines, locale="de", domain=source.stem, abort_invalid=True)


def forms(text: object) -> tuple[str, ...]:
    """The forms of a text or of its translation."""
    return tuple(str(form) for form in text) if isinstance(text, list | tuple) else (str(text),)


def placeholders(text: str) -> frozenset[str]:
    """The named places of ``text`` into which a value is put, those with braces and those with a percent sign."""
    names = {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}
    return frozenset(names | set(re.findall(r"%\(\w+\)[a-z]", text)))


def wrong_placeholders(entry: Message) -> bool:
    """Whether a German form names other values than the English one. The form for one may leave the number out."""
    english = [placeholders(form) for form in forms(entry.id)]
    german = [placeholders(form) for form in forms(entry.string)]
    return german[-1] != english[-1] or not german[0] <= english[0] | english[-1]


def problems_of_entry(entry: Message) -> Iterator[str]:
    """What is wrong with one entry, whatever the source says."""
    if entry.fuzzy:
        yield "fuzzy"
    if not all(forms(entry.string)):
        yield "empty"
    elif wrong_placeholders(entry):
        yield "other values than in the English text"


def duplicates(source: Path = GERMAN) -> Iterator[str]:
    """The texts that stand in the file more than once."""
    entries = re.findall(r'^msgid ((?:".*"\s*)+)', source.read_text(encoding="utf-8"), re.MULTILINE)
    texts = Counter(re.sub(r'"\s*"', "", entry).strip() for entry in entries)
    yield from (text for text, times in texts.items() if times > 1)


def problems(package: Path = PACKAGE, source: Path = GERMAN) -> list[str]:
    """One line for each text that is missing, unused, doubled or wrongly translated."""
    texts, catalogue = texts_of_source(package), read_catalogue(source)
    entries = {
        (entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])): entry
        for entry in catalogue
        if entry.id
    }
    found = [f"missing: {text!r} ({place})" for text, place in texts.items() if text not in entries]
    found += [f"unused: {text!r}" for text in entries if text not in texts]
    found += [f"obsolete: {text!r}" for text in catalogue.obsolete]
    found += [f"{problem}: {text!r}" for text, entry in entries.items() for problem in problems_of_entry(entry)]
    return found + [f"twice: {text}" for text in duplicates(source)]


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or "the German catalogue is complete")
    sys.exit(1 if wrong else 0)
