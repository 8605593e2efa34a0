"""The list of what waits: a voicemail is heard by Enter, a caller is called back by ``d`` (N6, X15); orders (X16)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office
from dispatcher.domain.message import MissedCall, Voicemail
from tests.console.office_of import NOW
from tests.console.promise_office import office_at
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_notes import history_of

ALBERS = "030 23125-471"
STRANGER = "0341 998877"


def given(store: Path) -> None:
    """A voicemail of Albers, three calls of his, and one of a number nobody knows."""
    office = office_at(store)
    save(office, "voicemail", Voicemail(ALBERS, "not at home before 12", NOW - timedelta(minutes=20)))
    for minutes in (14, 9, 2):
        save(office, "missed call", MissedCall(ALBERS, NOW - timedelta(minutes=minutes)))
    save(office, "missed call", MissedCall(STRANGER, NOW - timedelta(minutes=1)))
    office.close()


def save(office: Office, verb: str, command: MissedCall | Voicemail) -> None:
    assert isinstance(office.save(verb, command, f"{verb}-{command.number}-{command.at}"), Done)


def left(store: Path) -> list[str]:
    office = office_at(store)
    rows = [f"{row.kind} {row.number}" for row in office.messages()]
    office.close()
    return rows


async def done(stage: Stage, word: str) -> None:
    await stage.shows(word)
    await stage.until(lambda: not stage.board._under_way)


@played
async def test_n6_x15_what_waits_is_listed_and_settled_one_by_one(office: Path) -> None:
    given(office)
    async with on_stage(office) as stage:
        await stage.board.run_action("messages")
        await stage.shows(
            "MESSAGES .* 3 messages",
            r">! 23.11. 09:22 voicemail  030 23125-471  Textbüro Albers  not at home",
            r" ! 23.11. 09:40 3 calls  030 23125-471  Textbüro Albers",
            r"   23.11. 09:41 1 call  0341 998877  unknown caller",
            "Enter = heard   d = call back",
        )
        await stage.press("enter")
        await done(stage, "Settled: message Textbüro Albers")
        await stage.shows("2 messages", r">! 23.11. 09:40 3 calls", "since 23.11. 09:28, 3 within 15 min")
        await stage.shows("Enter = settled")
        await stage.press("enter")
        await stage.shows("1 message ")
        assert stage.board.box_now() is not None
        await stage.press("escape", "u")
        await done(stage, "Undone: message settled")
    assert left(office) == [f"missed {ALBERS}", f"missed {STRANGER}"]


@played
async def test_n6_from_the_card_to_the_call_and_the_note_settles_it(office: Path) -> None:
    given(office)
    async with on_stage(office, size=SMALL) as stage:
        await stage.until(lambda: any(card.count == 3 for card in stage.board.cards))
        assert [card.count for card in stage.board.cards if "Albers" in card.name and card.message] == [3]
        while getattr(stage.board.card_now(), "count", 0) != 3:
            await stage.press("space")
        await stage.press("enter")
        await stage.shows(r">! 23.11. 09:22 voicemail")
        await stage.press("down")
        await stage.shows(r">! 23.11. 09:40 3 calls")
        await stage.press("d")
        await stage.shows("DIAL", "030 23125-471")
        await stage.press("enter", "1")
        await stage.shows("NOTE K-1002")
        await stage.press(*"wants a date", "enter")
        await done(stage, "Filed: note Textbüro Albers")
    assert left(office) == [f"voicemail {ALBERS}", f"missed {STRANGER}"]
    assert history_of(office, 2)[0].text == "wants a date"


@played
async def test_n6_nobody_answers_and_the_call_goes_on_waiting(office: Path) -> None:
    given(office)
    async with on_stage(office) as stage:
        await stage.board.run_action("messages")
        await stage.press("G", "d", "enter", "3")
        await stage.shows("No answer. The message still waits.")
        await stage.press("d", "enter", "1")
        await stage.shows("NOTE unknown caller")
        await stage.press("escape")
        await stage.board.run_action("messages")
        await stage.shows("2 messages")
        await stage.press("j", "d")
        await stage.until(lambda: stage.board.card is not None and stage.board.card.number == 1002)
        await stage.press("enter", "3")
        await done(stage, "Filed: no answer Textbüro Albers")
    assert left(office) == [f"voicemail {ALBERS}", f"missed {ALBERS}"]


@played
async def test_no_messages(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.board.run_action("messages")
        await stage.shows("MESSAGES", r"No messages\.")
        await stage.press("enter", "d", "escape")
        assert stage.board.box_now() is None


@played
async def test_x16_an_order_is_sent_and_acknowledged_from_the_board(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.detail is not None)
        await stage.board.run_action("send_order")
        await done(stage, "Done: order sent T-1001")
        assert [one.ticket_number for one in stage.board.desk.orders()] == [1001]
        await stage.board.run_action("acknowledge_order")
        await done(stage, "Done: order acknowledged T-1001")
        assert stage.board.desk.orders() == ()


@played
async def test_x16_no_order_goes_to_the_ticket_before_while_the_next_one_is_read(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.detail is not None)
        monkeypatch.setattr(stage.board.runner, "ask_ticket", lambda _ticket: None)
        await stage.press("j")
        await stage.board.run_action("send_order")
        await stage.shows("No ticket with an appointment ahead is chosen")
        assert stage.board.desk.orders() == ()


@played
async def test_n6_who_is_reached_before_his_customer_is_read_gets_his_note(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(office)
    async with on_stage(office) as stage:
        await stage.board.run_action("messages")
        await stage.shows("2 calls|3 calls")
        read, asked = stage.board.runner.ask_customer, list[int]()
        monkeypatch.setattr(
            stage.board.runner, "ask_customer", lambda customer, *_starts, **_ticket: asked.append(customer)
        )
        await stage.press("j", "d", "enter", "1")
        await stage.until(lambda: stage.board.box_now() is None)
        read(asked[-1])
        await stage.shows("NOTE K-1002")


@played
async def test_n6_who_does_not_answer_before_his_customer_is_read_was_called_in_vain(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(office)
    async with on_stage(office) as stage:
        await stage.board.run_action("messages")
        await stage.shows("2 calls|3 calls")
        monkeypatch.setattr(stage.board.runner, "ask_customer", lambda _customer, *_starts, **_ticket: None)
        await stage.press("j", "d", "enter", "3")
        await done(stage, "Filed: no answer Textbüro Albers")
        assert stage.board.card is not None
        assert stage.board.card.number == 1001
    assert history_of(office, 2)[0].text == "no answer  030 23125-471"


@played
async def test_a_call_in_vain_is_filed_with_whom_it_was_made_to(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"weber", "enter", "escape", "d")
        await stage.shows("DIAL.*Kanzlei Weber", "0351 4567890")
        stage.board.show_customer(2)
        await stage.until(lambda: stage.board.card is not None and stage.board.card.id == 2)
        await stage.press("enter", "3")
        await done(stage, "Filed: no answer Kanzlei Weber")
    assert history_of(office, 8)[0].text == "no answer  0351 4567890"


@played
async def test_a11_a_dispatcher_does_not_decide_about_a_customer_who_leaves(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"wants out !c", "enter")
        await done(stage, "Filed: note Botschaft")
        await stage.shows("RISK")
        await stage.board.run_action("decide")
        await stage.shows("Only the service manager or the managing director decides")
        await stage.press("j")
        await stage.shows("TEXTBÜRO ALBERS")
        await stage.board.run_action("decide")
        await stage.shows(r"Nothing is to be decided about this customer\.")


@played
async def test_a_complaint_is_decided_in_a_form(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"nobody came !", "enter")
        await done(stage, "Filed: note Botschaft")
        await stage.shows("COMPLAINT")
        await stage.board.run_action("decide")
        await stage.shows("COMPLAINT K-1001 Botschaft", "The mark goes with the decision")
        await stage.press("enter")
        await stage.shows("What was decided")
        await stage.press(*"apology and a gift", "enter")
        await done(stage, "Filed: decision Botschaft")
        await stage.hides("!COMPLAINT")
