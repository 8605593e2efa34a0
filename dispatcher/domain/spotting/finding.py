"""From a text to the promises in it: sentence by sentence, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from dispatcher.domain.phrases.values import Office
from dispatcher.domain.promise import OURS
from dispatcher.domain.spotted import LONGEST_WHAT, Spotted
from dispatcher.domain.spotting.judging import Clause, Promised, judged
from dispatcher.domain.spotting.plain import Plain, plain, sentences
from dispatcher.domain.spotting.times import Named, times
from dispatcher.domain.spotting.words import ASKS_ALL, BROKEN, COMMITTED, GONE_BY
from dispatcher.locale import _
from dispatcher.values import dataclass

_PARTS = re.compile(
    r",\s|:\s|\s-\s|[()]|[.;!]\s|\s(?=(?:und|and|aber|but|sowie|dass|that|because|weil|denn|before|bevor|wenn|sobald|"
    r"when|once|as soon as|if|ob|whether)\s)"
)
_JOINTS = re.compile(r"^(?:und|and|aber|but|sowie|dass|that|denn|also|so)\s+")
_QUOTED = re.compile(r'"[^"]*"')
_TRIM = " ,.;:!-()\"'\n"


@dataclass(frozen=True, slots=True)
class _Hit:
    """What one clause promises: whose, from where to where in the sentence, and which time belongs to it."""

    side: str
    begin: int
    end: int
    time: Named | None
    is_call: bool


_LONGEST_SENTENCE = 1000
"""Signs of a sentence that are judged: the time grows with its square."""


def found_in(text: str, office: Office, names: Collection[str], by_customer: bool) -> Iterator[Spotted]:
    """The promises of ``text`` in its order, one for whatever a sentence promises of one side by one time."""
    own = frozenset(word for name in names for word in plain(name).words.split() if len(word) > 1)
    for sentence in sentences(text):
        yield from _of_sentence(sentence[:_LONGEST_SENTENCE], office, own, by_customer)


def _of_sentence(sentence: str, office: Office, own: frozenset[str], by_customer: bool) -> Iterator[Spotted]:
    said = plain(sentence)
    if sentence.rstrip("\"' ").endswith("?") or ASKS_ALL.match(said.words.lstrip("\"' ")) or not judged_at_all(said):
        return
    named = times(said, office)
    if any(one.meant is None for one in named) and not any(one.meant for one in named):
        return  # a time that is past
    ahead = [one for one in named if one.meant]
    for hit in _timed(_together(list(_hits(said, ahead, own, by_customer))), ahead):
        yield _told(sentence, said, hit)


def judged_at_all(said: Plain) -> bool:
    """Whether a sentence can hold a promise of today: nobody complains of one in it, nor tells of former times."""
    if BROKEN.search(said.words):
        return False
    return GONE_BY.search(said.words) is None or COMMITTED.search(said.words) is not None


def _hits(said: Plain, named: list[Named], own: frozenset[str], by_customer: bool) -> Iterator[_Hit]:
    masked = _masked(said.words, named)
    quoted = [found.span() for found in _QUOTED.finditer(said.words)]
    actor = ""
    for begin, end in _clauses(masked):
        time = next((one for one in named if begin <= one.begin < end), None)
        is_theirs = by_customer or any(first <= begin and end <= last for first, last in quoted)
        clause = Clause(masked[begin:end].strip(_TRIM), masked, time is not None, bool(named), own, actor)
        found = judged(clause)
        actor = found.actor or actor
        if found.side:
            side = found.side if not is_theirs else _turned(clause, found)
            yield _Hit(side, begin, end, time, found.is_call)


def _turned(clause: Clause, found: Promised) -> str:
    """Whose it is where the customer says it himself: his "I" is his, and whom he calls "you" are we."""
    return "theirs" if found.side == "ours" and clause.is_first_person else found.side


def _masked(words: str, named: list[Named]) -> str:
    """``words`` with each time as one sign, at the same places."""
    for one in named:
        words = words[: one.begin] + "§" + "\x00" * (one.end - one.begin - 1) + words[one.end :]
    return words


def _clauses(masked: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _PARTS.finditer(masked):
        if masked[begin : found.start()].strip(_TRIM + "\x00"):
            yield begin, found.start()
            begin = found.end()
    if masked[begin:].strip(_TRIM + "\x00"):
        yield begin, len(masked)


def _together(hits: list[_Hit]) -> list[_Hit]:
    """What one side promises in one sentence is one promise, unless each part has a time of its own."""
    found: list[_Hit] = []
    for hit in hits:
        last = found[-1] if found else None
        if last is None or last.side != hit.side or (last.time and hit.time):
            found.append(hit)
        else:
            found[-1] = replace(last, end=hit.end, time=last.time or hit.time, is_call=last.is_call or hit.is_call)
    return found


def _timed(hits: list[_Hit], named: list[Named]) -> list[_Hit]:
    """A time that stands in a clause of its own belongs to the promise before it that has none, else to the next."""
    free = [one for one in named if one not in [hit.time for hit in hits]]
    for number, hit in enumerate(hits):
        if hit.time is None and free:
            hits[number] = replace(hit, time=free.pop(0))
    return hits


def _told(sentence: str, said: Plain, hit: _Hit) -> Spotted:
    what = _JOINTS.sub("", said.cut(hit.begin, hit.end).strip(_TRIM)).strip(_TRIM)
    time = hit.time
    return Spotted(
        hit.side,
        sentence,
        _("call-back") if hit.side == OURS and hit.is_call else _cut(what),
        time.phrase if time is not None else "",
        time.meant if time else None,
    )


def _cut(what: str) -> str:
    return what if len(what) <= LONGEST_WHAT else what[: LONGEST_WHAT - 3].rstrip() + "..."
