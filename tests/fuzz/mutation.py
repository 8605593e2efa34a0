"""New texts from old ones: cut, doubled, mixed, bent, one from a seed and a number and always the same one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.hostile.corpus import CORPUS

LONGEST = 200_000
_SIGNS = (
    "\x00\x07\x1b\x9b\u202e\u200b\u0301\u00e4\u00df日👩\u200d[]{}()<>\"'`;,:.!?=+-@#%$&/\\|~^*_0123456789abzAZ \t\n\r"
)
_TEXTS = tuple(one.text for one in CORPUS)

Mutation = Callable[[random.Random, str, Sequence[str]], str]


def _cut(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    first, last = sorted(dice.randrange(len(text) + 1) for _end in "ab")
    return text[:first] + text[last:]


def _doubled(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    first, last = sorted(dice.randrange(len(text) + 1) for _end in "ab")
    times = dice.choice((2, 2, 3, 10, 100, 2000))
    most = LONGEST // max(1, last - first) + 1
    return (text[:first] + text[first:last] * min(times, most) + text[last:])[:LONGEST]


def _bent(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    signs = list(text)
    for _time in range(dice.randint(1, 4)):
        signs.insert(dice.randrange(len(signs) + 1), dice.choice(_SIGNS))
        signs.pop(dice.randrange(len(signs))) if dice.random() < 0.5 else None
    return "".join(signs)


def _mixed(dice: random.Random, text: str, others: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(others) + text[at:]


def _hostile(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    return (text[:at] + dice.choice(_TEXTS) + text[at:])[:LONGEST]


def _shuffled(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    parts = text.split(" ")
    dice.shuffle(parts)
    return " ".join(parts)


def _digits(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    return "".join(str(dice.randrange(10)) if sign.isdigit() else sign for sign in text)


def _any_sign(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + chr(dice.randrange(0x110000)) + text[at:]


def _cased(dice: random.Random, text: str, _others: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    bent = "".join(dice.choice((sign.upper(), sign.lower())) for sign in text[at : at + 200])
    return text[:at] + bent + text[at + 200 :]


MUTATIONS: tuple[Mutation, ...] = (
    _cut, _doubled, _bent, _bent, _mixed, _mixed, _hostile, _shuffled, _digits, _any_sign, _cased,
)  # fmt: skip


def mutated(dice: random.Random, seeds: Sequence[str]) -> str:
    """One of ``seeds``, or of the corpus, changed one to five times."""
    text = dice.choice(seeds if dice.random() < 0.7 else _TEXTS)
    for _time in range(dice.randint(1, 5)):
        text = dice.choice(MUTATIONS)(dice, text, seeds)
    return text


def dice_of(seed: int, target: str, number: int) -> random.Random:
    """The dice of one try; the same three make the same text on every machine."""
    return random.Random(f"{seed}/{target}/{number}")
