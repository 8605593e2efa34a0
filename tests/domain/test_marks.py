"""Quick marks are words of their own; everything else is only text."""

from __future__ import annotations

import time

import pytest

from dispatcher.domain.marks import Marks, person_meant, read_marks, refuse_marks


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("calls back =c", Marks("calls back", balls=("customer",))),
        ("ruft zurück =k", Marks("ruft zurück", balls=("customer",))),
        ("=u we call", Marks("we call", balls=("us",))),
        ("wir rufen an =W", Marks("wir rufen an", balls=("us",))),
        ("part on order =o", Marks("part on order", balls=("other",))),
        ("Teil bestellt =d", Marks("Teil bestellt", balls=("other",))),
        ("visit stands =a", Marks("visit stands", balls=("appointment",))),
        ("Termin steht =t", Marks("Termin steht", balls=("appointment",))),
        ("water everywhere !", Marks("water everywhere", weight=True)),
        ("furious ! wants the boss", Marks("furious wants the boss", weight=True)),
        ("leaves us !c", Marks("leaves us", leaving=True)),
        ("kündigt !k !", Marks("kündigt", weight=True, leaving=True)),
        ("@bonnard opens on Tuesday", Marks("opens on Tuesday", people=("bonnard",))),
        ("told @Bonnard, she opens", Marks("told Bonnard, she opens", people=("Bonnard",))),
        ("via Lüders asks for us", Marks("asks for us", via="Lüders")),
        ("ü Lüders fragt nach", Marks("fragt nach", via="Lüders")),
        ("ue Lueders fragt", Marks("fragt", via="Lueders")),
        ("über Fr. Lüders: fragt nach", Marks("fragt nach", via="Fr. Lüders")),
        ("via Frau Dr. Lüders, fragt", Marks("fragt", via="Frau Dr. Lüders")),
        ("via @lueders asks =u", Marks("asks", via="lueders", balls=("us",))),
        ("two\nlines =c", Marks("two\nlines", balls=("customer",))),
        ("two =c\nlines", Marks("two\nlines", balls=("customer",))),
    ],
)
def test_a_mark_is_understood_and_taken_out(typed: str, marks: Marks) -> None:
    assert read_marks(typed) == marks


@pytest.mark.parametrize(
    "typed",
    [
        "Help!",
        "a=c",
        "=c2",
        "=x",
        "!!",
        "!x",
        "writes to me@example.org",
        "@",
        "@12",
        "came via Lüders",
        "via mail geschickt",
        "via E-Mail",
        "via",
        "via Frau",
        "über die Anlage gesprochen",
        "über nacht kalt",
        "Überlauf im Keller",
        "x = c",
    ],
)
def test_what_only_looks_like_one_stays_text(typed: str) -> None:
    assert read_marks(typed) == Marks(typed)


def test_only_one_can_have_the_ball() -> None:
    refusal = refuse_marks(read_marks("calls =c =o"))
    assert refusal is not None
    assert refusal.code == "ball"
    assert refuse_marks(read_marks("calls =c =k")) is None


@pytest.mark.parametrize(
    ("named", "person"),
    [("bonn", "Ms Bonnard"), ("Calvet", "Mr Calvet"), ("ms bonn", "Ms Bonnard"), ("müll", "Hr. Mueller"), ("x", "x")],
)
def test_a_beginning_names_the_person_meant(named: str, person: str) -> None:
    assert person_meant(named, ("Mr Calvet", "Ms Bonnard", "Hr. Mueller")) == person


def test_two_of_a_name_are_not_guessed_at() -> None:
    assert person_meant("m", ("Mr Calvet", "Ms Bonnard")) == "m"
    assert person_meant("", ("Mr Calvet",)) == ""


@pytest.mark.parametrize(
    "text", [" " * 200_000, "a" + " " * 200_000 + "b", ("wort " * 40_000) + "=u", "\t \n" * 60_000]
)
def test_a_long_text_is_read_in_the_time_of_its_length(text: str) -> None:
    begun = time.process_time()
    marks = read_marks(text)
    assert time.process_time() - begun < 2
    assert marks.ball == ("us" if text.endswith("=u") else "")
