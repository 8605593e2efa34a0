"""Every word of the help is marked for the catalogue, so that it comes in the language in use."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from dispatcher.cli import in_language
from dispatcher.cli.main import command_line
from dispatcher.locale import use
from tests.house.catalogue import texts_of_source

UNSPOKEN = {"T", "T-4711", "TK[,SIP]"}
"""Examples of values, which are the same in every language."""


def declared() -> Iterator[click.Command]:
    """The program and each of its commands."""
    yield command_line
    context = click.Context(command_line)
    for name in command_line.list_commands(context):
        found = command_line.get_command(context, name)
        assert found is not None
        yield found


def test_every_help_text_is_marked() -> None:
    texts = texts_of_source()
    missing = [
        (command.name, text)
        for command in declared()
        for text in (command.help, *(param.help for param in command.params if isinstance(param, click.Option)))
        if text and text not in texts
    ]
    assert missing == []


def test_every_option_is_shown_in_the_language_in_use() -> None:
    kinds = (in_language.Option, in_language.Argument)
    plain = [
        (command.name, param.name) for command in declared() for param in command.params if not isinstance(param, kinds)
    ]
    assert plain == []


def test_every_name_of_a_value_is_marked() -> None:
    texts = texts_of_source()
    named = {param.metavar for command in declared() for param in command.params if param.metavar}
    assert named - set(texts) - UNSPOKEN == set()


@pytest.fixture
def silent() -> Iterator[None]:
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


def test_a_wish_for_german_is_heard_by_the_whole_help(silent: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    use("en")
    said = CliRunner().invoke(command_line, ["--lang", "de", "--help"]).output
    for words in ("Plan, Tickets und Kontaktverlauf nebeneinander.", "--store PFAD|URL", "--now ZEITPUNKT"):
        assert words in said
    assert " Version zeigen und enden." in said
    assert "-h, --help" in said
    assert " Diese Hilfe zeigen und enden." in said
    assert "Show" not in said
