"""A promise is a time and Enter; what else it needs has its usual value, and what is wrong is said where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from dispatcher import locale
from dispatcher.console.forms.promise import PromiseForm
from dispatcher.domain.promise import GivePromise
from tests.console.office_of import at
from tests.console.promise_office import enrol, give, landed, office_at, promises_in
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played


@pytest.mark.parametrize(("language", "phrase", "keys"), [("en", "wed 14", 8), ("de", "mi 14", 7)])
def test_m1_a_promise_is_eight_keys(office: Path, language: str, phrase: str, keys: int) -> None:
    @played
    async def scene() -> None:
        locale.use(language)
        typed = ("p", *phrase.replace(" ", "_").replace("_", " "), "enter")
        assert len(typed) == keys
        async with on_stage(office) as stage:
            await stage.press(*typed)
            await stage.shows(locale._("Filed: {what} {name} {time}")[:5])
            await landed(stage)

    scene()
    (row,) = promises_in(office)
    assert (row.due, row.phrase, row.customer_number) == (at(14, day=25), phrase, 1001)
    assert (row.owner_sign, row.ticket_number, row.person_name) == ("mh", 1001, "Calvet")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_m1_m3_the_echo_and_the_sentence_stand_in_the_box(office: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("p")
            await stage.shows(
                "┌ PROMISE K-1001 Botschaft", r" What  call-back +To  Calvet 030 90125-117 +Who  mh Harms"
            )
            await stage.press(*"wed 14")
            await stage.shows(
                r">When  wed 14_ += Wednesday, 25\.11\.2026 14:00 \(in 2 days, week 48\)",
                r'Say  "Ich rufe Sie am Mittwoch, dem 25\. November, um 14 Uhr an\."',
                "Calendar mh: free   holiday BE: no   keeps it free: no",
            )

    scene()


@played
async def test_m1_behind_a_day_tab_goes_on_to_the_time(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"wed")
        await stage.shows("= Wednesday, 25.11.2026 - time?")
        await stage.press("enter")
        await stage.shows(r"│ Wednesday, 25\.11\.2026 - time\? ")
        await stage.press("tab", *"14", "enter")
        await landed(stage)
    assert [row.due for row in promises_in(office)] == [at(14, day=25)]


@played
async def test_m2_a_day_with_two_meanings_is_asked_in_the_box_and_never_guessed(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"next wed", "enter")
        await stage.shows(r"Which one\?  1\) Wed 25\.11\.  2\) Wed 02\.12\.")
        await stage.press("enter")
        assert stage.board.box_now() is not None
        await stage.press("2")
        await stage.shows("= Wednesday, 02.12.2026 - time?")
        await stage.press(" ", *"9", "escape")
    assert promises_in(office) == ()


@played
async def test_m8_a_time_that_is_kept_free_is_seen_and_not_given_twice(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"wed 14 60m !")
        await stage.shows("60 min  keeps it free", "keeps it free: yes")
        await stage.press("enter")
        await landed(stage)
        await stage.press("p", *"wed 14:30")
        await stage.shows(r"Calendar mh: 14-15 Botschaft der Republik Tarvonien: call-back")
        await stage.press("enter")
        await stage.shows("Maria Harms has promised call-back to Botschaft", r">When  wed 14:30_")
    (row,) = promises_in(office)
    assert (row.minutes, row.keeps_free) == (60, True)


@played
async def test_m10_a_holiday_where_the_customer_is_takes_a_second_enter(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"25.12 10", "enter")
        await stage.shows("Enter again if it is meant", "holiday Erster Weihnachtstag .BE.")
        await stage.press("enter")
        await landed(stage)
    assert [row.due for row in promises_in(office)] == [at(10, day=23).replace(month=12, day=25)]


@played
async def test_a_promise_to_a_colleague_is_a_note_on_his_desk(office: Path) -> None:
    enrol(office, "wh", "Walter Heim")
    async with on_stage(office) as stage:
        await stage.press("p", *"@walt")
        await stage.shows(r"To  \w+ Walter Heim", r"Who  \w+ Heim")
        await stage.press(*" tomorrow 9", "tab", *"call the lift firm", "enter")
        await landed(stage)
        await stage.shows("Filed: promise Botschaft")
    (row,) = promises_in(office)
    assert (row.what, row.due, row.customer_number) == ("call the lift firm", at(9, day=24), 1001)
    assert (row.colleague, row.owner, row.acknowledged) == (2, 2, None)


@played
async def test_v9_what_stands_behind_a_colleague_s_name_is_what_he_is_told(office: Path) -> None:
    enrol(office, "wh", "Walter Heim")
    async with on_stage(office) as stage:
        await stage.press("p", *"@walt call the boss at once")
        await stage.shows(r"= Monday, 23\.11\.2026 09:5\d", "What  call the boss at")
        await stage.press("enter")
        await landed(stage)
    (row,) = promises_in(office)
    assert (row.what, row.phrase, row.colleague) == ("call the boss at once", "+15m", 2)


@played
async def test_an_unknown_name_behind_at_is_refused_and_the_text_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"@nobody wed 14", "enter")
        await stage.shows(r'There is no colleague "nobody"\. There are: mh Maria Harms', r">When  @nobody wed 14_")


@pytest.mark.parametrize(
    ("typed", "said"), [("23.11.2025 9", "past"), ("", "When"), ("whenever", "Not understood"), ("25.11", r"time\?")]
)
def test_bad_times_are_one_sentence_and_the_text_stays(office: Path, typed: str, said: str) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office) as stage:
            await stage.press("p", *typed, "enter")
            await stage.shows(f"│ [^│]*{said}")
            assert stage.board.box_now() is not None

    scene()
    assert promises_in(office) == ()


@played
async def test_every_field_by_keys(office: Path) -> None:
    enrol(office, "wh", "Walter Heim")
    async with on_stage(office) as stage:
        await stage.press("p", *"thu 8-10", "tab", *"quote", "tab", "f4", "f4", "tab", "f4", "f4", "tab", "f4")
        await stage.shows(r"What  quote ", r"To  Bonnard ", r"Stand-in  mh_")
        await stage.press("tab", "-", "tab", *"by them", "enter")
        await landed(stage)
    (row,) = promises_in(office)
    assert (row.side, row.what, row.person_name, row.ticket) == ("theirs", "quote", "Bonnard", None)
    assert (row.due_from, row.due, row.owner, row.stand_in) == (at(8, day=26), at(10, day=26), 2, 1)


@played
async def test_a_parked_promise_comes_back_as_it_was(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"thu 10", "tab", *"quote", "escape")
        await stage.shows("1 draft: promise Botschaft")
    async with on_stage(office) as stage:
        await stage.shows("1 draft: promise Botschaft")
        await stage.press("enter")
        await stage.shows("PROMISE K-1001 Botschaft", r">What  quote_", r"When  thu 10 += Thursday, 26\.11\.2026 10:00")
        await stage.press("enter")
        await landed(stage)
    assert [(row.what, row.due) for row in promises_in(office)] == [("quote", at(10, day=26))]


@played
async def test_a_caller_is_promised_something_from_his_sheet(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"5471", "enter")
        await stage.shows("p promise   Esc back")
        await stage.press("p", *"+2h", "enter")
        await landed(stage)
    (row,) = promises_in(office)
    assert (row.customer_name, row.due) == ("Textbüro Albers", at(11, 45))


@played
async def test_an_unknown_caller_is_promised_something_by_name_or_asked_for(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"0171 999", "enter")
        await stage.shows("Unknown caller: 0171 999")
        await stage.press("p", *"15", "enter")
        await landed(stage)
    (row,) = promises_in(office)
    assert (row.customer, row.to_name, row.due) == (None, "0171 999", at(15))


@played
async def test_m7_an_absent_owner_is_seen_and_refused_until_somebody_stands_in(office: Path) -> None:
    other = enrol(office, "wh", "Walter Heim")
    desk = office_at(office)
    from dispatcher.domain.record import SaveRecord

    values = {"starts": "25.11.2026", "ends": "27.11.2026"}
    desk.save("save record", SaveRecord("absence", values, parent=("colleague", other)), "away")
    desk.close()
    async with on_stage(office) as stage:
        await stage.press("p", *"@walter wed 14")
        await stage.shows("absent until")
        await stage.press("enter")
        await stage.shows("Walter Heim is absent Wed 25.11.2026 14:00", r">Stand-in  _")
        await stage.press(*"mh", "enter")
        await landed(stage)
    (row,) = promises_in(office)
    assert (row.owner, row.stand_in) == (2, 1)


@played
async def test_of_a_reading_right_nothing_is_promised(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(16), customer=2))
    async with on_stage(office, read_only=True) as stage:
        await stage.press("p")
        await stage.shows("Read-only: ")
        await stage.press("tab", "m")
        await stage.shows("Read-only: ")
        assert stage.board.box_now() is None


@played
async def test_a_long_paste_is_refused_in_a_sentence_and_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("p", *"wed 14", "tab")
        form = stage.board.box_now()
        assert isinstance(form, PromiseForm)
        form.post_message(Paste("word " * 4000))
        await stage.press("enter")
        await stage.shows("A promise is at most 400 signs long")
        assert len(form.values()["what"]) > 3000 or stage.board.box_now() is not form
    assert promises_in(office) == ()
