"""The hand-over on the screen (``H``): made from what is open, acknowledged item by item and by name (X26)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.handover import hand_over
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.promise import give_promise
from dispatcher.cli.office import Office, Options
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.handover import HandOver, Item
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.queue_card import Card, Rank
from dispatcher.queries.desk_rows import HandoverRow
from dispatcher.store import trouble
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from tests.console.hostile_office import spoil
from tests.console.office_of import NOW, at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_desks import sits_there
from tests.console.test_notes import drafts_on_disk
from tests.console.test_trouble import fails

KEYS, GATE = Item("note", "the keys of Lager 7 lie with the guard"), Item("note", "the gate is open until 19:00")


def desk_of(path: Path) -> Office:
    desk = Office(Options(str(path), now=NOW))
    desk.open()
    return desk


def owe(path: Path, what: str, hour: int, day: int = 23) -> None:
    desk = desk_of(path)
    made = desk.perform(give_promise, GivePromise("ours", what, at(hour, day=day), customer=1))
    assert isinstance(made, Done), made
    desk.close()


def given(path: Path, *items: Item, to: int | None = 1) -> None:
    """Wiebke Weiß (wh) hands over."""
    sits_there(path, "wh", "Wiebke Weiß", minutes_ago=60)
    store = open_store(find(str(path)))
    made = perform(store, hand_over, HandOver(items, to), Actor(2, "wh", "dispatcher"), Clock(NOW))
    store.close()
    assert isinstance(made, Done), made


def waiting(path: Path) -> tuple[HandoverRow, ...]:
    desk = desk_of(path)
    rows = desk.handovers()
    desk.close()
    return rows


def texts(path: Path) -> list[str]:
    return [row.text for row in waiting(path)]


async def opened(stage: Stage) -> None:
    await stage.press("H")
    await stage.shows("HANDOVER", "Esc back")


@played
async def test_x26_what_is_open_is_handed_over_by_two_keys(office: Path) -> None:
    owe(office, "call-back", 18)
    owe(office, "quote", 10, day=25)
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.shows(
            r"\[ \]  1 promise 18:00 call-back, Botschaft", "tomorrow unconfirmed: Botschaft .* 09-11, Brandt"
        )
        await stage.hides(r"\[ \] .*quote")
        await stage.press("enter")
        await stage.shows("Filed: handover")
        await stage.until(lambda: len(waiting(office)) > 1)
    assert {(row.kind, row.to_sign) for row in waiting(office)} >= {("promise", ""), ("visit", "")}


@played
async def test_x26_the_receiver_acknowledges_item_by_item_and_the_rest_stays(office: Path) -> None:
    given(office, KEYS, GATE)
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.shows("HANDOVER wh -> mh", r"from wh Wiebke Weiß, 23.11. 09:4\d", "0 of 2 acknowledged")
        await stage.press("space")
        await stage.shows(r"\[x\] the keys", "1 of 2 acknowledged", "Done: handover acknowledged the keys")
        await stage.until(lambda: texts(office) == [GATE.text])
        await stage.press("escape", "H")
        await stage.shows("0 of 1 acknowledged")
        await stage.press("enter")
        await stage.until(lambda: texts(office) == [])


@played
async def test_x26_what_the_store_did_not_take_waits_for_an_acknowledgement_again(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(office, KEYS, GATE)
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.shows("0 of 2 acknowledged")
        fails(stage.board, monkeypatch, "save", trouble.full())
        await stage.press("space")
        await stage.shows("The disk is full", r"\[ \] the keys", "0 of 2 acknowledged")
        await stage.press("k", "space")
        await stage.shows(r"\[x\] the keys", "1 of 2 acknowledged")
        await stage.until(lambda: texts(office) == [GATE.text])


@played
async def test_x26_nobody_has_heard_it_as_long_as_nobody_is_named(office: Path) -> None:
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.shows("tomorrow unconfirmed")
        await stage.press("space")
        await stage.shows("Who has heard it\\?")


@played
async def test_x26_whoever_heard_it_is_named_and_has_acknowledged_it(office: Path) -> None:
    owe(office, "call-back", 18)
    sits_there(office, "wh", "Wiebke Weiß", minutes_ago=60)
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.shows("promise 18:00")
        await stage.press("f4")
        await stage.shows("HANDOVER mh -> wh")
        await stage.press("space")
        await stage.shows(r"\[x\]  1 promise 18:00", r"1 of \d acknowledged")
        await stage.press("enter")
        await stage.shows("Filed: handover wh")
        await stage.until(lambda: waiting(office) != ())
    assert "promise" not in {row.kind for row in waiting(office)}
    assert {row.to_sign for row in waiting(office)} == {"wh"}


@played
async def test_x26_the_only_other_one_who_is_there_is_meant(office: Path) -> None:
    sits_there(office, "wh", "Wiebke Weiß")
    async with on_stage(office) as stage:
        await stage.shows("wh Weiß")
        await opened(stage)
        await stage.shows("HANDOVER mh -> wh")


@played
async def test_x26_a_note_goes_along_and_is_never_lost(office: Path, home: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await opened(stage)
        await stage.press("n", *"Space e w H, all of it text")
        await stage.shows("Note  Space e w H, all of it text_")
        await stage.press("escape", "escape")
        await stage.until(lambda: [draft["note"] for draft in drafts_on_disk(home)] == ["Space e w H, all of it text"])
        await stage.press("H", "n")
        await stage.shows("all of it text_")
        await stage.press(*"!", "enter")
        await stage.shows(r"\d Space e w H, all of it text!")
        await stage.press("enter")
        await stage.shows("Filed: handover")
        await stage.until(lambda: "Space e w H, all of it text!" in texts(office))
        await stage.until(lambda: drafts_on_disk(home) == [])


@played
async def test_x26_tab_leads_from_what_was_given_to_what_there_is_to_give(office: Path) -> None:
    given(office, KEYS)
    async with on_stage(office, size=MIDDLE) as stage:
        await opened(stage)
        await stage.shows("the keys of Lager 7")
        await stage.press("tab")
        await stage.shows("tomorrow unconfirmed", "HANDOVER mh -> ")
        await stage.press("tab")
        await stage.shows("the keys of Lager 7")


@played
async def test_x26_the_list_is_kept_as_a_text_file(office: Path, home: Path) -> None:
    given(office, KEYS, GATE)
    async with on_stage(office) as stage:
        await opened(stage)
        await stage.shows("the keys")
        await stage.press("space", "e")
        await stage.shows("kept in .*handover-2026-11-23-0942.txt")
    check_page(home / "handover-2026-11-23-0942.txt")


def check_page(file: Path) -> None:
    said = file.read_text(encoding="utf-8").splitlines()
    assert said[0].startswith("HANDOVER wh -> mh  Mon 23.11.2026 09:4")
    assert said[3:] == [f"  [x] {KEYS.text}", f"  [ ] {GATE.text}"]
    assert file.stat().st_mode & 0o077 == 0


@played
async def test_x26_a_folder_that_takes_no_file_is_named(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        (home / "handover-2026-11-23-0942.txt").mkdir()
        (home / "handover-2026-11-23-0942.txt" / "handover-2026-11-23-0942.txt").mkdir()
        await opened(stage)
        await stage.press("e")
        await stage.shows("cannot be written")


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_m13_the_week_is_told_in_plain_bars(office: Path, size: tuple[int, int]) -> None:
    owe(office, "call-back", 18)
    async with on_stage(office, size=size) as stage:
        await opened(stage)
        await stage.press("w")
        await stage.shows("WEEK 48  Mon 23.11.-Sun 29.11.2026", "Promises to customers, given: 1", r"still open +1 #")
        await stage.press("-")
        await stage.shows("WEEK 47", "given: 0")
        await stage.press("+", "+")
        await stage.shows("WEEK 48")
        await stage.press("escape")
        await stage.shows("HANDOVER")


@played
async def test_x26_the_hand_over_speaks_german(office: Path) -> None:
    locale.use("de")
    given(office, KEYS)
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("H")
        await stage.shows("ÜBERGABE wh -> mh", "0 von 1 quittiert", "Leertaste quittieren")
        await stage.press("tab")
        await stage.shows("morgen unbestätigt: Botschaft", "wer als Nächstes kommt")


@played
async def test_x26_a_viewer_hands_nothing_over(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.press("H")
        await stage.shows("Read-only")
        assert stage.board.box_now() is None


@played
async def test_x26_what_is_not_acknowledged_is_in_both_queues_until_it_is(office: Path) -> None:
    given(office, KEYS, GATE)
    async with on_stage(office) as stage:
        await stage.until(lambda: [card.count for card in handed(stage)] == [2])
        await stage.press("H")
        await stage.shows("0 of 2 acknowledged")
        await stage.press("space")
        await stage.until(lambda: [card.count for card in handed(stage)] == [1])
        await stage.press("space")
        await stage.until(lambda: handed(stage) == [])
        await stage.press("escape", "H", "f4")
        await stage.shows("HANDOVER mh -> wh")
        await stage.press("enter")
        await stage.until(lambda: len(handed(stage)) == 1)


def handed(stage: Stage) -> list[Card]:
    return [card for card in stage.board.cards if card.rank is Rank.HANDOVER]


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_x26_hostile_words_are_only_words(office: Path, home: Path, size: tuple[int, int]) -> None:
    owe(office, "call-back", 18)
    spoil(office)
    async with on_stage(office, size=size) as stage:
        await stage.until(lambda: stage.board.agenda is not None)
        await stage.press("H")
        await stage.shows(r"\[ \]  1 promise 18:00 call-back", "tomorrow unconfirmed")
        await stage.press("e")
        await stage.shows("kept in")
        assert not any(sign < " " and sign != "\n" for sign in stage.text())
    check_harmless(home / "handover-2026-11-23-0942.txt")


def check_harmless(file: Path) -> None:
    assert not any(sign < " " and sign != "\n" for sign in file.read_text(encoding="utf-8"))


@played
async def test_x26_own_drafts_are_handed_over_too(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"begun", "escape")
        await stage.shows("1 draft: ")
        await stage.press("H")
        await stage.shows(r"draft open: note Botschaft der Republik Tarvonien \(mh\)")
