"""M11: a promise in the words of a note is asked about once, before the note is filed, and never books itself."""

from __future__ import annotations

from pathlib import Path

from dispatcher.cli.office import Office, Options
from dispatcher.domain.calendar import to_local
from dispatcher.queries.promise_rows import PromiseRow
from tests.console.office_of import NOW, ZONE
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_notes import history_of


def promises_of(store: Path) -> tuple[PromiseRow, ...]:
    office = Office(Options(str(store), now=NOW))
    office.open()
    rows = office.promises()
    office.close()
    return rows


def due(row: PromiseRow) -> str:
    return f"{to_local(row.due, ZONE):%d.%m. %H:%M}"


async def is_filed(stage: Stage, what: str = "note and promise") -> None:
    await stage.shows(f"Filed: {what} ")
    await stage.until(lambda: not stage.board._under_way)


@played
async def test_m11_p_books_what_was_found_with_the_note_in_one_save(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"We call her back on Wednesday.", "enter")
        await stage.shows('promise found: "call-back" -> promise of ours', "Promise. p = Wed 25.11., Enter = no")
        await stage.press("p")
        await is_filed(stage)
        assert stage.board.box_now() is None
    (promise,) = promises_of(office)
    assert (promise.side, promise.what, due(promise)) == ("ours", "call-back", "25.11. 17:00")
    assert (promise.phrase, promise.ticket_number, promise.owner_sign) == ("Wednesday", 1001, "mh")
    assert promise.customer is not None
    assert "We call her back on Wednesday." in [row.text for row in history_of(office, promise.customer)]


@played
async def test_m11_enter_is_the_no_and_a_false_alarm_costs_one_key(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("n", *"She registers us at the gate", "enter")
        await stage.shows("promise of theirs", "Promise. p = today 17:00, Enter = no")
        await stage.press("enter")
        await is_filed(stage, "note")
    assert promises_of(office) == ()


@played
async def test_m11_typed_ahead_the_answer_is_no_sign_of_the_text(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("n", *"Ms Bonnard will call us by Friday noon", "enter", "p")
        await is_filed(stage)
    (promise,) = promises_of(office)
    assert (promise.side, due(promise)) == ("theirs", "27.11. 12:00")


@played
async def test_m11_who_writes_on_instead_is_asked_again(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"We call back on Wednesday", "enter")
        await stage.shows("Promise. p = Wed 25.11.")
        await stage.press(*" at 9")
        await stage.hides("Promise. p =")
        await stage.press("enter")
        await stage.shows("Promise. p = Wed 25.11. 09:00, Enter = no")
        await stage.press("p")
        await is_filed(stage)
    assert [due(row) for row in promises_of(office)] == ["25.11. 09:00"]


@played
async def test_m2_a_day_with_two_meanings_takes_a_digit(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"We come next Wednesday", "enter")
        await stage.shows(r"Promise.  1 = Wed 25.11.  2 = Wed 02.12.   Enter = no")
        await stage.press("2")
        await is_filed(stage)
    assert [due(row) for row in promises_of(office)] == ["02.12. 17:00"]


@played
async def test_m11_sure_times_are_asked_first_and_one_with_two_meanings_behind_them(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("n", *"We come next Wednesday. Ms Bonnard calls us on Friday by noon.", "enter")
        await stage.shows("promise of theirs", "Promise. p = Fri 27.11. 12:00, Enter = no")
        await stage.press("p")
        await stage.shows("promise of ours", r"Promise.  1 = Wed 25.11.  2 = Wed 02.12.")
        await stage.press("1")
        await is_filed(stage)
        await stage.press("n", *"We come next Friday. He sends the plan by Tuesday.", "enter", "p")
        await stage.shows(r"1 = Fri 27.11.")
        await stage.press("enter")
        await is_filed(stage)
    found = [(row.side, due(row)) for row in promises_of(office)]
    assert found == [("theirs", "24.11. 17:00"), ("ours", "25.11. 17:00"), ("theirs", "27.11. 12:00")]


@played
async def test_m11_promises_of_both_sides_are_one_question(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"He sends the plan by Thursday. We ring him on Friday.", "enter")
        await stage.shows(r"\(\+1\)", "Promise. p = Thu 26.11., Fri 27.11., Enter = no")
        await stage.press("p")
        await is_filed(stage)
    assert [(row.side, due(row)) for row in promises_of(office)] == [
        ("theirs", "26.11. 17:00"),
        ("ours", "27.11. 15:00"),
    ]


@played
async def test_m12_a_public_word_about_us_is_owed_an_answer_within_four_hours(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"blog post: never again", "shift+tab", "shift+tab", "shift+tab", "w", "enter")
        await stage.shows("answer in public", r"Promise. p = today 13:4\d, Enter = no")
        await stage.press("p")
        await is_filed(stage)
    assert [row.what for row in promises_of(office)] == ["answer in public"]


@played
async def test_m11_undo_takes_the_promise_back_first_and_leaves_the_note(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"We call back on Wednesday at 14:00 !", "enter", "p")
        await is_filed(stage)
        await stage.press("u")
        await stage.shows("Undone: promise")
    assert promises_of(office) == ()
