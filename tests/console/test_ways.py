"""The ways from the first run: a list is read from a file that is typed or dragged into the terminal."""

from __future__ import annotations

from dispatcher.console.forms.form import Ties
from dispatcher.console.forms.ways import ListForm
from dispatcher.console.widgets.frame import BOX


def test_a_name_that_no_file_can_have_is_not_there() -> None:
    form = ListForm(
        Ties(BOX, lambda _subject, _draft: None, lambda _subject, _draft: None, lambda _form, _filing: None)
    )
    assert form.echo("file", "wort " * 2_000) == "not there yet"
    assert form.echo("file", __file__) == "found"
