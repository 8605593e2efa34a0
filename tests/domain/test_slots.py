"""The best slots for a job, whom they push back, and who could take a visit over."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from dispatcher.domain.planning import Job, PlanningRow, Stay, Worker
from dispatcher.domain.slots import Offer, best, replacements, unable
from tests.bench.slotting import planning_of, urgent
from tests.domain.plans import NOW, WEEK, at, job, nowak, stay

MONDAY = date(2026, 11, 23)
HERE, NEAR, FAR = (52.520, 13.400), (52.522, 13.405), (52.40, 13.05)


def planned(task: Job, *workers: Worker, days: int = 3) -> PlanningRow:
    return PlanningRow(task, workers, tuple(MONDAY + timedelta(days=number) for number in range(days)))


def named(ident: int, name: str, *stays: Stay, **more: Any) -> Worker:
    return nowak(*stays, id=ident, code=name[:2].upper(), name=name, **more)


def shown(offers: tuple[Offer, ...]) -> list[tuple[str, datetime]]:
    return [(offer.workers[0].name, offer.starts) for offer in offers]


def emergency(**more: Any) -> Job:
    return job(**({"number": 4811, "urgent": True, "minutes": 90, "skills": ("BMA",), "place": HERE} | more))


def test_whoever_is_near_and_free_comes_first() -> None:
    near = named(1, "Lorenz", stay("23.11. 08:00", "23.11. 10:00", place=NEAR, state="on site"))
    far = named(2, "Petersen", stay("23.11. 08:00", "23.11. 10:00", place=FAR, state="on site"))
    first, *_others = best(planned(job(place=HERE), far, near), NOW)
    assert (first.workers[0].name, first.starts) == ("Lorenz", at("23.11. 11:00"))
    assert (first.travel_minutes, first.way.behind) == (10, near.stays[0])


def test_a_usual_visit_is_announced_and_not_in_the_small_hours() -> None:
    """Nobody is sent out within the hour, nor to a customer before eight."""
    starts = [offer.starts for offer in best(planned(job(), nowak()), NOW)]
    assert starts[0] == at("23.11. 11:15")
    assert at("24.11. 08:00") in starts
    assert min(starts) == starts[0]


def test_the_customer_is_not_visited_before_he_lets_us_in() -> None:
    offers = best(planned(job(earliest=at("25.11. 10:00")), nowak(lunch=(720, 750))), NOW)
    assert offers[0].starts == at("25.11. 10:00")
    assert all(offer.starts >= at("25.11. 10:00") for offer in offers)


def test_who_knows_the_customer_is_preferred() -> None:
    both = planned(job(), named(1, "Fuchs"), named(2, "Wolff"))
    assert best(both, NOW)[0].workers[0].name == "Fuchs"
    known = best(both, NOW, visits={2: 3})[0]
    assert (known.workers[0].name, known.visits) == ("Wolff", 3)


def test_b14_the_buffer_of_the_site_is_blocked_as_well() -> None:
    offer = best(planned(job(buffer_minutes=30), nowak()), NOW)[0]
    assert (offer.way.minutes, offer.way.buffer, offer.travel_minutes) == (20, 30, 50)


def test_b15_who_is_excluded_is_not_offered_but_named_with_the_words() -> None:
    words = "Botschaft: without Wolff"
    wolff = named(2, "Wolff", excluded={42: words})
    plan = planned(job(skills=("BMA",)), nowak(), wolff, named(3, "Fuchs", skills=("TK",)), named(4, "Graf", skills=()))
    assert {name for name, _starts in shown(best(plan, NOW))} == {"Nowak"}
    told = [(finding.sentence, [one.name for one in workers]) for finding, workers in unable(plan, NOW)]
    assert told == [(words, ["Wolff"]), ("Fuchs: no skill BMA", ["Fuchs", "Graf"])]


def test_x10_an_emergency_pushes_back_who_is_only_proposed_and_says_by_how_much() -> None:
    lorenz = named(1, "Lorenz", stay("23.11. 11:00", "23.11. 12:00", customer_name="Sporthalle", place=NEAR))
    offer = best(planned(emergency(), lorenz), NOW)[0]
    assert offer.starts == at("23.11. 10:05")
    (bump,) = offer.bumps
    assert (bump.stay.customer_name, bump.minutes, bump.starts) == ("Sporthalle", 45, at("23.11. 11:45"))
    assert (bump.is_call_needed, bump.is_broken, offer.calls) == (False, False, 0)


def test_x10_a_confirmed_time_is_broken_only_by_name_and_costs_more() -> None:
    confirmed = {"state": "confirmed", "window": (at("23.11. 11:00"), at("23.11. 11:30"))}
    reuter = named(1, "Reuter", stay("23.11. 11:00", "23.11. 12:00", place=NEAR, **confirmed))
    petersen = named(2, "Petersen", stay("23.11. 08:00", "23.11. 11:00", place=NEAR, state="on site"))
    offers = best(planned(emergency(), reuter, petersen, days=1), NOW)
    assert shown(offers)[0] == ("Petersen", at("23.11. 11:10"))
    broken = next(offer for offer in offers if offer.workers[0].name == "Reuter" and offer.bumps)
    assert (broken.calls, [bump.stay.customer_name for bump in broken.broken]) == (1, ["Klinik Nord"])


def test_x10_within_the_window_told_nobody_is_called() -> None:
    told = {"state": "confirmed", "window": (at("23.11. 11:00"), at("23.11. 13:00"))}
    lorenz = named(1, "Lorenz", stay("23.11. 11:00", "23.11. 12:00", place=NEAR, **told))
    offer = best(planned(emergency(), lorenz), NOW)[0]
    assert (len(offer.bumps), offer.calls, offer.broken) == (1, 0, ())


def test_x10_one_push_pushes_the_next_one_and_what_stands_far_enough_stays() -> None:
    day = named(
        1,
        "Lorenz",
        stay("23.11. 11:00", "23.11. 12:00", appointment=11, place=NEAR, travel_minutes=10),
        stay("23.11. 12:15", "23.11. 13:00", appointment=12, place=NEAR, travel_minutes=10),
        stay("23.11. 15:00", "23.11. 16:00", appointment=13, place=NEAR, travel_minutes=10),
    )
    offer = best(planned(emergency(), day), NOW)[0]
    assert [(bump.stay.appointment, bump.minutes) for bump in offer.bumps] == [(11, 45), (12, 40)]


def test_x10_who_is_on_site_or_comes_with_others_is_never_pushed() -> None:
    pair = named(1, "Okafor", stay("23.11. 11:00", "23.11. 16:30", crew=(1, 2)))
    assert best(planned(emergency(), pair, days=1), NOW) == ()


def test_nobody_is_pushed_back_for_a_usual_job() -> None:
    full = named(1, "Lorenz", stay("23.11. 10:00", "23.11. 16:30"))
    assert all(not offer.bumps for offer in best(planned(job(), full), NOW))


def test_x12_who_rests_is_offered_from_then_on_and_it_is_said_why() -> None:
    called_out = nowak(stay("23.11. 00:40", "23.11. 02:00", state="done"))
    offer = best(planned(emergency(), called_out, days=1), NOW)[0]
    assert (offer.starts, offer.waits) == (at("23.11. 13:20"), "rest")


def test_an_emergency_in_the_night_goes_to_who_is_on_call() -> None:
    on_call = named(2, "Wolff", on_call=((at("23.11. 07:00"), at("30.11. 07:00")),))
    offers = best(planned(emergency(), named(1, "Fuchs"), on_call, days=1), at("23.11. 22:00"))
    assert shown(offers)[:1] == [("Wolff", at("23.11. 22:20"))]


def test_what_is_offered_can_be_booked() -> None:
    """Whatever is offered stands every check but the window of its own customer."""
    crowded = urgent(planning_of(1))
    for offer in best(crowded, NOW):
        assert all(one.weight == "hint" for one in offer.findings)
        after = {one.appointment: (one.starts, one.ends) for one in offer.workers[0].stays}
        after |= {bump.stay.appointment: (bump.starts, bump.ends) for bump in offer.bumps}
        spans = sorted([*after.values(), (offer.starts, offer.ends)])
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def carried(**more: Any) -> Job:
    told = {"appointment": 9, "crew": (1,), "starts": at("24.11. 11:00"), "ends": at("24.11. 12:00")}
    return job(**(told | {"window": (at("24.11. 11:00"), at("24.11. 12:00"))} | more))


def test_x9_the_same_time_by_somebody_else_is_the_best_replacement() -> None:
    taken = stay("24.11. 11:00", "24.11. 12:00", appointment=9, customer=42)
    plan = planned(carried(), named(1, "Brandt", taken), named(2, "Fuchs"), named(3, "Lorenz"))
    first, second = replacements(plan, 1, NOW)
    assert [(one.workers[0].name, one.starts) for one in (first, second)] == [
        ("Fuchs", at("24.11. 11:00")),
        ("Lorenz", at("24.11. 11:00")),
    ]
    assert first.is_own_word_kept
    assert first.calls == 0


def test_x9_outside_the_window_the_customer_is_called() -> None:
    busy = stay("24.11. 09:00", "24.11. 13:00", appointment=20)
    (first, *_more) = replacements(planned(carried(), named(1, "Brandt"), named(2, "Fuchs", busy)), 1, NOW)
    assert (first.workers[0].name, first.is_own_word_kept, first.calls) == ("Fuchs", False, 1)


def test_x11_the_other_one_of_two_goes_on_with_it() -> None:
    """Whoever replaces one of two must find both of them free."""
    two = carried(crew=(1, 2), window=None)
    schulte = named(2, "Schulte", stay("24.11. 08:00", "24.11. 10:30", appointment=20))
    plan = planned(two, named(1, "Okafor"), schulte, named(3, "Fuchs", stay("24.11. 10:30", "24.11. 13:00")), days=2)
    offers = replacements(plan, 1, NOW)
    assert [[one.name for one in offer.workers] for offer in offers] == [["Fuchs", "Schulte"]] * 2
    assert all(offer.starts >= at("24.11. 13:00") for offer in offers if offer.starts >= at("24.11. 00:00"))


def test_no_slot_where_nobody_works() -> None:
    off = nowak(week=(None,) * 5 + (WEEK[0], None))
    assert best(planned(job(), off), NOW) == ()
