"""How a mapping says what goes into a field: ``"{Street} {Number}[, {Addition}]"``.

Braces name a column. What stands in square brackets is left out when one of its columns is empty; a text that names
columns is empty when all of them are. ``{{``, ``}}``, ``[[`` and ``]]`` stand for the signs themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dispatcher.values import dataclass

Cells = Mapping[str, str]
"""One row: the value of each column the mapping uses, tidied; a missing one is empty."""

Texts = str | tuple[str, ...]
"""What a mapping may say for one field: a template, or several of which the first that is not empty counts."""

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}]+)\}|[\[\]{}]")


class BadTemplate(Exception):
    """A template with a bracket that does not fit."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Literal text, or the name of a column."""

    text: str
    is_column: bool


@dataclass(frozen=True, slots=True)
class _Section:
    parts: tuple[_Part, ...]
    optional: bool

    def fill(self, cells: Cells) -> str:
        """Its text with the ``cells`` of a row; an optional one is empty where a cell is."""
        if self.optional and not all(cells[part.text] for part in self.parts if part.is_column):
            return ""
        return "".join(cells[part.text] if part.is_column else part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Template:
    """One template. ``columns`` are the columns it names, in their order."""

    sections: tuple[_Section, ...]
    columns: tuple[str, ...]

    def fill(self, cells: Cells) -> str:
        """The text for one row; empty when every column it names is empty."""
        if self.columns and not any(cells[column] for column in self.columns):
            return ""
        return "".join(section.fill(cells) for section in self.sections)


@dataclass(frozen=True, slots=True)
class Field:
    """What fills one field: the first of ``templates`` that is not empty counts."""

    templates: tuple[Template, ...]
    columns: tuple[str, ...]
    plain: str
    """The one column this field is, where it is nothing else."""

    @property
    def label(self) -> str:
        """The columns by name, for a sentence about them."""
        return " / ".join(self.columns)

    def text(self, cells: Cells) -> str:
        """The text for one row, its line breaks kept, blanks around each line dropped."""
        if self.plain:
            return cells[self.plain]
        for template in self.templates:
            if filled := template.fill(cells).strip():
                return "\n".join(line.strip() for line in filled.split("\n"))
        return ""

    def line(self, cells: Cells) -> str:
        """The text for one row on one line, blanks between words single."""
        text = cells[self.plain] if self.plain else self.text(cells)
        return text if text.isalnum() or not text else " ".join(text.split())


def parse(text: str) -> Template:
    """The template that ``text`` spells. Raises BadTemplate."""
    sections: list[_Section] = []
    parts: list[_Part] = []
    inside = False
    for part in _parts(text):
        if isinstance(part, _Part):
            parts.append(part)
            continue
        if part is inside:
            raise BadTemplate(text)
        sections.append(_Section(tuple(parts), optional=inside))
        parts, inside = [], part
    if inside:
        raise BadTemplate(text)
    sections.append(_Section(tuple(parts), optional=False))
    columns = dict.fromkeys(part.text for section in sections for part in section.parts if part.is_column)
    return Template(tuple(section for section in sections if section.parts), tuple(columns))


def _parts(text: str) -> Iterator[_Part | bool]:
    """The pieces of a template in their order; True where a section opens, False where it closes."""
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            yield _Part(text[at : token.start()], is_column=False)
        at = token.end()
        if token.group(1):
            yield _Part(token.group(1), is_column=True)
        elif len(token.group()) == 2:
            yield _Part(token.group()[0], is_column=False)
        elif token.group() in "[]":
            yield token.group() == "["
        else:
            raise BadTemplate(text)
    if at < len(text):
        yield _Part(text[at:], is_column=False)


def field(texts: Texts) -> Field:
    """The field that a mapping describes by ``texts``. Raises BadTemplate."""
    templates = tuple(parse(text) for text in ((texts,) if isinstance(texts, str) else texts) if text)
    columns = tuple(dict.fromkeys(column for template in templates for column in template.columns))
    single = templates[0].sections if len(templates) == 1 and len(columns) == 1 else ()
    plain = len(single) == 1 and single[0].parts == (_Part(columns[0], is_column=True),)
    return Field(templates, columns, columns[0] if plain else "")
