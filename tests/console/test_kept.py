"""What a test sees of the drafts on the disk while the console takes them away."""

from __future__ import annotations

from pathlib import Path

from dispatcher.store.drafts import Drafts
from tests.kept import kept_in


def test_a_draft_that_is_filed_while_it_is_looked_for_is_none(home: Path) -> None:
    state = home / "XDG_STATE_HOME"
    folder = state / "dispatcher" / "drafts" / "an-office"
    Drafts(folder).save("note/customer/1", "mh", {"text": "rang twice"})
    (folder / "gone.json").symlink_to(folder / "filed")  # is listed, and not there to be read
    assert kept_in(state) == [{"text": "rang twice"}]
