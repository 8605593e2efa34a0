"""``dispatcher completion``: what a shell needs to complete our commands and options with the Tab key."""

from __future__ import annotations

import click

from dispatcher.cli.in_language import Command, argument
from dispatcher.cli.output import say
from dispatcher.locale import N_

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion", cls=Command, help=N_("Print what your shell needs to complete with Tab: bash, zsh or fish.")
)
@argument("shell", metavar=N_("SHELL"), type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script; the shell reads it when it starts (``eval "$(dispatcher completion bash)"``)."""
    from click.shell_completion import get_completion_class

    made_by = get_completion_class(shell)
    assert made_by is not None
    script = made_by(ctx.find_root().command, {}, "dispatcher", "_DISPATCHER_COMPLETE")
    say((script.source_template % script.source_vars()).strip())
