"""The pictures in the manual show the console as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures import FOLDER, SCENES, draw_all, text_of, tidied

NAMES = tuple(f"{scene.name}.svg" for scene in SCENES)
README = Path(__file__).parent.parent.parent / "README.md"


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return dict(draw_all())


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_current(drawn: dict[str, str], name: str) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert text_of(kept) == text_of(drawn[name]), "draw them anew: python -m tests.pictures"
    assert kept == drawn[name], "draw them anew: python -m tests.pictures"


def test_there_is_no_other_picture() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(NAMES)


def test_the_manual_shows_the_console_on_top() -> None:
    shown = re.findall(r"\(data/pictures/([\w.-]+)\)", README.read_text(encoding="utf-8"))
    assert shown[0] == "console-de.svg"
    assert set(shown) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_fetches_nothing_and_names_no_computer(name: str) -> None:
    picture = (FOLDER / name).read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)\S+", picture) == []
    assert "@font-face" not in picture
    assert "mh Harms" in text_of(picture)


def test_a_tidied_picture_stays_as_it_is() -> None:
    picture = (
        '<svg class="x"><!-- made by --><style>@font-face { src: url("https://far") }</style>.terminal-12-r1 </svg>'
    )
    tidy = tidied(picture)
    assert tidy == '<svg xml:space="preserve" class="x"><style></style>.terminal-r1 </svg>\n'
