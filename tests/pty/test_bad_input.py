"""Bad input with the real program: one sentence, the form as it was; and two people who edit the same customer."""

from __future__ import annotations

import re

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.locale import _
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal


def new_customer(terminal: Terminal) -> None:
    """The form of a customer nobody knows yet, opened from a search for ``Neu & Alt``."""
    terminal.wait_for(OPENED)
    terminal.press("s", "Neu & Alt")
    terminal.wait_for("Neu & Alt\\.")
    terminal.press("enter", "enter")
    terminal.wait_for(_("NEW: {what}").format(what=_("customer").upper()))


def customer_data(terminal: Terminal) -> None:
    """The form of the customer in Contacts."""
    terminal.wait_for(OPENED)
    terminal.press("ctrl+p", _("customer data"))
    terminal.wait_for(_("Change the customer in Contacts.")[:30])
    terminal.press("enter")
    terminal.wait_for(rf"┌ {_('customer').upper()} Botschaft")


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_cannot_be_is_one_sentence_and_the_form_stays(home: Home, language: str) -> None:
    locale.use(language)
    with home.start(language=language, size=(80, 24)) as terminal:
        new_customer(terminal)
        for keys, pasted, sentence in (
            (("ctrl+u",), "   ", _("{field} must not be empty.").format(field="Name")),
            (("ctrl+u",), "x" * 5000, _("{field} takes at most {n} signs.").format(field="Name", n=500)),
            (("ctrl+u", "Neu & Alt", "tab", "tab"), "030 2312S-471", "030 2312S-471 "),
            (("ctrl+u", "030 2312-471", *["tab"] * 5), "1067", _("A postcode has five digits: 01067")),
            (("ctrl+u",), "00000", _("There is no postcode {text} in Germany. Like: 01067").format(text="00000")),
        ):
            terminal.press(*keys)
            terminal.paste(pasted)
            terminal.press("enter")
            terminal.wait_for(re.escape(sentence[:60]))
            terminal.wait_for(re.escape(pasted.strip()[-20:]))
            terminal.wait_for(_("NEW: {what}").format(what=_("customer").upper()))
        terminal.press("ctrl+u", "20457")
        terminal.wait_for("Hamburg")
        terminal.press("enter")
        terminal.wait_for("K-1012")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    office = Office(Options(str(home.store)))
    office.open()
    found = office.record("customer", 12)
    office.close()
    assert found is not None
    assert (found.values["name"], found.values["postcode"]) == ("Neu & Alt", "20457")


@pytest.mark.parametrize(("size", "language"), [(SIZES[0], "de"), (SIZES[-1], "en")])
def test_i16_two_who_edit_the_same_customer_at_two_desks(home: Home, size: tuple[int, int], language: str) -> None:
    locale.use(language)
    with home.start(language=language, size=size) as one, home.start(language=language, size=size) as other:
        customer_data(one)
        customer_data(other)
        one.press(*["tab"] * 6, "ctrl+u", "Klarastr. 5", "enter")
        one.wait_for(_("Filed: {what} {name} {time}").partition(":")[0])
        other.press(*["tab"] * 6, "ctrl+u", "Klarastr. 7", "enter")
        other.wait_for(r"(CHANGED BY|GEÄNDERT VON) \w+ .*Klarastr. 4 -> Klarastr. 5")
        other.wait_for("Klarastr. 7")
        other.press("enter")
        other.wait_for("Klarastr. 4 +Klarastr. 5 +Klarastr. 7")
        other.press("enter")
        other.wait_for(_("Filed: {what} {name} {time}").partition(":")[0])
        for terminal in (one, other):
            terminal.press("Q")
            assert terminal.wait_exit() == 0
            assert terminal.faults() == []
    assert home.drafts() == []
    office = Office(Options(str(home.store)))
    office.open()
    found = office.record("customer", 1)
    office.close()
    assert found is not None
    assert found.values["street"] == "Klarastr. 7"
