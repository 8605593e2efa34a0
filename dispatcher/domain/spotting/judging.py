"""Whether a clause promises something, and whose promise it is."""

from __future__ import annotations

import re
from dataclasses import replace

from dispatcher.domain.spotting import words as said
from dispatcher.domain.spotting.verbs import Said, said_in
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in plain words, the whole sentence, whether a time is named in the one and the other, the names of our
    people, and who acted in the clause before ("ours", "theirs" or nobody)."""

    words: str
    sentence: str
    is_dated: bool
    is_sentence_dated: bool
    own: frozenset[str]
    before: str = ""

    @property
    def is_first_person(self) -> bool:
        """Whether somebody says "I" or "we"."""
        found = said_in(self.words)
        return bool(_FIRST.search(self.words)) or (found is not None and found.verb.person == "first")


@dataclass(frozen=True, slots=True)
class Promised:
    """Whose promise a clause is, empty where it is none; and who acts in it."""

    side: str = ""
    actor: str = ""
    is_call: bool = False


_FIRST = re.compile(r"\b(?:ich|wir|i|we|i'll|we'll|i'm|we're|i'd|we'd)\b")
_BY = re.compile(r"\b(?:bis(?: zum| spaetestens)?|by)\s§")
_THEN = re.compile(r"\b(?:i|we|he|she|they)(?: will|'ll)\b")
_ONE_WILL = re.compile(r"\b(?:will|wird|moechte|wants)\b")
_GOING = re.compile(r"\b(?:will|\w+'ll|shall|going to)\s(?!be\b)|\b(?:wird|werden|werde)\s.*\w{3,}en$")
_BEGINS = re.compile(r"\W*(?:(?:and|then|also|und|dann)\s+)*")
_LONGEST_NOTE_FORM = 7
"""Words of a line like "quote by Friday"; a longer one has a verb that says what is meant."""


def judged(clause: Clause) -> Promised:
    """What a clause comes to."""
    clause = _without_condition(clause)
    actor = _actor(clause, None)
    if said.ONLY_IF.match(clause.words) or said.NOT.search(clause.words):
        return Promised(actor=actor)
    side = _committed(clause, actor) or _promised_in_words(clause) or _noun(clause, actor) or _going_to(clause, actor)
    side = side or _acts(clause, actor)
    return Promised(side, actor or side, said.CALLS.search(clause.words) is not None)


def _without_condition(clause: Clause) -> Clause:
    """ "As soon as it arrives we will ring": English needs no comma before what is promised."""
    if said.ONLY_IF.match(clause.words) and (found := _THEN.search(clause.words)) is not None:
        return replace(clause, words=clause.words[found.start() :])
    return clause


def _committed(clause: Clause, actor: str) -> str:
    """ "Zugesagt", "promised": the sentence says itself that it is one."""
    if not said.COMMITTED.search(clause.words) and not (clause.is_dated and said.ARRANGED.search(clause.words)):
        return ""
    if said.FROM_THEM.search(clause.words):
        return "theirs"
    if re.search(r"\b(?:habe|hab|haben|we|i|wir|ich)\b", clause.words) or actor == "ours":
        return "ours"
    if actor == "theirs":
        return "theirs"
    return "theirs" if re.search(r"\b(?:hat|has|verspricht|promises|uns|us)\b", clause.words) else "ours"


def _promised_in_words(clause: Clause) -> str:
    """A verb of promising, of the future or with a day."""
    found = said_in(clause.words)
    if not _actor(clause, found) and said.THING.search(clause.words) and said.GOES.search(clause.words):
        return ""  # what comes is a thing
    if found is not None and found.verb.tongue == "en" and not _is_verb(clause, found):
        return ""
    if found is None or _is_asked_for(clause, found):
        return ""
    is_future = said.WILL.search(clause.words) is not None or _is_reported(clause)
    is_first = _FIRST.search(clause.words) is not None or found.verb.person == "first"
    if (
        said.HAPPENED.search(clause.words)
        and not (is_future or said.TOLD.search(clause.words))
        and not said.BE_THERE.search(clause.words)
    ):
        return ""
    if said.THINGS_FAIL.search(clause.words) and not (clause.is_dated or is_first or is_future):
        return ""
    is_ours = found.verb.tongue == "de" and _actor(clause, found) == "ours"
    if found.verb.strong or clause.is_dated or is_future or is_ours or (is_first and found.verb.tongue == "de"):
        return _side(clause, found)
    return _side(clause, found) if clause.is_sentence_dated and clause.before else ""


def _is_verb(clause: Clause, found: Said) -> bool:
    """ "Fax", "contacts" and "ring" are nouns as well: a verb has somebody before it, or begins what is said."""
    if said.WILL.search(clause.words) or _is_reported(clause):
        return True
    ahead = clause.words[: found.at]
    if re.search(r"\d\s*$", ahead) is not None:
        return False
    if said.WE.search(ahead) or said.THEY.search(ahead) or any(word in clause.own for word in ahead.split()):
        return True
    begins, is_to_us = _BEGINS.fullmatch(ahead) is not None, said.TO_US.search(clause.words) is not None
    if found.verb.person == "third":
        has_more = begins and "(?=" in found.verb.pattern.pattern
        return clause.is_dated or is_to_us or bool(clause.before) or has_more
    is_told = said.TO_THEM.search(clause.words) is not None or (is_to_us and bool(clause.before))
    return begins and (clause.is_dated or is_told)


def _going_to(clause: Clause, actor: str) -> str:
    """Whatever somebody will do, in a word that nobody has listed."""
    if said.ASKED_FOR.search(clause.words) or said.IS_SO.search(clause.words) or not _GOING.search(clause.words):
        return ""
    return actor


def _acts(clause: Clause, actor: str) -> str:
    """Somebody has it done, or does something by a day that is named: one of ours anything, one of theirs for us."""
    words = clause.words
    if said.ASKED_FOR.search(words) or said.IS_SO.search(words) or said.GONE_BY.search(words):
        return ""
    if actor and said.HAVE_DONE.search(words) and (clause.is_dated or "laesst" in words):
        return actor
    if said.HAPPENED.search(words) or not clause.is_dated or said.ACTS.search(words) is None:
        return ""
    return actor if actor == "ours" or said.TO_US.search(words) else ""


def _is_asked_for(clause: Clause, found: Said) -> bool:
    if said.ASKED_FOR.search(clause.words) and not _is_reported(clause):
        return True
    if said.NEEDED.search(clause.words) and _actor(clause, found) != "ours":
        return True
    return bool(said.WOULD.search(clause.words)) and not _is_reported(clause)


def _is_reported(clause: Clause) -> bool:
    """ "Told him we would": a promise in the words of a report."""
    return said.WOULD.search(clause.words) is not None and said.TOLD.search(clause.sentence) is not None


def _side(clause: Clause, found: Said) -> str:
    """Whose promise the verb is: who acts, to whom it is done, the person it stands in, who acted before."""
    actor = _actor(clause, found)
    person = found.verb.person
    if person == "first" or said.FROM_US.search(clause.words):
        return "ours"
    if actor:
        return actor
    if said.TO_US.search(clause.words) and (person != "many" or _ONE_WILL.search(clause.words)):
        return "theirs"
    if said.TO_THEM.search(clause.words):
        return "ours"
    if clause.before:
        return clause.before
    if person == "many":
        return "ours"
    is_bare = person == "bare" and not said.WILL.search(clause.words)
    return "ours" if is_bare else "theirs"


def _actor(clause: Clause, found: Said | None) -> str:
    """Who acts: the nearest one that is named before the verb, else the nearest behind it."""
    at = found.at if found is not None else len(clause.words)
    named = [*_named(said.WE, clause, "ours"), *_named(said.COLLEAGUE, clause, "ours"), *_own(clause)]
    named += [one for one in _named(said.THEY, clause, "theirs") if one[0] not in {place for place, _side in named}]
    named = [one for one in named if not _is_object(clause.words, one[0])]
    ahead = [one for one in named if one[0] <= at]
    # English puts whoever acts before the verb; what stands behind it is whom it is done to.
    is_turned = found is None or found.verb.tongue == "de"
    behind = sorted(one for one in named if one[0] > at) if is_turned else []
    if ahead:
        return (max(ahead) if found is not None else min(ahead))[1]
    return behind[0][1] if behind else ""


def _named(pattern: re.Pattern[str], clause: Clause, side: str) -> list[tuple[int, str]]:
    return [(found.start(), side) for found in pattern.finditer(clause.words)]


def _own(clause: Clause) -> list[tuple[int, str]]:
    """Our people by name; a "Frau" before the name goes with it."""
    found: list[tuple[int, str]] = []
    for word in re.finditer(r"\w[\w-]*", clause.words):
        if word[0] in clause.own:
            title = re.search(r"\b(?:herr|frau|hr|fr|mr|ms|mrs)\.?\s$", clause.words[: word.start()])
            found += [(word.start(), "ours")] + ([(title.start(), "ours")] if title else [])
    return found


def _is_object(words: str, at: int) -> bool:
    """Whether somebody is whom it is done to: "to Ms Krause", "dem Kunden", "von ihm"."""
    return re.search(
        r"\b(?:to|dem|den|der|herrn|mit|with|from|vom|von|bei|fuer|for|call|ring|tell|email|the)\s$", words[:at]
    ) is not None and not (re.search(r"(?:^|\s)(?:the|der)\s$", words[:at]) is not None)


def _noun(clause: Clause, actor: str) -> str:
    """Promises without a verb of their own: a call-back at four, the quote by Friday, the report that follows."""
    words = clause.words
    if said.ASKED_FOR.search(words):
        return ""
    if said.CALL_BACK.search(words) and clause.is_dated and not said.HAPPENED.search(words):
        return "theirs" if said.FROM_THEM.search(words) else "ours"
    if said.BE_THERE.search(words) and clause.is_dated:
        return actor or "ours"
    return _thing(clause)


def _thing(clause: Clause) -> str:
    words = clause.words
    theirs = "theirs" if said.FROM_THEM.search(words) else ""
    has_thing = said.THING.search(words) is not None
    if said.GETS.search(words) and said.TO_US.search(words) and not said.FROM_US.search(words):
        return "theirs" if clause.is_dated and has_thing else ""
    if said.GETS.search(words) and (said.FROM_US.search(words) or (has_thing and clause.is_dated)):
        return "ours"
    if (
        re.search(r"\b(?:wird|werden|will be|is going to be|are going to be)\b", words)
        and said.DONE.search(words)
        and clause.is_dated
    ):
        by_them = "theirs" if said.FROM_SOMEBODY.search(words) else ""
        return theirs or by_them or ("ours" if not said.DELIVERED.search(words) else _our_delivery(clause))
    if has_thing and said.GOES.search(words) and (clause.is_dated or re.search(r"\bfolgt|follows\b", words)):
        return theirs or ("theirs" if said.FROM_SOMEBODY.search(words) or said.PAYMENT.search(words) else "ours")
    if _BY.search(words) and not said.IS_SO.search(words) and len(words.split()) <= _LONGEST_NOTE_FORM:
        return theirs or "ours" if has_thing or said.NOTICE.search(words) or said.CALL_BACK.search(words) else ""
    return ""


def _our_delivery(clause: Clause) -> str:
    return "ours" if said.COMMITTED.search(clause.sentence) else "theirs"
