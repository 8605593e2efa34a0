"""``dispatcher pin``: set the PIN that opens the locked console, or take a forgotten one away."""

from __future__ import annotations

import sys

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, refuse, say, say_json
from dispatcher.domain.pin import ClearPin, SetPin
from dispatcher.locale import N_, _


@click.command("pin", cls=Command, help=N_("Set the PIN that opens your locked console, or change it."))
@option("--clear", "sign", metavar=N_("SIGN"), help=N_("Take a colleague's PIN away (service manager, director)."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, sign: str | None, as_json: bool) -> None:
    """Asks without echo; from a pipe it reads a line for each answer. The shape of ``--json``::

    {"entry": 4711, "colleague": 3}
    """
    with opened(options) as office:
        if sign is None:
            done = done_or_exit(office.save("set pin", _asked(office), _key()))
            told = _set(options.settings.lock_minutes)
        else:
            done = done_or_exit(office.save("clear pin", ClearPin(sign), _key()))
            told = _("{sign} has no PIN any more.").format(sign=sign)
    if as_json:
        say_json({"entry": done.seq, "colleague": done.ref})
    else:
        say(told)


def _set(minutes: float) -> str:
    if not minutes:
        return _("Your PIN is set. L locks the console.")
    return _("Your PIN is set. L locks the console, and so do {n} min without a key.").format(n=f"{minutes:g}")


def _asked(office: Office) -> SetPin:
    """The seal of the new PIN. Ends the command with a sentence where an answer will not do."""
    from dispatcher.domain.pin import refuse_pin, seal

    if office.read_only:
        raise refuse(_("Read-only: {reason}. Nothing was saved.").format(reason=office.read_only))
    if office.has_pin() and not office.pin_is(_answer(_("PIN so far"))):
        raise refuse(_("That is not the PIN so far."))
    new = _answer(_("New PIN"))
    if (refusal := refuse_pin(new)) is not None:
        raise refuse(refusal.sentence)
    if _answer(_("The new one once more")) != new:
        raise refuse(_("The two are not the same. Nothing was saved."))
    return SetPin(seal(new))


def _answer(question: str) -> str:
    """What is typed, without echo; a line where no terminal is there to be kept silent."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt(question, default="", show_default=False, hide_input=True, err=True)
    return typed


def _key() -> str:
    from uuid import uuid4

    return uuid4().hex
