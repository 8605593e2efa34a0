"""When we ask again, where nobody says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dispatcher.domain.ball import BALLS, Ball, follow_up, refuse_ball, usual_step
from dispatcher.domain.steps import USUAL, step_stored, step_words
from dispatcher.locale import speaking

BERLIN = ZoneInfo("Europe/Berlin")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time in Berlin in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "state", "due"),
    [
        (at(11, 23, 9, 42), "BE", at(11, 25, 9)),
        (at(11, 20, 16), "BE", at(11, 24, 9)),
        (at(11, 17, 8), "BE", at(11, 19, 9)),
        (at(11, 17, 8), "SN", at(11, 20, 9)),
        (at(12, 23, 12), "BE", at(12, 28, 9)),
        (at(10, 23, 12), "BE", at(10, 27, 9)),
    ],
)
def test_b8_two_working_days_and_nine_o_clock(now: datetime, state: str, due: datetime) -> None:
    assert follow_up(now, "Europe/Berlin", state) == due


@pytest.mark.parametrize("holder", BALLS)
def test_the_usual_step_is_one(holder: str) -> None:
    due = datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert refuse_ball(Ball(holder, usual_step(holder), due, "Ms Bonnard")) is None


@pytest.mark.parametrize(("language", "shown"), [("en", "keep the appointment"), ("de", "Termin einhalten")])
def test_a_step_of_the_programs_own_is_kept_as_a_word_and_shown_in_the_language_in_use(
    language: str, shown: str
) -> None:
    with speaking(language):
        assert step_stored(usual_step("appointment")) == USUAL["appointment"]
        assert step_words(USUAL["appointment"]) == shown


def test_what_somebody_typed_as_the_next_step_stays_as_it_was_typed() -> None:
    with speaking("de"):
        assert step_stored("now") == step_words("now") == "now"
