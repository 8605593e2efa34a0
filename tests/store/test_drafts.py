"""What was typed is on the disk, comes back, and is never lost to a damaged file."""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dispatcher.store.drafts import Draft, Drafts, drafts_of
from dispatcher.store.trouble import StoreTrouble
from tests.store.desk import ROOT

NOTE = "note/customer/12"
HOSTILE = [
    "../../../etc/passwd",
    "/etc/passwd",
    "note/customer/12\0.json",
    "." * 300,
    "x" * 100_000,
    "",
    "Müller & Söhne\n\r\t",
    "\ud800",
    "*?[a-z]*",
    "CON",
]


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts" / "one")


def only_file(drafts: Drafts) -> Path:
    (path,) = drafts.folder.iterdir()
    return path


def test_a_draft_comes_back(drafts: Drafts) -> None:
    drafts.save(NOTE, "mh", {"text": "Heizung\nkalt", "person": "Frau Maier", "lines": [1, None, True]})
    assert drafts.load(NOTE, "mh") == {"text": "Heizung\nkalt", "person": "Frau Maier", "lines": [1, None, True]}
    assert Drafts(drafts.folder).load(NOTE, "mh") == drafts.load(NOTE, "mh")


def test_a_later_save_takes_the_place_of_the_earlier_one(drafts: Drafts) -> None:
    for words in ("H", "He", "Hei"):
        drafts.save(NOTE, "mh", {"text": words})
    assert drafts.load(NOTE, "mh") == {"text": "Hei"}
    assert only_file(drafts).suffix == ".json"


def test_there_is_one_an_author_and_object(drafts: Drafts) -> None:
    drafts.save(NOTE, "mh", {"text": "a"})
    drafts.save(NOTE, "ko", {"text": "b"})
    drafts.save("note/customer/13", "mh", {"text": "c"})
    assert drafts.load(NOTE, "ko") == {"text": "b"}
    assert {draft.subject: draft.data["text"] for draft in drafts.all_of("mh")} == {NOTE: "a", "note/customer/13": "c"}


def test_the_one_saved_last_comes_first(drafts: Drafts) -> None:
    for number in range(3):
        drafts.save(f"note/customer/{number}", "mh", {})
        os.utime(max(drafts.folder.iterdir(), key=lambda path: path.stat().st_mtime), (number, number))
    found = drafts.all_of("mh")
    assert [draft.saved_at for draft in found] == sorted((draft.saved_at for draft in found), reverse=True)
    assert all(draft.saved_at.utcoffset() is not None for draft in found)


def test_a_discarded_draft_is_gone(drafts: Drafts) -> None:
    drafts.save(NOTE, "mh", {"text": "a"})
    drafts.discard(NOTE, "mh")
    drafts.discard(NOTE, "mh")
    assert drafts.load(NOTE, "mh") is None
    assert list(drafts.folder.iterdir()) == []


def test_nothing_there_is_no_fault(drafts: Drafts) -> None:
    assert drafts.load(NOTE, "mh") is None
    assert drafts.all_of("mh") == []
    assert drafts.set_aside() == []
    drafts.discard(NOTE, "mh")
    assert not drafts.folder.exists()


@pytest.mark.parametrize("subject", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_leads_out_of_the_folder(drafts: Drafts, subject: str) -> None:
    drafts.save(subject, subject, {"text": subject})
    assert drafts.load(subject, subject) == {"text": subject}
    assert [draft.subject for draft in drafts.all_of(subject)] == [subject]
    assert drafts.folder.parent.parent in only_file(drafts).parents
    assert only_file(drafts).name.replace("-", "").removesuffix(".json").isalnum()
    drafts.discard(subject, subject)
    assert drafts.all_of(subject) == []


def test_only_the_user_may_read_them(drafts: Drafts) -> None:
    drafts.folder.mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        drafts.save(NOTE, "mh", {"text": "a"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(drafts).stat().st_mode) == 0o600
    assert "Maier" not in only_file(drafts).name


def test_they_lie_in_the_user_s_state_folder(home: Path) -> None:
    assert drafts_of("4711").folder == home / "state" / "dispatcher" / "drafts" / "4711"


@pytest.mark.parametrize(
    "garbage",
    [b"", b"{", b"\xff\xfe\0", b"[]", b'{"subject": 1}', b'{"subject":"a","author":"b","data":[]}', b"[" * 100_000],
)
def test_a_damaged_file_is_set_aside_and_kept(drafts: Drafts, garbage: bytes) -> None:
    drafts.save(NOTE, "mh", {"text": "a"})
    path = only_file(drafts)
    path.write_bytes(garbage)
    assert drafts.all_of("mh") == []
    assert drafts.load(NOTE, "mh") is None
    (aside,) = drafts.set_aside()
    assert aside.read_bytes() == garbage
    drafts.save(NOTE, "mh", {"text": "b"})
    path.write_bytes(b"again")
    drafts.save(NOTE, "mh", {"text": "c"})
    assert [kept.read_bytes() for kept in drafts.set_aside()] == [garbage, b"again"]
    assert drafts.load(NOTE, "mh") == {"text": "c"}


def leave_behind(drafts: Drafts, content: bytes) -> Path:
    """A save that a kill cut short: the process with that number has ended."""
    drafts.save(NOTE, "mh", {"text": "old"})
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    path = only_file(drafts)
    fresh = path.with_suffix(f".{ended.pid}-1.new")
    fresh.write_bytes(content)
    return fresh


def test_half_a_save_is_set_aside(drafts: Drafts) -> None:
    leave_behind(drafts, b'{"subject": "note/cus')
    assert drafts.load(NOTE, "mh") == {"text": "old"}
    assert [path.read_bytes() for path in drafts.set_aside()] == [b'{"subject": "note/cus']


def test_a_whole_save_that_had_not_got_its_name_is_taken(drafts: Drafts) -> None:
    whole = json.dumps({"subject": NOTE, "author": "mh", "data": {"text": "new"}}).encode()
    leave_behind(drafts, whole)
    assert drafts.load(NOTE, "mh") == {"text": "new"}
    assert only_file(drafts).suffix == ".json"


def test_an_older_leftover_does_not_come_back(drafts: Drafts) -> None:
    fresh = leave_behind(drafts, json.dumps({"subject": NOTE, "author": "mh", "data": {"text": "older"}}).encode())
    os.utime(fresh, (1, 1))
    assert drafts.load(NOTE, "mh") == {"text": "old"}
    assert only_file(drafts).suffix == ".json"


def test_a_save_in_progress_elsewhere_is_left_alone(drafts: Drafts) -> None:
    drafts.save(NOTE, "mh", {"text": "old"})
    fresh = only_file(drafts).with_suffix(f".{os.getpid()}-7.new")
    fresh.write_bytes(b"half")
    assert drafts.load(NOTE, "mh") == {"text": "old"}
    assert fresh.read_bytes() == b"half"


def test_a_save_that_fails_says_so_and_keeps_the_draft_before(drafts: Drafts) -> None:
    drafts.save(NOTE, "mh", {"text": "old"})
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(StoreTrouble) as trouble:
            drafts.save(NOTE, "mh", {"text": "x" * 10_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert trouble.value.code == "draft"
    assert drafts.load(NOTE, "mh") == {"text": "old"}
    assert only_file(drafts).suffix == ".json"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreTrouble, match="cannot be kept"):
        Drafts(tmp_path / "file" / "drafts").save(NOTE, "mh", {})


def test_a_large_draft_has_no_cap(drafts: Drafts) -> None:
    words = "Ä" * 3_000_000
    drafts.save(NOTE, "mh", {"text": words})
    assert drafts.load(NOTE, "mh") == {"text": words}


def test_threads_may_share_them(drafts: Drafts) -> None:
    def one(number: int) -> None:
        drafts.save(f"note/customer/{number % 5}", "mh", {"number": number})
        assert isinstance(drafts.all_of("mh")[0], Draft)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(100)))
    assert len(drafts.all_of("mh")) == 5
    assert drafts.set_aside() == []


KILLED = """
import sys
from pathlib import Path
from dispatcher.store.drafts import Drafts
drafts = Drafts(Path(sys.argv[1]))
for number in range(100000):
    drafts.save("note/customer/12", "mh", {"number": number, "text": "x" * 20000})
    print(number, flush=True)
"""


def test_a_kill_loses_no_draft_that_was_saved(drafts: Drafts) -> None:
    for saves in (1, 7, 23):
        typing = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(drafts.folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert typing.stdout is not None
        last = [int(typing.stdout.readline()) for _ in range(saves)][-1]
        typing.kill()
        said, _nothing = typing.communicate()
        last = max([last, *map(int, said.rpartition("\n")[0].split())])
        found = drafts.load(NOTE, "mh")
        assert found is not None
        assert found["number"] >= last
        drafts.discard(NOTE, "mh")
