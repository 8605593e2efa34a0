"""The command line, and the keys that go to a number, copy and take back: typed as a dispatcher types them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.console.commands import COMMANDS, Order, Scene, command_of, completions, read_command
from dispatcher.console.likes import Likes
from dispatcher.domain.phrases import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.rows import LaneRow
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_beginning import slow
from tests.domain.test_queue import DAY, HOUR, NOW, ZONE, block, lane


def scene(*lanes: LaneRow) -> Scene:
    return Scene(lanes or (lane(), lane(block(1, begins=4, ends=6), code="Fuchs")), DAY, ZONE, NOW, office)


def office() -> Office:
    return Office(NOW, ZONE)


def echo(typed: str) -> str:
    understood = read_command(typed, scene())
    return understood.sentence if isinstance(understood, Refusal) else understood.echo


# --- what is understood ---


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("k 1042", "customer", 1042), ("k1042", "customer", 1042), ("K-1042", "customer", 1042),
        ("t 4711", "ticket", 4711), ("T-4711", "ticket", 4711), ("4711", "ticket", 4711), ("# 4711", "number", 4711),
        ("#4711", "number", 4711), ("# k1042", "customer", 1042), ("note asks again", "note", 0),
        ("Notiz x", "note", 0), ("undo", "undo", 0), ("still30", "quiet", 30),
        ("hilfe", "help", 0), ("free", "free", 0), ("frei14tk", "free", 0),
    ],
)  # fmt: skip
def test_words_of_either_language_with_and_without_blanks(typed: str, kind: str, number: int) -> None:
    order = read_command(typed, scene())
    assert isinstance(order, Order)
    assert (order.kind, order.number) == (kind, number)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("wed", date(2026, 11, 25)), ("mi", date(2026, 11, 25)), ("morgen", date(2026, 11, 24)),
        ("25.12", date(2026, 12, 25)), ("kw49 do", date(2026, 12, 3)), ("today", DAY),
    ],
)  # fmt: skip
def test_a_day_in_words_is_the_plan_of_that_day(typed: str, day: date) -> None:
    order = read_command(typed, scene())
    assert isinstance(order, Order)
    assert (order.kind, order.day) == ("day", day)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("k", "A number is missing. Like: k 1042"),
        ("t 12x", "A number is missing. Like: t 4711"),
        ("free 14 tk", "free at 14:00, TK: Wolff until 17:00"),
        ("frei tk", "free today, TK: Wolff 09:45, Fuchs 15:45"),
        ("free 11:30", "free at 11:30: Wolff until 12:00, Fuchs until 12:00"),
        ("free 12", "free at 12:00: nobody"),
        ("free bma", "Nobody has the skill bma. There are: SIP TK"),
        ("free 8", "Mon 23.11.2026 08:00 is past."),
        ("free morgen 9", "A time that still lies ahead today is missing. Like: free 14 tk"),
        ("wed 14", "plan of Wednesday, 25.11.2026 14:00 (in 2 days, week 48)"),
        ("he calls back", "not understood.  Enter = note   help = what there is"),
    ],
)
def test_the_echo_says_what_is_understood(typed: str, said: str) -> None:
    assert echo(typed) == said


def test_german_echoes() -> None:
    locale.use("de")
    assert echo("frei 14 tk") == "frei um 14:00, TK: Wolff bis 17:00"
    assert echo("mi") == "Plan von Mittwoch, 25.11.2026"
    assert echo("blabla bla") == "nicht verstanden.  Enter = Notiz   hilfe = was es gibt"


def test_what_is_asked_back_is_never_guessed() -> None:
    asked = read_command("next wed", scene())
    assert isinstance(asked, Refusal)
    assert "1" in asked.sentence


def test_completion_knows_words_and_behind_free_the_skills() -> None:
    assert completions("fr", scene()) == ["free ", "frei "]
    assert completions("not", scene()) == ["note ", "notiz "]
    assert completions("free 14 t", scene()) == ["free 14 TK "]
    assert completions("free 14 ", scene()) == []
    assert completions("x", scene()) == []
    assert completions("note t", scene()) == []


def test_no_two_commands_share_a_word_and_each_says_how_it_is_used() -> None:
    words = [word for command in COMMANDS for word in command.words]
    assert len(words) == len(set(words))
    for command in COMMANDS:
        found = command_of(command.words[0])
        assert found is command
        assert command.usage.partition(" ")[0] in command.words


def test_who_is_away_or_travels_is_not_free() -> None:
    travels = lane(block(1, begins=5, ends=6), code="Demir")
    blocks = (block(1, begins=5, ends=6),)
    away = lane(*blocks, away=((NOW - HOUR, None),), code="Brandt")
    absent = lane(status=6, code="Nowak")
    told = read_command("free 14", scene(travels, away, absent))
    assert isinstance(told, Order)
    assert told.echo == "free at 14:00: Demir until 14:42"


def test_who_is_kept_for_emergencies_then_stands_behind_the_others_and_it_is_said() -> None:
    kept = lane(code="Wolff", reserve=(13 * 60, 15 * 60))
    earlier = lane(block(1, begins=5, ends=6), code="Demir", reserve=(8 * 60, 9 * 60))
    told = read_command("free 14", scene(kept, earlier))
    assert isinstance(told, Order)
    assert told.echo == "free at 14:00: Demir until 14:42, Wolff until 17:00 (reserve)"


# --- at the console ---


@played
async def test_a_command_is_echoed_while_it_is_typed_and_done_by_enter(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows(r">_  , or : command   e\.g\.  wo 4   free 14 tk")
        await stage.press("comma", *"k1009")
        await stage.shows(r">_ k1009_   = customer K-1009", "Enter do it Tab complete F9 last command")
        await stage.press("enter")
        await stage.shows("HOTEL ELBE", ">_  , or : command", "K-1009  Hotel Elbe   no ticket")
        await stage.press("colon", *"1005", "enter")
        await stage.shows("> +T-1005", "MEYER ELEKTRO", "T-1005  Meyer Elektro")
        assert stage.board.focused is stage.board.tickets_pane


@played
async def test_the_command_before_comes_back_and_is_changed(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"1005", "enter")
        await stage.shows("T-1005  Meyer")
        await stage.press("comma", "up", "backspace", "3")
        await stage.shows(">_ 1003_   = ticket T-1003")
        await stage.press("enter")
        await stage.shows("T-1003  Textbüro")
        await stage.press("comma", "f9", "f9")
        await stage.shows(">_ 1005_")
        await stage.press("down", "down")
        await stage.shows(r">_ _\n")


@played
async def test_what_was_typed_stays_when_one_goes_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"k 77", "escape")
        await stage.hides("k 77")
        await stage.press("j", "comma")
        await stage.shows(">_ k 77_", ">! T-1002")
        await stage.press("backspace", "backspace", *"1009", "enter")
        await stage.shows("HOTEL ELBE")


@played
async def test_tab_completes_and_names_the_choices(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"fr", "tab")
        await stage.shows("= free  frei")
        await stage.press(*"ei", "tab", "t", "tab")
        await stage.shows(">_ frei TK _   = free today, TK: Schulte")
        await stage.press("enter")
        await stage.shows("6 of 6 /tk", "free today, TK: Schulte 10:00", "═ 6 of 6")


@played
async def test_a_day_turns_the_plan(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"morgen", "enter")
        await stage.shows(r"PLAN Tue 24\.11\. F6 ═")


@played
async def test_a_day_with_two_meanings_is_asked_and_answered_in_the_line(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"next wed", "enter")
        await stage.shows(r"1\) Wed 25\.11\.  2\) Wed 02\.12\.", ">_ next wed_")
        await stage.press("2")
        await stage.shows(r"PLAN Wed 02\.12\. F6 ═")
        await stage.press("comma", *"kw49 do")
        await stage.shows(">_ kw49 do_")


@played
async def test_what_is_not_understood_stays_and_becomes_a_note_by_a_second_enter(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"he calls back at ten", "enter")
        await stage.shows(">_ he calls back at ten_   = not understood.  Enter = note")
        await stage.press("enter")
        await stage.shows("NOTE K-1001", "│ he calls back at ten +│")
        await stage.press("enter")
        await stage.shows("Promise. p = today 17:00, Enter = no")
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft", "he calls back at ten")


@played
async def test_a_note_is_begun_with_its_text(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("j", "comma", *"note line works", "enter")
        await stage.shows("NOTE K-1002 Textbüro Albers", "│ line works +│")


@played
async def test_help_names_everything_and_keys_typed_are_no_verbs(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("comma", *"help", "enter")
        await stage.shows("k 1042   t 4711   # 4711   free 14 tk", "quiet 30   help", "a day: wed, 25.11")
        await stage.press("escape", "escape")
        await stage.shows(">_  , ")
        assert stage.board.box_now() is None


@played
async def test_the_sign_of_numbers_finds_tickets_and_customers(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("number_sign", *"1003")
        await stage.shows(">_ # 1003_   = ticket or customer 1003")
        await stage.press("enter")
        await stage.shows("T-1003  Textbüro")
        await stage.press("number_sign", *"9999", "enter")
        await stage.shows("There is no K-9999.")


# --- copy, undo ---


@played
async def test_copy_goes_from_number_to_sentence(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("y")
        await stage.shows("copied: T-1001   y = customer number")
        assert stage.app.clipboard == "T-1001"
        await stage.press("y", "y")
        await stage.shows("copied: 030 90125-117   y = address")
        await stage.press("y")
        await stage.shows("copied: Botschaft der Republik Tarvonien, Klarastr. 4, 10117 Berlin")
        await stage.press("y")
        assert stage.app.clipboard.startswith("T-1001 Botschaft der Republik Tarvonien: phone system, gatehouse. dial")
        await stage.press("j")
        await stage.shows("T-1002  Textbüro")
        await stage.press("y")
        await stage.shows("copied: T-1002")


class Told:
    """What goes to the terminal."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[str] = []
        monkeypatch.setattr(stage.app._driver, "write", self.sent.append)


@played
async def test_a_copy_is_an_order_to_the_terminal_and_none_where_copying_is_switched_off(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        told = Told(stage, monkeypatch)
        await stage.press("y")
        await stage.shows("copied: T-1001")
        assert told.sent == ["\x1b]52;c;VC0xMDAx\x07"]
        stage.app.likes = Likes(clipboard=False)
        await stage.press("y")
        await stage.shows("Copying is switched off")
        await stage.press("d", "enter", "y")
        await stage.shows("Copying is switched off")
        assert len(told.sent) == 1


@played
async def test_the_number_that_is_dialled_can_be_copied(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("d", "enter", "y")
        await stage.shows("copied: 030 90125-117")
        assert stage.app.clipboard == "030 90125-117"


@played
async def test_in_an_empty_office_there_is_nothing_to_copy(empty_office: Path) -> None:
    async with on_stage(empty_office) as stage:
        await stage.press("y")
        await stage.shows("There is nothing to copy")


@played
async def test_x18_the_own_last_action_is_taken_back_and_both_stay(office: Path) -> None:
    async with on_stage(office) as stage:
        await filed(stage, "wrong customer")
        await stage.shows(r"last \d\d:\d\d mh note filed, u undo   saved|Filed: note Botschaft")
        await stage.press("u")
        await stage.shows(r"Undone: note T-1001 \d\d:\d\d")
        await stage.shows(r"\(with[a-z]+\) wrong")
        await stage.press("u")
        await stage.shows("There is nothing of your own from the last ten minutes to undo")


@played
async def test_x18_what_is_done_behind_an_undo_is_not_taken_for_the_last_action(office: Path) -> None:
    with slow(office, "last_own") as desk:
        async with on_stage(desk) as stage:
            await filed(stage, "wrong customer")
            await stage.shows("Filed: note Botschaft")
            await stage.burst("u", "n", *"and onwards", "enter")
            await stage.settles()
            desk.let_go.set()
            await stage.shows(r"\(with[a-z]+\) wrong", "<T mh and onwards")


async def filed(stage: Stage, text: str) -> None:
    await stage.press("n", *text, "enter")
    await stage.shows("Filed: note")


@played
async def test_nothing_is_taken_back_where_nothing_may_be_written(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.press("u")
        await stage.shows("Read-only: ")
