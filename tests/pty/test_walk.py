"""From nothing to the first logged call, step by step as the manual tells a newcomer."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.cli.office import Office, Options
from tests.pty.harness import SIZES
from tests.pty.walk import LANGUAGES, README, play, steps


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_the_manual_leads_a_newcomer_to_the_first_logged_call(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    walked = list(play(tmp_path, language, size))
    assert [one.step for one in walked] == steps(README.read_text(encoding="utf-8"))
    said = walked[-1].step.keys[1]
    office = Office(Options(str(tmp_path / "data" / "dispatcher" / "office.db")))
    office.open()
    (hit,) = office.search("Albers")
    newest = office.history(hit.customer, 0, 1).rows[0]
    office.close()
    assert (newest.text, newest.direction, newest.channel) == (said, "in", "T")


def test_every_step_of_the_walk_presses_something_and_shows_something() -> None:
    first, *others = steps(README.read_text(encoding="utf-8"))
    assert first.keys == ()
    assert len(others) > 5
    assert all(step.keys for step in others)
    assert all(len(step.seen) == len(LANGUAGES) and all(step.seen) for step in (first, *others))
