"""``dispatcher missed``: note a call nobody took, or a telephone system's whole list of them (N6)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.in_language import Path as FilePath
from dispatcher.cli.instant import PastClock, in_zone, past_in_zone, past_instant
from dispatcher.cli.output import complain, done_or_exit, opened, refuse, say, say_json
from dispatcher.domain.message import MissedCall
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import digits
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _, ngettext

if TYPE_CHECKING:
    from dispatcher.cli.office import Office, Options
    from dispatcher.exchange.call_list import ListedCall


@click.command("missed", cls=Command, help=N_("Note a call nobody took, or a list of them; it waits for a call-back."))
@argument("number", metavar=N_("NUMBER"), required=False)
@option("--at", "came", metavar=N_("INSTANT"), callback=past_instant, help=N_("When it came, if not now."))
@option(
    "--file",
    "listed",
    metavar=N_("FILE"),
    type=FilePath(exists=True, dir_okay=False, path_type=Path),
    help=N_("A list of calls, one a line: time and number."),
)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, number: str | None, came: datetime | PastClock | None, listed: Path | None, as_json: bool
) -> None:
    """Note missed calls. The shape of ``--json``: that of ``heard``, of a list ``{"filed": 3, "known": 1,
    "refused": [{"line": 4, "sentence": "..."}]}``."""
    if (number is None) == (listed is None):
        raise click.UsageError(_("Name a number, or a list with --file."))
    with opened(options) as office:
        if listed is not None:
            _file_list(office, listed, as_json)
        else:
            _file_call(office, number or "", came, as_json)


def _file_call(office: Office, number: str, came: datetime | PastClock | None, as_json: bool) -> None:
    from dispatcher.cli.message_words import document, line, waiting

    at = None if came is None else past_in_zone(came, office.row.zone, office.today())
    done = done_or_exit(office.save("missed call", MissedCall(number, at), uuid.uuid4().hex))
    row = waiting(office, done.ref)
    if as_json:
        say_json(document(office, row) | {"entry": done.seq})
    else:
        say(_("Noted: {line}").format(line=line(office, row)))


def _file_list(office: Office, listed: Path, as_json: bool) -> None:
    """Every call of the list that is not there yet; the lines that tell none are named, the others are filed."""
    filed = known = 0
    refused: list[dict[str, object]] = []
    for call, command in _calls(office, listed):
        outcome = _filed(office, command)
        if isinstance(outcome, Refusal):
            refused.append({"line": call.line, "sentence": outcome.sentence})
        else:
            known, filed = known + outcome, filed + (not outcome)
    if as_json:
        say_json({"filed": filed, "known": known, "refused": refused})
    else:
        say(ngettext("{n} call noted", "{n} calls noted", filed).format(n=filed))
        for one in refused:
            complain(_("Line {n}: {sentence}").format(n=one["line"], sentence=one["sentence"]))
    if refused and not (filed or known):
        raise refuse(_("No call was found in {file}.").format(file=listed.name))


def _calls(office: Office, listed: Path) -> Iterator[tuple[ListedCall, MissedCall | None]]:
    from dispatcher.exchange.call_list import calls_in

    for call in calls_in(listed.read_text(encoding="utf-8-sig", errors="replace"), office.today()):
        yield call, None if call.number is None or call.at is None else MissedCall(call.number, call.at)


def _filed(office: Office, command: MissedCall | None) -> bool | Refusal:
    """Whether the call was known already, or why it is none; a list that is read twice files nothing twice."""
    if command is None or command.at is None:
        return Refusal("line", _("a time and a number are needed"))
    try:
        at = in_zone(command.at, office.row.zone)
    except Trouble as trouble:
        return Refusal("instant", trouble.sentence)
    key = f"missed-{digits(command.number)[-15:]}-{at:%Y%m%dT%H%M%S}"
    outcome = office.save("missed call", MissedCall(command.number, at), key)
    return outcome if isinstance(outcome, Refusal) else outcome.again
