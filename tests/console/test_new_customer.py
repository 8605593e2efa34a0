"""A new customer, often while he is on the line: what was typed in the search, his postcode, and who may be he."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk
from tests.console.test_records import another_desk, filed, kept


@played
async def test_a_postcode_finds_its_place(empty_office: Path) -> None:
    async with on_stage(empty_office) as stage:
        await new_customer(stage)
        await stage.press(*"Neu", *["tab"] * 7, *"01067")
        await stage.shows("Place +Dresden", "Federal state +SN")
        await stage.press("backspace", *"9")
        await stage.press("backspace", "backspace", "backspace", "backspace", "backspace", *"10115")
        await stage.shows("Place +Berlin", "Federal state +BE")
        await stage.press("tab", *"-Mitte", "shift+tab", "backspace")
        await stage.shows("Place +Berlin-Mitte")


@pytest.mark.parametrize(
    ("language", "unknown", "none"),
    [("en", "no place known", "There is no postcode 00000"), ("de", "kein Ort bekannt", "Eine PLZ 00000 gibt es")],
)
@played
async def test_a_postcode_of_no_place_is_told_and_one_that_is_none_refused(
    empty_office: Path, language: str, unknown: str, none: str
) -> None:
    locale.use(language)
    async with on_stage(empty_office, size=SMALL) as stage:
        await stage.press("f2", *"Neu & Alt")
        await stage.shows("No match for|Kein Treffer zu")
        await stage.press("enter", "enter", *["tab"] * 7, *"9999")
        await stage.hides(unknown)
        await stage.press("9")
        await stage.shows(rf">(Postcode|PLZ) +99999_ +. {unknown}")
        await stage.press("ctrl+u", *"00000", "enter")
        await stage.shows(none, r">(Postcode|PLZ) +00000_")
        await stage.press("ctrl+u", *"99999", "enter")
        await stage.shows("K-1001")


async def new_customer(stage: Stage) -> None:
    """The form, by the palette."""
    await stage.press("ctrl+p", *"new customer")
    await stage.shows("new customer")
    await stage.press("enter")
    await stage.shows("NEW: CUSTOMER")


@played
async def test_who_may_be_there_already_is_offered_and_taken(office: Path, home: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await new_customer(stage)
        await stage.press(*"Textbuero Albers")
        await stage.shows(r"\?K-1002 Textbüro Albers .*same name")
        await stage.press("tab", "tab", *"030/8877-512")
        await stage.shows(
            r"\?K-1007 Sandner Druck .*same number", r"\?K-1002 Textbüro Albers", r"Ctrl\+D = it is that one"
        )
        await stage.press("ctrl+d", "ctrl+d")
        await stage.shows(">K-1002 Textbüro Albers", "Enter = it is this one")
        await stage.press("enter")
        await stage.until(lambda: stage.board.card is not None and stage.board.card.number == 1002)
        assert stage.board.box_now() is None
        await stage.until(
            lambda: stage.board.detail is not None and stage.board.detail.row.customer_name == "Textbüro Albers"
        )
        await stage.until(lambda: drafts_on_disk(home) == [])
        await stage.press("n", *"again", "enter")
        await filed(stage, "note Textbüro Albers")
    with another_desk(office) as desk:
        assert len(desk.records("customer")) == 11


@played
async def test_bad_input_is_said_and_the_form_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await new_customer(stage)
        for keys, sentence in (
            ((), "Name must not be empty"),
            ((*"Neu", "tab", "tab", *"030-12ab"), "030-12ab"),
            (("ctrl+u", *["tab"] * 5, *"1234x9"), "postcode"),
        ):
            await stage.press(*keys, "enter")
            await stage.shows(sentence, "NEW: CUSTOMER")
        await stage.shows(">Postcode +1234x9_")


@pytest.mark.parametrize(("typed", "field"), [("030 6667788", "Phone"), ("Neu & Alt GmbH", "Name")])
@played
async def test_nobody_found_is_a_new_customer_with_what_was_typed(office: Path, typed: str, field: str) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("f2", *typed)
        await stage.shows("No match for .*Enter = go on as unknown caller")
        await stage.press("enter")
        await stage.shows("Unknown caller: ", "Enter = new customer", "Enter new customer")
        await stage.hides("Enter take")
        await stage.press("enter")
        await stage.shows("NEW: CUSTOMER", rf"{field}( \*)? +{typed}")
        assert len(stage.board._boxes) == 1
        await stage.press(*("Huber" if field == "Phone" else ()), "enter")
        name = "Huber" if field == "Phone" else typed
        await filed(stage, f"customer K-1012 {name}")
        await stage.until(lambda: stage.board.card is not None and stage.board.card.number == 1012)
        await stage.press("n", *"wants an offer", "enter")
        await filed(stage, f"note {name}")
    assert kept(office, "customer", 12).values[field.lower()] == typed


@played
async def test_a_number_that_is_none_stays_to_be_finished(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"99999", "enter", "enter", *"Huber", "enter")
        await stage.shows("99999 is no telephone number", ">Phone +99999_")
