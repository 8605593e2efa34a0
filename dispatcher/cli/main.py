"""The command line: options that hold for every command, and each command loaded when it is called.

Exit codes: 0 done, 1 refused (the sentence on stderr), 2 wrong usage, 3 trouble with the store.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from datetime import datetime

import click

from dispatcher import __version__, locale
from dispatcher.cli import click_words, settings_file
from dispatcher.cli.in_language import Group, Option, option
from dispatcher.cli.instant import instant
from dispatcher.cli.office import Options
from dispatcher.cli.output import INTERRUPTED, REFUSED, STORE_TROUBLE, brief, complain, complain_at_length, drop_output
from dispatcher.cli.settings import THEMES, Filed, Typed, language_of, settled
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

GARBAGE = 50_000
"""New objects between two looks for cycles; a list of any length still runs in the memory of a few batches."""
COMMANDS = (
    "init",
    "demo",
    "today",
    "queue",
    "lookup",
    "when",
    "history",
    "note",
    "undo",
    "ticket",
    "slots",
    "book",
    "status",
    "move",
    "cancel",
    "moves",
    "confirm",
    "merge",
    "ball",
    "follow-up",
    "attempt",
    "reminder",
    "part",
    "clock",
    "absence",
    "part-arrived",
    "promise",
    "promises",
    "promise-kept",
    "promise-moved",
    "promise-withdrawn",
    "promise-handed",
    "promise-seen",
    "missed",
    "voicemail",
    "heard",
    "order",
    "decide",
    "exclude",
    "add",
    "edit",
    "archive",
    "show",
    "import",
    "check",
    "doctor",
    "backup",
    "restore",
    "keys",
    "handover",
    "honesty",
    "pin",
    "settings",
    "completion",
    "migrate",
)
"""Every command but the console, which opens when none is named; each lives in a module of its name, "_" for "-"."""
LOOKS_AT_SETTINGS = ("settings", "doctor", "completion")
"""Commands that work with a settings file that cannot be understood: they help to put it right."""
FILED = "dispatcher.settings"
"""Where the context keeps what the settings file says."""
ANSWERS = frozenset({"settings", "unknown", "ambiguous", "left", "input", "exists", "output", "same", "server"})
"""Troubles that lie in what was asked, not in the store."""


class LazyGroup(Group):
    """Loads a command's module when the command is called or its help is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module imported now; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dispatcher.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command


def _set_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    _speak(value)
    ctx.meta[FILED] = settings_file.read(settings_file.path())
    return value


def _speak(typed: str | None) -> None:
    """Speak the language that was typed, that of the settings file, or that of the environment."""
    filed = settings_file.read(settings_file.path())
    language, _origin = language_of(typed, filed.language if isinstance(filed, Filed) else None)
    locale.use(language)
    click_words.install(language)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Plan, tickets and contact history side by side. Without a command the console opens."),
)
@option(
    "--lang", type=click.Choice(["de", "en"]), callback=_set_language, is_eager=True, help=N_("Language: de or en.")
)
@option(
    "--store", metavar=N_("PATH|URL"), help=N_("The store: a file or a postgresql:// address (or DISPATCHER_STORE).")
)
@option("--now", metavar=N_("INSTANT"), callback=instant, help=N_("Set the clock for training, like 2026-11-23T09:42."))
@option("--read-only", is_flag=True, help=N_("Look, never write."))
@option("--theme", type=click.Choice(THEMES), help=N_("Colours of the console."))
@option("--mouse/--no-mouse", default=None, help=N_("Take the mouse, or leave it to the terminal."))
@option("--ascii/--no-ascii", "ascii_only", default=None, help=N_("Draw with plain signs only."))
@option(
    "--clipboard/--no-clipboard", default=None, help=N_("Whether y copies into the clipboard of your own computer.")
)
@option("--plain-output", is_flag=True, help=N_("Draw whole regions again, not only what changed."))
@click.version_option(
    __version__,
    prog_name="dispatcher",
    message="%(prog)s %(version)s",
    cls=Option,
    help=N_("Show the version and exit."),
)
@click.pass_context
def command_line(
    ctx: click.Context,
    lang: str | None,
    store: str | None,
    now: datetime | None,
    read_only: bool,
    theme: str | None,
    mouse: bool | None,
    ascii_only: bool | None,
    clipboard: bool | None,
    plain_output: bool,
) -> None:
    """Note what holds for every command; without one, open the console."""
    filed = ctx.meta[FILED]
    if isinstance(filed, Refusal):
        if ctx.invoked_subcommand not in LOOKS_AT_SETTINGS:
            raise Trouble("settings", filed.sentence)
        filed = Filed()
    settings = settled(Typed(lang, theme, mouse, ascii_only, store, clipboard), filed)
    ctx.obj = Options(settings.store, now, settings.language, read_only, plain_output, settings)
    if ctx.invoked_subcommand is None:
        from dispatcher.cli.console_command import open_console

        ctx.exit(open_console(ctx.obj))


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    os.umask(0o077)
    # Imports make a hundred thousand objects that stay: looking through them finds nothing. The office goes on.
    gc.disable()
    gc.set_threshold(GARBAGE, 50, 50)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or file in an old character set gets a question mark for what it cannot show.
        sys.stdout.reconfigure(errors="replace")
    code = answer(arguments)
    # Nor does the interpreter find anything on its way out, where it looks through them once more: a tenth of a second.
    gc.freeze()
    sys.exit(code)


def answer(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. Every sentence goes to stderr, nothing else does."""
    _speak(None)
    try:
        return _answered(arguments)
    except click.ClickException as error:
        complain_at_length(_in_words(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain(_("Aborted!"))
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except Trouble as trouble:
        complain(trouble.sentence)
        return REFUSED if trouble.code in ANSWERS else STORE_TROUBLE
    except Exception as error:
        from dispatcher.cli import fault_log

        complain(fault_log.keep(error))
        return REFUSED


def _answered(arguments: Sequence[str] | None) -> int:
    try:
        code = command_line.main(
            list(arguments) if arguments is not None else None, "dispatcher", standalone_mode=False
        )
    except SystemExit as end:
        # The library ends the process itself after an answer to the shell, and where nobody reads our output.
        return end.code if "_DISPATCHER_COMPLETE" in os.environ and isinstance(end.code, int) else _reader_gone()
    if sys.stdout is not None:
        sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _in_words(error: click.ClickException) -> str:
    shown = io.StringIO()
    error.show(shown)
    usage, _blank, message = shown.getvalue().rstrip("\n").rpartition("\n\n")
    return "\n\n".join(part for part in (usage, brief(" ".join(message.split()))) if part)


def _reader_gone() -> int:
    """Whoever read our output has enough (``| head``): no complaint, not even at the interpreter's end."""
    drop_output()
    return 0
