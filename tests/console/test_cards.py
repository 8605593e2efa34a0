"""Space and Enter: a card is gone to by one key and what it needs is opened by the next (M4, B9, section 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.outcome import Done
from dispatcher.console.card_verbs import VERBS, WORDS, verb_of
from dispatcher.console.screens.board import BoardScreen
from dispatcher.domain.handover import HandOver, Item
from dispatcher.domain.message import Voicemail
from dispatcher.domain.order import SendOrder
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.queue import Card, Rank
from tests.console.office_of import NOW, at
from tests.console.promise_office import enrol, give, office_at
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played
from tests.console.test_bell import rung
from tests.console.test_board import another_desk

DUE = NOW + timedelta(minutes=18)
"""Mon 23.11. 10:00."""


@pytest.fixture
def promising(office: Path) -> Path:
    """Textbüro Albers was promised a call at 10:00."""
    give(office, GivePromise("ours", "call-back", DUE, customer=2))
    return office


def test_every_kind_of_card_has_its_verb_and_every_verb_is_an_action_with_a_word() -> None:
    assert set(VERBS) == set(Rank)
    cards = [Card(rank, "", "x") for rank in Rank] + [Card(Rank.HANDOVER, "", "x", promise=1)]
    verbs = {verb_of(card, ball) for card in cards for ball in ("us", "customer")}
    assert verbs <= set(WORDS)
    own = verbs - {"open_promise", "open_technician"}
    assert all(callable(getattr(BoardScreen, f"action_{verb}")) for verb in own)


@pytest.mark.parametrize(("ball", "verb"), [("us", "follow_up"), ("customer", "dial"), ("other", "dial")])
def test_b9_whoever_was_to_act_is_called_when_he_did_not(ball: str, verb: str) -> None:
    assert verb_of(Card(Rank.FOLLOW_UP, "!", "x", ticket=1), ball) == verb


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@pytest.mark.parametrize(("language", "sheet"), [("en", "PROMISE"), ("de", "ZUSAGE")])
@played
async def test_m4_space_goes_to_the_overdue_promise_and_enter_opens_it(
    promising: Path, size: tuple[int, int], language: str, sheet: str
) -> None:
    locale.use(language)
    async with on_stage(promising, size=size, now=DUE + timedelta(minutes=5)) as stage:
        await stage.shows(r"!! +(promise|Zusage) Textb.ro")
        await stage.press("space")
        await stage.shows(
            "1/[0-9]+ (promise|Zusage) Textb.ro Albers (overdue|überfällig)", "Enter = (the promise|die Zusage)"
        )
        await stage.press("enter")
        await stage.shows(rf"┌ {sheet} 1 ─.* 5 min", "call-back", "K-1002 Textb")
        await stage.press("escape")
        await stage.hides(rf"┌ {sheet} ")


@played
async def test_m4_the_alarm_comes_at_the_instant_with_bell_and_word(
    promising: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(promising, now=DUE - timedelta(seconds=1)) as stage:
        rings = rung(stage, monkeypatch)
        await stage.shows(r"! +promise Textbüro Albers 10:00")
        await stage.shows(r"!! +promise Textbüro Albers due now", r"\n >_.*!! promise Textbüro Albers due now")
        assert stage.board.now - DUE < timedelta(seconds=2)
        assert rings == ["BEL"]


@played
async def test_m4_it_rings_once_more_at_the_second_threshold(promising: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = DUE + timedelta(minutes=15)
    async with on_stage(promising, now=second - timedelta(seconds=1)) as stage:
        rings = rung(stage, monkeypatch)
        await stage.until(lambda: len(rings) == 1)
        await stage.shows("caught up")
        assert stage.board.now - second < timedelta(seconds=2)


@played
async def test_m4_off_at_due_time_it_stands_first_at_the_next_start_and_a_further_one_does_not_ring(
    promising: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(promising, now=DUE + timedelta(minutes=40)) as stage:
        await stage.shows(r"\n !! +promise Textbüro Albers overdue \(caught up\) \|")
        assert stage.board.cards[0].promise is not None
        await stage.until(lambda: not stage.board._bell.is_changed)
    async with on_stage(promising, now=DUE + timedelta(minutes=41), is_open=False) as stage:
        rings = rung(stage, monkeypatch)
        await stage.shows(r"\n !! +promise Textbüro Albers overdue \(caught up\) \|")
        await stage.press("f7", "j")
        assert rings == []
    async with on_stage(promising, now=DUE + timedelta(minutes=60)) as stage:
        await stage.shows(r"overdue \(caught up\)|stand-in")


@played
async def test_a_card_stays_until_it_is_done_or_dated_anew(promising: Path) -> None:
    async with on_stage(promising, now=DUE + timedelta(minutes=5)) as stage:
        await stage.press("space")
        await stage.shows("1/[0-9]+ promise Textb")
        await stage.press("d", "enter", "3")
        await stage.shows("next try")
        await stage.hides(r"!! +promise Textb")
        await stage.until(lambda: stage.board.promises[0].next_try is not None)
        again = stage.board.promises[0].next_try
    assert isinstance(again, datetime)
    async with on_stage(promising, now=again + timedelta(seconds=1)) as stage:
        await stage.shows(r"!! +promise Textb")


@played
async def test_a_done_card_leaves_its_place_to_the_one_behind_it(office: Path) -> None:
    give(office, *(GivePromise("ours", f"call {n}", DUE + n * timedelta(minutes=1), customer=n) for n in (2, 3, 5)))
    async with on_stage(office, now=DUE + timedelta(minutes=30)) as stage:
        await stage.press("space", "space")
        await stage.shows("2/[0-9]+ promise")
        first, second, third = (card.promise for card in stage.board.cards[:3])
        with another_desk(office) as other:
            from dispatcher.domain.promise import WithdrawPromise

            assert second is not None
            done = other.save("withdraw promise", WithdrawPromise(second, "customer cancelled", "T"), "withdrawn")
            assert isinstance(done, Done)
        await stage.until(lambda: [card.promise for card in stage.board.cards[:2]] == [first, third])
        await stage.press("space")
        await stage.shows("2/[0-9]+ promise")
        assert stage.board.card_shown is not None
        assert stage.board.card_shown.promise == third


@played
async def test_enter_on_a_follow_up_asks_when_and_on_one_of_theirs_dials(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows("Space ")
        ours = next(card for card in stage.board.cards if card.ticket is not None)
        await stage.press(*["space"] * (1 + stage.board.cards.index(ours)), "enter")
        await stage.shows(r"┌ (DIAL|CALL|FOLLOW-UP|CONFIRM) ")


@played
async def test_a_message_of_somebody_unknown_leaves_no_other_customer_on_the_strip(office: Path) -> None:
    with another_desk(office) as other:
        assert isinstance(other.save("voicemail", Voicemail("0170 1234567", "please call"), "spoken"), Done)
    async with on_stage(office) as stage:
        await stage.shows(r"voicemail from 0170 1234567")
        await stage.press(*["space"] * 2)
        await stage.shows(r"\n ! voicemail from 0170 1234567", r"\n please call", r"\n Enter = the message")
        await stage.shows("No customer chosen")
        assert stage.board.wanted is None


@played
async def test_x26_what_was_handed_over_is_a_card_and_enter_opens_the_hand_over(office: Path) -> None:
    enrol(office, "no", "Nina Ostermann")
    desk = office_at(office)
    desk.save("hand over", HandOver((Item("note", "keys of Lager 7 are in the safe"),)), "handed")
    desk.close()
    async with on_stage(office, now=at(9, 45)) as stage:
        await stage.shows("keys of Lager 7")
        await stage.until(lambda: any(card.handover for card in stage.board.cards))
        place = next(n for n, card in enumerate(stage.board.cards) if card.handover)
        await stage.press(*["space"] * (place + 1), "enter")
        await stage.shows("┌ HANDOVER ")


@played
async def test_x3_space_and_enter_typed_ahead_open_the_form_of_their_card(promising: Path) -> None:
    async with on_stage(promising, now=DUE + timedelta(minutes=5)) as stage:
        for _time in range(10):
            await stage.burst("space", "enter", "escape", "space", "space", "space", "enter")
            await stage.shows("┌ CONFIRM T-1001", r"\n T-1001  Botschaft")
            await stage.press("escape", "f8", "f7", "g", "j", "k")
            await stage.hides("┌ CONFIRM ")
            assert stage.board.card_shown is None


@played
async def test_x16_an_order_without_an_answer_opens_the_data_of_who_was_sent(office: Path) -> None:
    async with on_stage(office) as stage:
        plan = stage.board.plan_pane.plan
        assert plan is not None
        block = next(lane for lane in plan.lanes if lane.code == "Demir").blocks[0]
    desk = office_at(office)
    assert isinstance(desk.save("send order", SendOrder(block.appointment), "sent"), Done)
    desk.close()
    async with on_stage(office, now=NOW + timedelta(minutes=16)) as stage:
        await stage.until(lambda: any(card.rank is Rank.ORDER for card in stage.board.cards))
        place = next(n for n, card in enumerate(stage.board.cards) if card.rank is Rank.ORDER)
        await stage.press(*["space"] * (place + 1))
        await stage.shows(f"{place + 1}/[0-9]+ order Demir not acknowledged   Enter = his data")
        await stage.press("enter")
        await stage.shows("TECHNICIAN .*Demir")
