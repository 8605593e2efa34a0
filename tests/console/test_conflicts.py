"""Two consoles on the same record at the same time: the later one sees what the earlier did, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.stage import Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk
from tests.console.test_records import changed_elsewhere, filed, kept

KINDS = {"technician": ("phone", "030 111222"), "person": ("role", "boss")}


async def edit(stage: Stage, kind: str, typed: str) -> None:
    """The form of the first record of a kind, with a changed name."""
    stage.board.edit_record(kind, 1, "name")
    await stage.shows("TECHNICIAN|CONTACT PERSON")
    await stage.press(*typed)
    await stage.shows(typed)


@pytest.mark.parametrize("kind", KINDS)
@played
async def test_i16_two_changes_of_one_record_both_arrive(office: Path, home: Path, kind: str) -> None:
    field, value = KINDS[kind]
    async with on_stage(office) as stage:
        await edit(stage, kind, " junior")
        changed_elsewhere(office, kind, 1, **{field: value})
        await stage.press("enter")
        await stage.shows("CHANGED BY mh", "junior")
        changed_elsewhere(office, kind, 1, **{field: f"{value}1"})
        await stage.press("enter")
        await stage.shows("COMPARE", "junior")
        await stage.press("enter")
        await stage.shows("CHANGED BY mh")
        await stage.press("enter")
        await stage.shows("COMPARE", "junior")
        await stage.press("enter")
        await filed(stage, ".*junior")
        await stage.until(lambda: drafts_on_disk(home) == [])
    stored = kept(office, kind, 1).values
    assert stored["name"].endswith(" junior")
    assert stored[field].replace(" ", "").endswith(f"{value}1".replace(" ", ""))
