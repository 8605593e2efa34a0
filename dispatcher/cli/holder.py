"""Who has the ball, as an option or an argument takes it: a word or its letter in either language."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dispatcher.domain.ball import holder_named


class Holder(click.ParamType[str]):
    """One of ``holders``, by its word in either language or by its letter (U C O A, German W K D T)."""

    name = "holder"

    def __init__(self, holders: Sequence[str]) -> None:
        self.words = click.Choice(holders)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The words; the letters are told by the help."""
        return self.words.get_metavar(param, ctx)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word. Raises BadParameter for what means nobody here."""
        known = holder_named(value) or value.strip().lower()
        return str(self.words.convert(known, param, ctx))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The words that begin so."""
        return self.words.shell_complete(ctx, param, incomplete)
