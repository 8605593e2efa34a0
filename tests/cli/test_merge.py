"""``dispatcher merge`` as somebody types it (B7, I17)."""

from __future__ import annotations

from tests.cli.conftest import Run


def two(run: Run) -> None:
    """A report of some days ago, and another one of the same matter."""
    for text in ("phone system dead", "When is he finally coming?"):
        assert run("ticket", "k1001", text).code == 0


def numbers(run: Run) -> list[str]:
    """The numbers of the last two tickets filed."""
    made = run("ticket", "k1001", "third", "--json").json["ticket"]
    number = int(made.removeprefix("T-"))
    return [f"T-{number - 2}", f"T-{number - 1}"]


def test_b7_the_oldest_number_stays_and_the_other_one_finds_it(run: Run) -> None:
    two(run)
    first, second = numbers(run)
    said = run("merge", first, second)
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"{second} is a report of {first} from now on. {first} is the older one, so its number stays.\n"
    )
    assert run("note", "k1001", "opens on Tuesday", "--ticket", second).code == 0
    again = run("merge", second, first)
    assert (again.code, again.err) == (1, f"That is {first} already.\n")
    assert f"{second} is a report of {first} from now on" in run("history", "k1001").out


def test_b7_merging_is_taken_back_at_any_time(run: Run) -> None:
    two(run)
    first, second = numbers(run)
    merged = run("merge", second, first, "--json").json
    assert (merged["ticket"], merged["merged"], merged["reports"]) == (first, second, 2)
    apart = run("merge", second, "--back", "--json").json
    assert (apart["ticket"], apart["merged"], apart["reports"]) == (second, None, 1)
    assert run("merge", second, "--back").err == f"{second} is a ticket of its own.\n"
    run("merge", second, first)
    assert run("merge", second, "--back").out == f"{second} is a ticket of its own again.\n"
    run("merge", second, first)
    assert run("undo").code == 0


def test_merging_says_what_is_missing_or_unknown(run: Run) -> None:
    two(run)
    first, _second = numbers(run)
    assert run("merge", first).code == 2
    assert run("merge", first, first, "--back").code == 2
    assert run("merge", first, "T-99999").err == "There is no ticket T-99999.\n"
    assert "is no ticket" in run("merge", "phone", first).err


def test_b7_a_report_says_to_which_open_ticket_it_probably_belongs(run: Run) -> None:
    first = run("ticket", "k1001", "Garagentor klemmt", "--json").json["ticket"]
    said = run("ticket", "k1001", "das Garagentor klemmt IMMER NOCH")
    second = said.out.split()[1]
    assert said.out.splitlines()[1] == f"It probably belongs to {first}: dispatcher merge {second} {first}"
    assert run("ticket", "k1001", "Aufzug steckt", "--json").json["belongs"] is None
