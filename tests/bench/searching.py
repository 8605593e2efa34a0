"""Search: each kind of question against the same statements through the bare driver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import methodcaller

from dispatcher.domain.text import fold
from tests.bench.bench import Bench
from tests.bench.figures import Figure, by_turns, is_within
from tests.bench.town import THINGS

EACH = 12
"""Questions of a kind."""
TIMES, MORE = 2.0, 0.3
HEARD = (("ei", "ai"), ("ai", "ey"), ("sch", "sh"), ("k", "c"), ("f", "v"), ("t", "d"), ("b", "p"), ("s", "z"))


def figures(bench: Bench) -> Iterator[Figure]:
    """One figure a kind of question."""
    for name, asked in questions(bench):
        yield _figure(bench, name, asked)


def _figure(bench: Bench, name: str, asked: Sequence[str]) -> Figure:
    ours, floors, worst, excess = [], [], "", 0.0
    for typed in asked:
        search = methodcaller("search", typed)
        mine, bare = by_turns(bench.rounds, partial(search, bench.office), bench.bare(search))
        ours.append(mine.median)
        floors.append(bare.median)
        over = mine.median - max(bare.median * TIMES, bare.median + MORE)
        if not worst or over > excess:
            worst, excess = typed, over
    mine_median, floor = sorted(ours)[len(ours) // 2], sorted(floors)[len(floors) // 2]
    holds = is_within(mine_median, floor, TIMES, MORE)
    detail = f'"{worst}" {excess:+.2f} ms over' if excess > 0 else ""
    return Figure(f"search {name}", bench.scale.name, mine_median, max(ours), floor, "<= 2 x or +0.3 ms", holds, detail)


def questions(bench: Bench) -> Iterator[tuple[str, list[str]]]:
    """What somebody types, drawn from what the store holds."""
    step = max(1, bench.scale.customers // EACH)
    drawn = (step, step // 2, EACH)
    named = "SELECT c.name, s.place FROM customer c JOIN site s ON s.customer_id = c.id WHERE c.id % ? = ? LIMIT ?"
    customers = bench.rows(named, *drawn)
    words = [max(name.split(), key=len) for name, _place in customers]
    yield "name", words
    for letters in range(1, 7):
        yield f"beginning, {letters} letters", [word[:letters] for word in words]
    yield "name heard wrong", [_heard(word) for word in words]
    yield "name with a typing error", [word[:2] + word[3:4] + word[2:3] + word[4:] for word in words]
    yield "name and place", [f"{word} {place}" for word, (_name, place) in zip(words, customers, strict=True)]
    yield from _numbers(bench, drawn)
    yield "word in texts", THINGS[:EACH]
    yield "beginning of a word in texts", [thing[:5] for thing in THINGS[:EACH]]
    yield "two words in texts", [f"{thing} Rückruf" for thing in THINGS[:EACH]]
    yield "nothing there", [f"{fold(word)}xq" for word in words]


def _numbers(bench: Bench, drawn: tuple[int, int, int]) -> Iterator[tuple[str, list[str]]]:
    tails = [
        row[0]
        for row in bench.rows("SELECT tail FROM number WHERE kind = 'phone' AND customer_id % ? = ? LIMIT ?", *drawn)
    ]
    for digits in range(3, 9):
        yield f"end of a telephone number, {digits} digits", [tail[:digits][::-1] for tail in tails]
    postcodes = bench.rows("SELECT postcode FROM site WHERE id % ? = ? LIMIT ?", *drawn)
    yield "postcode", [row[0] for row in postcodes]
    yield "our number", [f"k{1001 + n * drawn[0]}" for n in range(EACH)]
    yield "beginning of our number", [f"k{n}" for n in range(1, 10)]
    yield "ticket number", [f"t{1001 + n * drawn[0]}" for n in range(EACH)]


def _heard(word: str) -> str:
    lowered = word.lower()
    return next((lowered.replace(said, heard, 1) for said, heard in HEARD if said in lowered), lowered)
