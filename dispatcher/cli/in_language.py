"""Commands, options and arguments whose help is written in English and shown in the language in use.

The language is known only when the first options have been read, long after the commands were declared; so the help
texts are marked with ``N_`` where they are declared and translated where they are read.
"""

from __future__ import annotations

import errno
import os
import pathlib
from collections.abc import Callable
from typing import Any, TypeVar

import click

from dispatcher.locale import N_, _

_STORAGE = "shows_help"
"""Where the library keeps the value of ``--help``, which nobody reads."""
_NO_NAMES = (errno.ENAMETOOLONG, errno.ELOOP)
_LARGEST = 2**31 - 1
"""PostgreSQL's ``integer``."""
_Declared = TypeVar("_Declared", bound=Callable[..., Any])


def shown(text: str | None) -> str | None:
    """``text`` in the language in use; nothing stays nothing."""
    return _(text) if text else text


class Command(click.Command):
    """A command with help in the language in use."""

    _help: str | None = None
    _short_help: str | None = None

    @property
    def help(self) -> str | None:
        """What the command is for."""
        return shown(self._help)

    @help.setter
    def help(self, text: str | None) -> None:
        """Keep the English words."""
        self._help = text

    @property
    def short_help(self) -> str | None:
        """One line of it, for the list of commands."""
        return shown(self._short_help)

    @short_help.setter
    def short_help(self, text: str | None) -> None:
        """Keep the English words."""
        self._short_help = text

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, which the library makes before the language is known."""
        if self._help_option is None and (made := super().get_help_option(ctx)) is not None:
            self._help_option = Option(
                [*made.opts, _STORAGE],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                help=N_("Show this message and exit."),
                callback=made.callback,
            )
        return self._help_option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words behind the command's name in the line of usage."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


class Option(click.Option):
    """An option with help and value name in the language in use."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        """What the option does."""
        return shown(self._help)

    @help.setter
    def help(self, text: str | None) -> None:
        """Keep the English words."""
        self._help = text

    def make_metavar(self, ctx: click.Context) -> str:
        """The name of the value."""
        return _(super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument with its name in the language in use."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        """What the argument means."""
        return shown(self._help)

    @help.setter
    def help(self, text: str | None) -> None:
        """Keep the English words."""
        self._help = text

    def make_metavar(self, ctx: click.Context) -> str:
        """The name of the argument."""
        return _(super().make_metavar(ctx))


class Number(click.types.IntParamType):
    """A whole number that a database can hold; a longer one is complained about here."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails where it is none, or too long."""
        number: int = super().convert(value, param, ctx)
        if abs(number) > _LARGEST:
            self.fail(_("{number} is too large.").format(number=value), param, ctx)
        return number


NUMBER = Number()


class Path(click.Path):
    """A path that is called so in the language in use. A name that no file can have is complained about here, because
    asking for such a file fails in many ways."""

    _name: str

    @property
    def name(self) -> str:
        """What kind of path it is, for complaints and for help."""
        return _(self._name)

    @name.setter
    def name(self, text: str) -> None:
        """Keep the English word."""
        self._name = text

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails where the system takes no such name."""
        try:
            pathlib.Path(value).stat()
        except OSError as error:
            if error.errno in _NO_NAMES:
                told = _("{file} cannot be read: {reason}.")
                self.fail(told.format(file=os.fsdecode(value), reason=error.strerror), param, ctx)
        except ValueError:
            pass  # a NUL in it: those who open it say so
        return super().convert(value, param, ctx)


def option(*names: str, **settings: Any) -> Callable[[_Declared], _Declared]:
    """``click.option`` with its words in the language in use."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: Any) -> Callable[[_Declared], _Declared]:
    """``click.argument`` with its words in the language in use."""
    return click.argument(*names, cls=Argument, **settings)
