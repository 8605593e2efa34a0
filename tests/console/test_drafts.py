"""Drafts are called by what they are: on the banner, in the queue, in the hand-over."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import dispatcher.console.forms
from dispatcher import locale
from dispatcher.cli.queue_command import situation
from dispatcher.console.forms.form import Form
from dispatcher.console.forms.reopening import REOPENED
from dispatcher.domain.draft import DRAFTS, draft_name
from dispatcher.domain.promise import GivePromise
from tests.console.office_of import NOW
from tests.console.promise_office import give, office_at
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played

FORMS = Path(dispatcher.console.forms.__file__).parent
WITHOUT_DRAFT = {"OfficeForm", "ListForm"}
"""Before there is an office, and of a file that is there anyway: nothing of them waits."""


def forms() -> Iterator[type[Form]]:
    """Every form that somebody can type into."""
    for file in sorted(FORMS.glob("*.py")):
        room = importlib.import_module(f"dispatcher.console.forms.{file.stem}")
        for name in (
            one.name for one in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(one, ast.ClassDef)
        ):
            form = getattr(room, name)
            if issubclass(form, Form) and form.command is not Form.command:
                yield form


def test_every_form_that_keeps_drafts_has_a_kind_in_both_languages() -> None:
    places = {kind: place.partition(":")[0] for kind, place in REOPENED.items()}
    rooms = {*places.values(), "dispatcher.console.forms.promise_attempt"}
    known = [form for form in forms() if form.__name__ not in WITHOUT_DRAFT]
    # What others are built on is no form that somebody opens.
    bases = {base for form in known for base in form.__mro__[1:]}
    found = {form.__name__: form.__module__ for form in known if form not in bases}
    assert len(found) >= len(DRAFTS) - 1
    assert {name for name, room in found.items() if room not in rooms} == set()
    assert set(DRAFTS) == set(REOPENED)
    for language in ("en", "de"):
        locale.use(language)
        named = [draft_name(f"{kind}/filing/1", "Autohaus Reh") for kind in REOPENED]
        assert len(set(named)) == len(named)
        assert all(name.endswith(" Autohaus Reh") for name in named)


def shown(name: str, size: tuple[int, int]) -> str:
    """On the smallest screen only the customer's name is cut; the kind before and the time behind it stand whole."""
    return name.replace(".ro Albers", r"[\w ]*") if size == SMALL else name


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize(
    ("language", "told"), [("en", "promise {} Textb.ro Albers"), ("de", "Zusage {} Textb.ro Albers")]
)
@played
async def test_drafts_about_one_promise_are_told_apart(
    office: Path, size: tuple[int, int], language: str, told: str
) -> None:
    locale.use(language)
    give(office, GivePromise("ours", "call-back", NOW + timedelta(minutes=5), customer=2))
    moved, withdrawn = [told.format(word) for word in ("(move|verschieben)", "(withdrawal|zurückziehen)")]
    async with on_stage(office, size=size, now=NOW + timedelta(minutes=10)) as stage:
        await stage.until(lambda: stage.board.cards and stage.board.cards[0].promise is not None)
        await stage.press("space", "enter", "m", *"thu 10", "escape")
        await stage.shows(rf"1 (draft|Entwurf): {shown(moved, size)} 09:5\d")
        await stage.press("enter", "x", *"sold", "escape")
        await stage.shows(rf"2 (drafts|Entwürfe), .*: {shown(withdrawn, size)} 09:5\d")
    desk = office_at(office)
    assert sorted(situation(desk).drafts) == sorted(
        draft_name(f"{verb}-promise/1", "Textbüro Albers") for verb in ("move", "withdraw")
    )
    assert sorted(item.text for item in desk.handover().items if "Albers (" in item.text) == sorted(
        locale._("draft open: {name} ({sign})").format(name=name, sign="mh") for name in situation(desk).drafts
    )
    desk.close()


@pytest.mark.parametrize(("language", "size"), [("en", LARGE), ("de", MIDDLE), ("en", SMALL), ("de", SMALL)])
@played
async def test_enter_is_promised_to_the_draft_only_where_it_opens_it(
    office: Path, language: str, size: tuple[int, int]
) -> None:
    locale.use(language)
    give(office, GivePromise("ours", "call-back", NOW + timedelta(minutes=5), customer=2))
    after, at_once = r"\.  Esc, (then|dann) Enter = (go on|weiter)", r"09:5\d\.  Enter = (go on|weiter)"
    async with on_stage(office, size=size, now=NOW + timedelta(minutes=10)) as stage:
        await stage.until(lambda: stage.board.cards and stage.board.cards[0].promise is not None)
        await stage.press("n", *"begun", "escape")
        await stage.shows(at_once)
        await stage.press("space")
        await stage.shows(rf"09:5\d{after}")
        stage.board.show_not_saved("", "promise withdrawal Botschaft der Republik")
        way = "" if size == SMALL else " Esc, (then|dann) Enter = (open|öffnen)"
        await stage.shows(rf"(NOT SAVED|NICHT GESICHERT): promise withdrawal Botsch.* (a draft|Entwurf)\.{way}")
        stage.board.show_not_saved("")
        await stage.press("enter")
        await stage.shows("┌ (PROMISE|ZUSAGE) 1 ")
        await stage.hides("Enter = (go on|weiter)")
        await stage.press("escape")
        await stage.shows(rf"09:5\d{after}")
        await stage.press("escape")
        await stage.shows(at_once)
        await stage.press("enter")
        await stage.shows("┌ (NOTE|NOTIZ) ", "begun")


@played
async def test_a_draft_comes_back_with_the_last_key_though_the_disk_has_not_got_it_yet(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"begun", "escape")
        await stage.shows(r"1 draft: note .* Enter = go on")
        monkeypatch.setattr(stage.board.runner, "write_drafts", lambda: None)
        await stage.press("enter", *" more", "escape", "enter")
        await stage.shows("┌ NOTE ", "begun more")
