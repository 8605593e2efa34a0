"""PROMISES TODAY and OWED TO US stand below the tickets at every size, and the cursor can go there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from dispatcher import locale
from dispatcher.console.panes.promises import Shares, shares
from dispatcher.domain.promise import GivePromise, HandPromise, WithdrawPromise
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from tests.console.office_of import NOW, at
from tests.console.promise_office import busy_morning, enrol, give, landed, office_at, promise_in, promises_in
from tests.console.stage import MIDDLE, SMALL, on_stage, played
from tests.console.test_notes import history_of
from tests.console.test_reports import ticket_of


@played
async def test_the_panels_of_a_large_screen(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.shows(
            r"│ PROMISES TODAY \(5\)  \+1 later       p = new │",
            r"│ !!09:30 call-back Textbüro Albe OVER 12 min│",
            r"│ ! 09:50 call-back Botschaft der Re in 8 min│",
            r"│   14:00 quote for .* Hotel Elbe *│",
            r"│ OWED TO US \(2\) +│",
            r"│ ! Botschaft\S* .*: will call .* 09:20│",
            r"│   Sandner.*: names a .* Tue 24\.11\.│",
        )
        assert stage.text().index("PROMISES TODAY") < stage.text().index("OWED TO US")


@played
async def test_the_panels_of_a_middle_screen_in_german(office: Path) -> None:
    busy_morning(office)
    locale.use("de")
    async with on_stage(office, size=MIDDLE) as stage:
        await stage.shows(
            r"│ ZUSAGEN HEUTE 5 .* p neu │", r"│ !!09:30 call Textbüro Al.* 1\d min│", r"│ DES KUNDEN AN UNS 2 +│",
            r"│ ! Botschaft: .* 09:20│",
        )  # fmt: skip


@played
async def test_a_small_screen_shows_the_first_and_how_many_more(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office, size=SMALL) as stage:
        await stage.shows(r"│ !!09:30 call Textbü", r"│   \.\.\. 2 more \(F7\) +│")
        assert "OWED TO US" not in stage.text()
        await stage.press("f6")
        await stage.shows(r"│   \.\.\. 2 more \(F7 F7\)│")
        await stage.press("f7", "f7")
        await stage.shows(r"│ PROMISES TODAY \(5\)", r"│ OWED TO US \(2\)", r"... 3 more \(PgDn\)")
        await stage.press("tab", "G")
        await stage.shows("16:00 visit plan|  Thu   visit plan")


@played
async def test_a_promise_holds_any_text(office: Path) -> None:
    give(office, GivePromise("ours", "[/b] 電話が鳴らない [@click=app.quit]x", at(10), customer=11))
    async with on_stage(office) as stage:
        await stage.shows(r"│   10:00 \[/b\] 電")
        await stage.press("tab", "enter")
        await stage.shows(r"│ \[/b\] 電話が鳴らない \[@click=app\.quit\]x", "K-1011 日本語サービス株式会社")


@played
async def test_f7_leads_from_a_panel_to_the_tickets_before_it_shows_them_alone(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab", "f7")
        await stage.settles()
        assert stage.board.tickets_pane.has_focus
        assert "PLAN Mon" in stage.text()
        await stage.press("f7", "tab", "f7")
        await stage.settles()
        assert stage.board.tickets_pane.has_focus
        assert "PLAN Mon" not in stage.text()


@played
async def test_without_promises_there_is_one_line_and_the_cursor_passes_it(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows(r"│ No promises due\.  p = new +│")
        await stage.press("tab")
        assert stage.board.contacts_pane.has_focus


def test_the_tickets_keep_half_of_their_column() -> None:
    for inside in range(10, 60):
        for today in (0, 1, 5, 40):
            for owed in (0, 1, 3, 40):
                share = shares(inside, today, owed, True)
                assert share.today + share.owed <= max(inside // 2, 7)
    assert shares(33, 5, 3, True) == Shares(7, 5)
    assert shares(14, 5, 3, False) == Shares(5, 0)
    assert shares(14, 0, 3, False) == Shares(0, 0)


@played
async def test_tab_leads_through_the_panels_and_the_strip_says_it_in_full(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab")
        await stage.shows(
            r"PROMISE  call-back   K-1002 Textbüro Albers +OVER 12 min", r"due Mon 23\.11\.2026 09:30",
            r"Next step: d = tell them", "TEXTBÜRO ALBERS", r"═══",
        )  # fmt: skip
        await stage.press("down")
        await stage.shows(r"PROMISE  call-back   K-1001 Botschaft.* Calvet 030 90125-117 +in 8 min", "BOTSCHAFT DER")
        await stage.press("tab")
        await stage.shows(r"OWED TO US  will call about a date", "Next step: d = ask where it stays")
        await stage.press("tab", "shift+tab", "shift+tab", "shift+tab")
        await stage.shows(r"Appointments: Tue 24\.11\.")


@played
async def test_x4_no_line_moves_under_the_cursor_and_news_is_counted(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab", "down")
        give(office, GivePromise("ours", "brand new", at(9, 45), customer=4), now=NOW - timedelta(minutes=30))
        stage.board.read_all()
        await stage.shows(r"PROMISES TODAY \(5\)  1 new \(F5\)")
        assert "brand new" not in stage.text()
        assert "K-1001" in stage.line_with("PROMISE  ")
        await stage.press("f5")
        await stage.shows(r"09:45 brand new", r"PROMISES TODAY \(6\)")
        assert "K-1001" in stage.line_with("PROMISE  ")


@played
async def test_when_the_last_promise_is_settled_the_cursor_goes_back_to_the_tickets(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(16), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "x", *"not needed", "enter", "c")
        await landed(stage)
        await stage.shows(r"No promises due\.")
        assert stage.board.tickets_pane.has_focus
        await stage.shows("T-1001  Botschaft")
    assert promises_in(office) == ()


# --- what becomes of one ---


@played
async def test_m5_moved_with_a_word_in_time_is_not_broken(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "m", *"thu 10", "enter")
        await stage.shows("t m p s v b w 3 = they know", r"Thursday, 26\.11\.2026 10:00")
        await stage.press("t")
        await landed(stage)
        await stage.shows("promise moved Textbüro")
    assert (promise_in(office, 1).state, promise_in(office, 1).told is not None) == ("moved", True)
    assert [(row.follows, row.due) for row in promises_in(office)] == [(1, at(10, day=26))]


@played
async def test_m10_moved_onto_a_holiday_where_the_customer_is_takes_a_second_enter(office: Path) -> None:
    desk, place = office_at(office), {"state": "BY", "municipality": "Augsburg"}
    assert not isinstance(desk.save("save record", SaveRecord("site", place, 2), "to-bavaria"), Refusal)
    desk.close()
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "m", *"6.1.27 10", "enter")
        await stage.shows("Enter again if it is meant", r"Heilige Drei Könige \(BY\)")
        await stage.press("enter")
        await stage.shows("t m p s v b w 3 = they know")


@played
async def test_m5_moved_without_a_word_stays_and_says_so(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "m", *"thu 10", "enter", "n")
        await landed(stage)
        await stage.shows(r"Next step: d = tell them that it is Thu 26\.11\. 10:00 now")
    assert [(row.id, row.state) for row in promises_in(office)] == [(1, "open"), (2, "open")]


@played
async def test_m15_withdrawing_asks_who_knows(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "x", "enter")
        await stage.shows("Reason is missing")
        await stage.press(*"mended itself", "enter")
        await stage.shows("c = they cancelled it")
        await stage.press("q", "enter")
        await stage.shows("c = they cancelled it")
        assert promise_in(office, 1).state == "open"
        await stage.press("backspace", "t", "enter")
        await landed(stage)
    assert promise_in(office, 1).state == "withdrawn"


@played
async def test_m9_not_reached_is_not_kept_and_names_the_next_try(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab", "d", "enter", "3")
        await landed(stage)
        await stage.shows(r"no answer, next try TODAY 10:1", r"1 attempt, next try 10:1")
    row = promise_in(office, 1)
    assert (row.state, row.attempts, row.told) == ("open", 1, None)


@played
async def test_m6_broken_then_told_is_one_note_and_stays_broken(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab", "d", "enter", "1")
        await stage.shows("> CALL Textbüro Albers: call-back")
        await stage.press("enter")
        await stage.shows("Text is missing")
        await stage.press(*"sorry, the part is late", "tab")
        await stage.shows("New date  _ +empty = kept")
        await stage.press("enter")
        await landed(stage)
        await stage.hides(r"!!09:30")
    row = promise_in(office, 1)
    assert (row.state, row.told is not None) == ("broken", True)
    newest = history_of(office, 2)[0]
    assert (newest.direction, newest.channel, newest.text) == ("out", "T", "sorry, the part is late")


@played
async def test_m6_from_the_queue_space_leads_to_it_and_enter_opens_its_sheet(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.shows("promise Textbüro")
        await stage.press("space")
        await stage.shows("PROMISE  call-back   K-1002 Textbüro Albers")
        await stage.press("enter")
        await stage.shows("┌ PROMISE 1 ")
        await stage.press("escape", "d", "enter", "1", *"told them", "enter")
        await landed(stage)
    assert promise_in(office, 1).state == "broken"


@played
async def test_m9_a_voicemail_with_a_new_date_keeps_it(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "d", "enter", "2", "tab", *"wed 9", "enter")
        await landed(stage)
    assert promise_in(office, 1).state == "kept"
    assert [row.due for row in promises_in(office)] == [at(9, day=25)]


@played
async def test_the_sheet_has_everything_and_leads_on(office: Path) -> None:
    enrol(office, "wh", "Walter Heim")
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab", "down", "enter")
        await stage.shows("┌ PROMISE 2 ", "K-1001 Botschaft.* Calvet 030 90125-117", "owner mh", "d dial   m move")
        await stage.press("d")
        await stage.shows("┌ DIAL ", r">030 90125-117 +Calvet")
        await stage.press("escape", "m")
        await stage.shows("PROMISE MOVED: call-back, Botschaft")
        await stage.press("escape", "enter", "f4")
        await stage.shows("PROMISE HANDED OVER")
        await stage.press(*"walt", "enter")
        await landed(stage)
    row = promise_in(office, 2)
    assert (row.owner, row.acknowledged) == (2, None)


@played
async def test_m7_what_was_handed_over_is_acknowledged_on_its_sheet(office: Path) -> None:
    other = enrol(office, "wh", "Walter Heim")
    give(office, GivePromise("ours", "call-back", at(14), customer=2, owner=other, stand_in=1))
    async with on_stage(office) as stage:
        await stage.press("tab", "enter")
        await stage.shows("Enter seen", "not acknowledged")
        await stage.press("enter")
        await landed(stage)
        await stage.hides("Enter seen", "not acknowledged")
    assert promise_in(office, 1).acknowledged is not None


@played
async def test_i16_a_promise_that_somebody_else_moved_is_shown_before_mine_goes_on_top(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "o")
        assert stage.board.box_now() is None
        await stage.press("x", *"not needed")
        other = office_at(office)
        other.save("hand promise", HandPromise(1, 1, None), "theirs")
        other.close()
        await stage.shows("Somebody changed it meanwhile")
        await stage.press("enter", "c")
        await landed(stage)
    assert promise_in(office, 1).state == "withdrawn"


@played
async def test_i16_what_somebody_else_settled_says_so_and_keeps_the_text(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), customer=2))
    async with on_stage(office) as stage:
        await stage.press("tab", "m", *"thu 10")
        other = office_at(office)
        other.save("withdraw promise", WithdrawPromise(1, "gone", cancelled=True), "theirs")
        other.close()
        await stage.shows("Somebody settled this promise meanwhile", "thu 10_")
        await stage.press("enter", "t")
        await stage.shows("Somebody settled this promise meanwhile", "thu 10")


@played
async def test_keys_typed_ahead_dial_and_say_how_it_ended(office: Path) -> None:
    busy_morning(office)
    async with on_stage(office) as stage:
        await stage.press("tab")
        await stage.burst("d", "enter", "4")
        await landed(stage)
        await stage.shows("busy, next try TODAY 09:5")
    assert promise_in(office, 1).attempts == 1


@played
async def test_b9_an_attempt_on_a_ticket_is_three_keys_and_dates_the_next(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("d")
        await stage.shows("┌ DIAL .* T-1001 Botschaft", r">030 90125-117 +Calvet", "switchboard")
        await stage.press("enter", "3")
        await landed(stage)
        await stage.shows(r"no answer, next try ")
    desk = office_at(office)
    row = desk.ticket_by_number(1001)
    desk.close()
    assert row is not None
    assert (row.attempts, row.ball) == (1, "us")


@played
async def test_reached_on_a_ticket_opens_the_outgoing_note(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("d", "enter", "4")
        await landed(stage)
        await stage.press("d", "down", "down", "enter", "1")
        await stage.shows("┌ NOTE K-1001 Botschaft", "Bonnard", "T-1001")
        await stage.press(*"all is well", "enter")
        await landed(stage)
    newest = history_of(office, 1)[0]
    assert (newest.direction, newest.channel, newest.person, newest.text) == (
        "out",
        "T",
        "Bonnard",
        "all is well",
    )
    assert ticket_of(office, 1001).row.attempts == 0


@played
async def test_a_customer_without_a_ticket_is_dialled_too(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press(*",k 1009", "enter")
        await stage.shows("HOTEL ELBE")
        await stage.press("d")
        await stage.shows("┌ DIAL .* Hotel Elbe", r">040 3344556 +switchboard")
        await stage.press("enter", "y", "2")
        await landed(stage)
        await stage.shows("voicemail")
    newest = history_of(office, 9)[0]
    assert (newest.direction, newest.channel, newest.text) == ("out", "T", "voicemail  040 3344556")


@played
async def test_a_lone_customer_without_a_number_says_so(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(14), to="the man from the fair"))
    async with on_stage(office) as stage:
        await stage.press("tab")
        await stage.shows("PROMISE  call-back   the man from the fair")
        await stage.press("d")
        await stage.shows(">no number known +the man from the fair")
        await stage.press("enter", "1")
        await stage.shows("> CALL the man from the fair: call-back")
        await stage.press("enter")
        await landed(stage)
    assert promise_in(office, 1).state == "kept"


@played
async def test_only_who_answers_for_it_says_that_he_has_seen_it(office: Path) -> None:
    other = enrol(office, "wh", "Walter Heim")
    give(office, GivePromise("ours", "call-back", at(14), customer=2, owner=other))
    async with on_stage(office) as stage:
        await stage.press("tab", "enter")
        await stage.shows("┌ PROMISE 1 ", "not acknowledged", "│ d dial   m move")
        await stage.press("enter")
        await landed(stage)
    assert promise_in(office, 1).acknowledged is None
