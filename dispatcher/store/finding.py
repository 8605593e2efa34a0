"""What a check of the store found, each with a code for programs and a sentence for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from dispatcher.locale import ngettext
from dispatcher.store.journal import Head
from dispatcher.values import dataclass

MOST = 50
"""Findings of one kind of validation that are listed; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as the program left it. ``subject`` is like ``entry 12`` or ``customer 4``; ``seq`` is the
    journal entry concerned, where there is one."""

    code: str
    subject: str
    sentence: str
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """``findings`` are faults; ``notes`` say what could not be proved and why. ``head`` is the newest entry."""

    entries: int
    head: Head
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def entry(code: str, seq: int, sentence: str, **named: object) -> Finding:
    """A finding about one journal entry; ``sentence`` may name it by ``{seq}``, and what else is ``named``."""
    return Finding(code, f"entry {seq}", sentence.format(seq=seq, **named), seq)


def capped(found: Iterable[Finding]) -> Iterator[Finding]:
    """The first findings of a validation, then one that counts the rest."""
    rest = iter(found)
    yield from islice(rest, MOST)
    more = sum(1 for _finding in rest)
    if more:
        yield Finding("more", "", ngettext("and {n} more", "and {n} more", more).format(n=more))
