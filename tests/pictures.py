"""The pictures in the manual: the console itself on the demo office, drawn by the program.

    python -m tests.pictures        writes data/pictures/*.svg anew

The clock stands still, the person at the desk is the demo office's own and nothing of this computer is in them, so
that the same program draws the same bytes everywhere.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from dispatcher import locale
from dispatcher.cli.demo_command import MONDAY, made
from dispatcher.cli.office import Office, Options
from dispatcher.domain.clock import Clock

if TYPE_CHECKING:
    from textual.pilot import Pilot

FOLDER = Path(__file__).parent.parent / "data" / "pictures"
SECONDS = 30
"""How long a scene may take to be complete, on the busiest of machines."""
_OTHERS_WISHES = ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_FILTERS", "TEXTUAL_COLOR_SYSTEM", "DISPATCHER_STORE")


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what is typed after the embassy's ticket was chosen, and the words that are there in the end."""

    name: str
    language: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    size: tuple[int, int] = (160, 45)


SCENES = (
    Scene("console-de", "de", (), ("BOTSCHAFT", "Calvet", "Nächster Schritt:", "T-4711  Botschaft")),
    Scene("console-en", "en", (), ("BOTSCHAFT", "Calvet", "Next step:", "T-4711  Botschaft")),
    Scene("search-de", "de", ("f2", *"5471"), ("5471_", "K-1088 Textbüro Albers", "Enter = nehmen")),
)


class StillClock(Clock):
    """It is always Monday, 09:42."""

    def now(self) -> datetime:
        """Monday, 09:42."""
        return MONDAY.astimezone(UTC)


class StillOffice(Office):
    """The demo office in which no time passes."""

    def open(self) -> None:
        """Open the store, then stop the clock."""
        super().open()
        self.clock = StillClock(MONDAY)


def draw(scene: Scene, store: Path, log: Path) -> str:
    """The picture of ``scene`` on the demo office in ``store``."""
    locale.use(scene.language)
    return tidied(asyncio.run(_drawn(scene, StillOffice(Options(str(store), language=scene.language)), log)))


async def _drawn(scene: Scene, office: StillOffice, log: Path) -> str:
    from dispatcher.console.app import ConsoleApp
    from dispatcher.console.terminal.fatal import Faults

    app = ConsoleApp(office, Faults(log))
    try:
        async with app.run_test(size=scene.size) as pilot, asyncio.timeout(SECONDS):
            await _until(pilot, "T-4711")
            while "BOTSCHAFT" not in await _shown(pilot):
                await pilot.press("j")
            await _until(pilot, "Calvet")
            await pilot.press(*scene.keys)
            return await _until(pilot, *scene.words)
    finally:
        office.close()


async def _until(pilot: Pilot[Any], *words: str) -> str:
    """The screen as soon as all ``words`` are on it and it has come to rest."""
    before = ""
    while True:
        await pilot.pause()
        picture = pilot.app.export_screenshot(title="dispatcher")
        shown = text_of(picture)
        if picture == before and all(word in shown for word in words):
            return picture
        before = picture


async def _shown(pilot: Pilot[Any]) -> str:
    await pilot.pause()
    return text_of(pilot.app.export_screenshot())


def text_of(picture: str) -> str:
    """The words of a picture."""
    return unescape(re.sub(r"<[^>]+>", "", picture)).replace("\xa0", " ")


def tidied(picture: str) -> str:
    """Without what changes from run to run, and without the fonts that a reader's program would fetch from afar."""
    picture = re.sub(r"\s*<!--.*?-->", "", picture, flags=re.DOTALL)
    picture = re.sub(r"\s*@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    picture = re.sub(r"terminal-\d+", "terminal", picture)
    # Some programs drop blanks at the beginning of a text, even those that must not break.
    picture = picture.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in picture.strip().splitlines()) + "\n"


@contextmanager
def demo_office() -> Iterator[tuple[Path, Path]]:
    """A demo office in a folder of its own, and where its log would lie."""
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, clear=False):
        for name in _OTHERS_WISHES:
            os.environ.pop(name, None)
        os.environ["XDG_STATE_HOME"] = folder
        locale.use("en")
        store = Path(made(str(Path(folder, "demo.db"))))
        yield store, Path(folder, "faults.log")


def draw_all() -> Iterator[tuple[str, str]]:
    """Every picture: the name of its file, and its text."""
    before = locale.language()
    try:
        with demo_office() as (store, log):
            for scene in SCENES:
                yield f"{scene.name}.svg", draw(scene, store, log)
    finally:
        locale.use(before)


def write_all() -> None:
    """Write every picture into the folder."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in draw_all():
        (FOLDER / name).write_text(picture, encoding="utf-8", newline="\n")
        print(FOLDER.name, name, len(picture))


if __name__ == "__main__":
    write_all()
