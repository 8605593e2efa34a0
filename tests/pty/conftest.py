"""An office for the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.office_of import fill_office, make_office
from tests.pty.desk import Home


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled office, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        return fill_office(make_office(tmp_path_factory.mktemp("filled") / "office.db"))


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Home:
    """A copy of it, with a home directory for this test alone."""
    return Home(tmp_path, template)
