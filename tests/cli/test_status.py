"""A technician reports himself by the command line: the same refusals, the same entries (B11, B13, X13, X17)."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_on_site_by_code_and_the_ticket_follows(run: Run) -> None:
    said = run("status", "PN", "4", "--at", "0940")
    assert (said.code, said.err) == (0, "")
    assert said.out == "Peter Nowak: on site\nT-1001 Botschaft von Tarvonien: on site\n"
    told = run("status", "nowak", "5", "--json").json
    assert (told["technician"], told["digit"], told["entry"]) == ("PN", 5, 13)
    assert run("status", "PN", "5", "--called", "--json").json["digit"] == 4
    assert run("status", "PN", "5", "--called").err == "Peter Nowak does not ask for a call.\n"
    assert run("status", "PN", "4").err == "Peter Nowak is on site already.\n"


def test_b11_nobody_drives_while_a_point_is_missing_and_it_is_named(run: Run) -> None:
    said = run("status", "PN", "3")
    assert (said.code, said.out) == (1, "")
    assert "nobody is named who opens" in said.err
    assert "no deputy is named" in said.err


def test_x17_done_asks_whether_the_fault_is_gone(run: Run) -> None:
    run("status", "PN", "4")
    assert run("status", "PN", "8").err == "Is the fault gone? --fixed or --not-fixed\n"
    said = run("status", "PN", "8", "--fixed")
    assert said.out.splitlines()[1:] == ["T-1001 Botschaft von Tarvonien: done", "close the ticket, 24.11. 09:00"]


def test_x17_what_is_not_fixed_keeps_ball_and_date(run: Run) -> None:
    run("status", "PN", "4")
    words = (
        "--not-fixed",
        "--ball",
        "customer",
        "--who",
        "Calvet",
        "--until",
        "thu 10",
        "--text",
        "has to clear the room",
    )
    told = run("status", "PN", "8", *words, "--text", "has to clear the room", "--json").json
    assert (told["state"], told["next_step"], told["due"]) == (
        "done",
        "has to clear the room",
        "2026-11-26T10:00:00+01:00",
    )


def test_x13_a_part_from_the_command_line(run: Run) -> None:
    run("status", "PN", "4")
    assert run("status", "PN", "7", "--part", "board").err == "Who delivers it? A name is needed.\n"
    told = run("status", "PN", "7", "--part", "board", "--supplier", "Ziegler", "--until", "fri", "--json").json
    assert (told["state"], told["next_step"], told["due"]) == (
        "interrupted",
        "part: board",
        "2026-11-30T09:00:00+01:00",
    )


def test_x13_the_part_has_come_and_the_visit_is_planned_with_it(run: Run) -> None:
    run("status", "PN", "4")
    run("status", "PN", "7", "--part", "board", "--supplier", "Ziegler", "--until", "tue")
    told = run("part-arrived", "T-1001", "--plan", "--json").json
    assert (told["ball"], told["next_step"]) == ("appointment", "keep the appointment")
    wednesday = run("--now", "2026-11-25T08:00", "today", "--json").json["technicians"]
    (planned,) = next(one["appointments"] for one in wednesday if one["code"] == "PN")
    assert (planned["state"], planned["starts"]) == ("proposed", "2026-11-25T11:00:00+01:00")


def test_b13_the_protocol_from_the_command_line(run: Run) -> None:
    run("status", "PN", "4", "--at", "0910")
    words = ("--person", "Ms Sorel", "--travel", "60", "--fine", "35 EUR")
    assert run("status", "PN", "9", *words).err == "Fewer than two attempts to reach somebody: say why.\n"
    assert run("status", "PN", "9", *words, "--tried", "1015 -117").err == (
        "That is no time that has passed: 1015 -117\n"
    )
    told = run("status", "PN", "9", *words, "--tried", "0914 -117, 0916 -118", "--json").json
    assert (told["digit"], told["state"]) == (9, "no access")
    history = run("history", "K-1001").out
    assert "tried 09:14 -117, 09:16 -118" in history
    assert "fine: 35 EUR" in history


def test_cancelled_says_by_whom(run: Run) -> None:
    assert run("status", "PN", "0").err == "Who cancelled it? --by customer, us, technician, other.\n"
    assert run("status", "PN", "0", "--by", "customer").code == 0
    assert run("status", "PN", "9").err == "There is no appointment today; --ticket says which one is meant.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("NN", "4"), 1),
        (("PN", "6"), 1),
        (("PN", "x"), 2),
        (("PN", "4", "--at", "25:00"), 1),
        (("PN", "4", "--at", "2359x"), 1),
        (("PN", "4", "--ticket", "T-9"), 1),
        (("PN", "4", "--appointment", "99"), 1),
    ],
)
def test_what_is_no_status_is_refused(run: Run, words: tuple[str, ...], code: int) -> None:
    said = run("status", *words)
    assert (said.code, said.out) == (code, "")
    assert said.err


def test_x9_an_absence_is_no_bare_digit_and_the_command_that_takes_its_end_is_named(run: Run) -> None:
    assert "dispatcher absence NAME --until DAY" in run("status", "PN", "6").err
    assert "6 ist eine Abwesenheit" in run("--lang", "de", "status", "PN", "6").err


def test_the_order_of_whoever_drives_is_read(run: Run) -> None:
    run("order", "T-1001", "--sent")
    run("status", "PN", "4")
    assert run("order", "T-1001", "--acknowledged").err == "That order is acknowledged already.\n"
    assert run("undo").code == 0
    assert run("order", "T-1001", "--acknowledged").code == 0
