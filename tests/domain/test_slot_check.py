"""Whether somebody can do a job at a time, and what speaks against it (I4)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dispatcher import locale
from dispatcher.domain.planning import Worker
from dispatcher.domain.slot_check import Finding, check, codes, refuse, together, worst
from tests.domain.plans import NOW, at, found, job, nowak, sentences, stay


def test_nothing_speaks_against_a_free_morning() -> None:
    assert found(job(), nowak(), "24.11. 09:00", "24.11. 10:00") == []


def test_two_at_once_are_named_with_the_one_that_is_there() -> None:
    taken = nowak(stay("24.11. 09:30", "24.11. 11:00"))
    assert found(job(), taken, "24.11. 09:00", "24.11. 10:00") == [
        Finding("overlap", "reason", "Nowak is booked already: Tue 24.11.2026 09:30-11:00, T-4797 Klinik Nord.")
    ]


def test_the_one_that_is_carried_is_in_nobodys_way() -> None:
    taken = nowak(stay("24.11. 09:30", "24.11. 11:00", appointment=9))
    assert found(job(appointment=9), taken, "24.11. 09:00", "24.11. 10:00") == []


def test_the_way_there_is_his_time_too() -> None:
    before = nowak(stay("24.11. 08:00", "24.11. 09:00"))
    assert sentences(job(), before, "24.11. 09:10", "24.11. 10:00", 25) == [
        "Nowak: 25 min from Klinik Nord, only 10 min are left"
    ]
    assert found(job(), before, "24.11. 09:25", "24.11. 10:00", 25) == []


def test_the_next_visit_must_be_reached_in_time() -> None:
    """The way to what follows counts from here, not from where he would have come without us."""
    here, there = (52.52, 13.40), (52.40, 13.05)
    behind = nowak(stay("24.11. 10:15", "24.11. 11:00", place=there, travel_minutes=5))
    assert sentences(job(place=here), behind, "24.11. 09:00", "24.11. 10:00") == [
        "Nowak: 55 min to Klinik Nord at 10:15, only 15 min are left"
    ]
    assert found(job(place=there), behind, "24.11. 09:00", "24.11. 10:00") == []


def test_x12_work_in_the_night_is_rested_from_for_eleven_hours() -> None:
    called_out = nowak(stay("23.11. 00:40", "23.11. 02:00", state="done"))
    assert found(job(), called_out, "23.11. 12:45", "23.11. 14:00") == [
        Finding("rest", "leaders", "Nowak: rest until 13:00 (11 h)")
    ]
    assert found(job(), called_out, "23.11. 13:00", "23.11. 14:00") == []
    assert sentences(job(), called_out, "23.11. 13:00", "23.11. 14:00", 20) == ["Nowak: rest until 13:00 (11 h)"]


def test_x12_a_block_in_the_night_looks_at_the_next_morning() -> None:
    early = nowak(stay("24.11. 08:00", "24.11. 09:00"), on_call=((at("23.11. 07:00"), at("30.11. 07:00")),))
    assert sentences(job(), early, "23.11. 23:00", "24.11. 00:30") == [
        "Nowak: rest until Tue 24.11.2026 11:30 (11 h), but Klinik Nord is at Tue 24.11.2026 08:00"
    ]
    late = nowak(stay("24.11. 12:00", "24.11. 13:00"), on_call=early.on_call)
    assert found(job(), late, "23.11. 23:00", "24.11. 00:30") == []


def test_x12_who_is_on_call_may_be_sent_out_twice_in_a_night() -> None:
    on_call = ((at("23.11. 07:00"), at("30.11. 07:00")),)
    out = nowak(stay("23.11. 23:00", "24.11. 00:30"), on_call=on_call)
    assert found(job(), out, "24.11. 03:00", "24.11. 04:00") == []
    assert [one.code for one in found(job(), out, "24.11. 08:00", "24.11. 09:00")] == ["rest"]


def test_an_early_start_is_no_work_in_the_night() -> None:
    early = nowak(stay("24.11. 06:00", "24.11. 07:00"))
    assert found(job(), early, "24.11. 07:30", "24.11. 09:00") == []


def test_rest_that_was_reported_holds_whatever_is_planned() -> None:
    resting = nowak(rest_until=at("23.11. 13:00"))
    assert sentences(job(), resting, "23.11. 11:00", "23.11. 12:00") == ["Nowak: rest until 13:00 (11 h)"]
    assert found(job(), resting, "23.11. 13:00", "23.11. 14:00") == []


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        ("28.11. 09:00", "28.11. 10:00", ["Nowak: does not work on Sat"]),
        ("24.11. 05:00", "24.11. 06:00", ["Nowak: works Tue 07:00-17:00"]),
        ("24.11. 17:00", "24.11. 18:00", ["Nowak: works Tue 07:00-17:00"]),
        ("24.11. 16:00", "24.11. 17:45", ["Nowak: works Tue 07:00-17:00"]),
        ("27.11. 14:00", "27.11. 15:00", []),
    ],
)
def test_outside_his_hours(starts: str, ends: str, told: list[str]) -> None:
    findings = found(job(), nowak(), starts, ends)
    assert [one.sentence for one in findings] == told
    assert all(one.weight == "reason" for one in findings)


def test_half_an_hour_of_overtime_is_a_hint() -> None:
    assert worst(found(job(), nowak(), "24.11. 16:00", "24.11. 17:30")) == "hint"


def test_who_is_on_call_works_outside_his_hours() -> None:
    on_call = nowak(on_call=((at("27.11. 15:00"), at("30.11. 07:00")),))
    assert found(job(), on_call, "28.11. 09:00", "28.11. 10:00") == []


def test_of_whom_no_hours_are_known_any_may_be_right() -> None:
    assert found(job(), nowak(week=(None,) * 7), "28.11. 09:00", "28.11. 10:00") == []


def test_absence_without_a_reason() -> None:
    away = nowak(away=((at("23.11. 00:00"), at("28.11. 00:00")),))
    assert sentences(job(), away, "24.11. 09:00", "24.11. 10:00") == [
        "Nowak is absent: Mon 23.11.2026 - Fri 27.11.2026."
    ]
    assert found(job(), nowak(away=((at("25.11. 00:00"), None),)), "24.11. 09:00", "24.11. 10:00") == []


def test_a_missing_skill() -> None:
    assert sentences(job(skills=("BMA", "SIP")), nowak(), "24.11. 09:00", "24.11. 10:00") == ["Nowak: no skill SIP"]
    assert found(job(skills=("bma",)), nowak(), "24.11. 09:00", "24.11. 10:00") == []


def test_b15_a_customer_who_does_not_want_him_is_quoted() -> None:
    words = "Botschaft: without Nowak (Ms Bonnard, Mon 23.11.2026)"
    assert found(job(), nowak(excluded={42: words}), "24.11. 09:00", "24.11. 10:00") == [
        Finding("exclusion", "leaders", words)
    ]
    assert found(job(), nowak(excluded={43: words}), "24.11. 09:00", "24.11. 10:00") == []


def test_a_told_window_is_broken_by_a_start_outside() -> None:
    told = job(window=(at("24.11. 08:00"), at("24.11. 10:00")))
    assert sentences(told, nowak(), "24.11. 10:00", "24.11. 11:00") == ["Botschaft was told Tue 24.11.2026 08:00-10:00"]
    assert found(told, nowak(), "24.11. 09:45", "24.11. 11:00") == []


def test_not_before_the_customer_lets_us_in() -> None:
    assert sentences(job(earliest=at("25.11. 08:00")), nowak(), "24.11. 09:00", "24.11. 10:00") == [
        "Botschaft: not before Wed 25.11.2026 08:00"
    ]


@pytest.mark.parametrize(
    ("state", "municipality", "day", "told"),
    [
        ("SN", "", "18.11.", ["Buß- und Bettag (SN)"]),
        ("BE", "", "18.11.", []),
        ("BY", "Augsburg", "08.08.", ["Augsburger Hohes Friedensfest (Augsburg)"]),
        ("BY", "München", "08.08.", []),
        ("BE", "", "24.12.", ["half day"]),
    ],
)
def test_holidays_are_those_of_the_site(state: str, municipality: str, day: str, told: list[str]) -> None:
    open_always = nowak(week=(None,) * 7)
    task = job(state=state, municipality=municipality)
    findings = check(
        task,
        open_always,
        at(f"{day} 11:00"),
        at(f"{day} 13:00"),
        travel_minutes=0,
        now=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert [one.sentence for one in findings] == told
    assert worst(findings) in (None, "hint")


def test_a_site_without_a_state_has_the_holidays_of_the_office() -> None:
    starts, ends, then = at("18.11. 11:00"), at("18.11. 13:00"), datetime(2026, 1, 1, tzinfo=UTC)
    found_there = codes(job(state=""), nowak(), starts, ends, travel_minutes=0, now=then, office_state="SN")
    assert found_there == {"holiday"}


def test_who_opens_and_who_wants_to_know_before() -> None:
    away = (("Mr Calvet", at("20.11. 00:00"), None),)
    task = job(openers_away=away, register_hours=24)
    assert sentences(task, nowak(), "23.11. 14:00", "23.11. 15:00") == [
        "Mr Calvet is absent", "Registration 24 h ahead is not possible any more",
    ]  # fmt: skip
    assert sentences(task, nowak(), "24.11. 14:00", "24.11. 15:00") == ["Mr Calvet is absent"]
    known = job(register_hours=24, is_registered=True)
    assert found(known, nowak(), "23.11. 14:00", "23.11. 15:00") == []


def test_lunch_and_reserve_are_hints_and_emergencies_take_the_reserve() -> None:
    worker = nowak(lunch=(720, 750), reserve=(600, 720))
    assert sentences(job(), worker, "24.11. 11:00", "24.11. 12:15") == [
        "Nowak: lunch 12:00-12:30", "Nowak: kept for emergencies 10:00-12:00",
    ]  # fmt: skip
    assert worst(found(job(urgent=True), worker, "24.11. 11:00", "24.11. 12:00")) is None


def test_what_nobody_pushes_through_comes_first() -> None:
    gone = nowak(has_left=True, skills=())
    findings = found(job(skills=("TK",), has_ended=True), gone, "23.11. 08:00", "23.11. 09:00")
    assert [one.code for one in findings] == ["past", "ended", "left", "skill"]
    assert worst(findings) == "never"
    assert [one.code for one in found(job(), nowak(), "23.11. 09:00", "23.11. 10:00")] == ["begun"]


def refusal(worker: Worker, override: str = "", role: str = "dispatcher") -> str | None:
    found_there = found(job(skills=("TK",)), worker, "24.11. 09:00", "24.11. 10:00")
    refused = refuse(found_there, override, role)
    return None if refused is None else refused.code


def test_weights_decide_who_pushes_what_through() -> None:
    unskilled, unwanted = nowak(skills=()), nowak(excluded={42: "no"})
    assert refusal(unskilled) == "skill"
    assert refusal(unskilled, "as a helper") is None
    assert refusal(unwanted, "they will not mind") == "exclusion"
    assert refusal(unwanted, "agreed with Ms Bonnard", "service manager") is None
    assert refusal(unwanted, "", "service manager") == "exclusion"
    assert refusal(nowak(has_left=True), "for old times' sake", "managing director") == "left"
    assert refusal(nowak(lunch=(540, 570))) is None


def test_a_passed_code_does_not_count() -> None:
    late = found(job(window=(at("24.11. 08:00"), at("24.11. 09:00"))), nowak(), "24.11. 09:00", "24.11. 10:00")
    assert refuse(late, "", "dispatcher") is not None
    assert refuse(late, "", "dispatcher", passed=("window",)) is None


def test_a_crew_hears_of_the_site_once() -> None:
    task = job(openers_away=(("Mr Calvet", at("20.11. 00:00"), None),))
    crew = (nowak(name="Okafor"), nowak(name="Schulte"))
    both = [one for worker in crew for one in found(task, worker, "24.11. 09:00", "24.11. 10:00")]
    assert [one.code for one in together(both)] == ["opener"]


def test_sentences_are_in_the_language_in_use() -> None:
    locale.use("de")
    called_out = nowak(stay("23.11. 00:40", "23.11. 02:00"))
    assert sentences(job(), called_out, "23.11. 12:00", "23.11. 12:30") == ["Nowak: Ruhezeit bis 13:00 (11 h)"]


def test_codes_are_those_of_the_sentences() -> None:
    busy = nowak(stay("24.11. 09:00", "24.11. 10:00"), skills=(), lunch=(540, 570))
    span = at("24.11. 09:30"), at("24.11. 10:30")
    task = job(skills=("TK",))
    assert codes(task, busy, *span, travel_minutes=0, now=NOW) == {"overlap", "skill"}
    assert {one.code for one in check(task, busy, *span, travel_minutes=0, now=NOW)} == {"overlap", "skill"}
