"""What a technician is called on the plan: his name where there is room, else the code everybody knows him by."""

from __future__ import annotations

import pytest

from dispatcher.console.panes.plan import lane_name
from dispatcher.queries.rows import LaneRow


def lane(name: str, code: str) -> LaneRow:
    return LaneRow(1, code, name, 1, (), "", None, ())


@pytest.mark.parametrize(
    ("name", "code", "width", "shown"),
    [
        ("Markus Fuchs", "Fuchs", 9, "Fuchs"),
        ("Markus Fuchs", "Fuchs", 12, "Markus Fuchs"),
        ("Okafor C.", "Okafor", 8, "Okafor C"),
        ("Okafor C.", "Okafor", 9, "Okafor C."),
        ("Schulte D.", "Schulte", 8, "Schulte"),
        ("", "Wolff", 8, "Wolff"),
        ("日本語サービス", "NIPPON", 9, "NIPPON"),
    ],
)
def test_no_name_is_cut_where_a_code_is_there(name: str, code: str, width: int, shown: str) -> None:
    assert lane_name(lane(name, code), width) == shown
