"""Who sits at a desk: by the kernel, never by what a user may set himself."""

from __future__ import annotations

import os
import pwd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.colleague import Actor, login, make_sign, user_id


def test_the_kernel_names_the_user_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    monkeypatch.delenv("SUDO_UID", raising=False)
    assert login() == pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.parametrize(
    ("real", "effective", "environ", "found"),
    [
        (1000, 1000, {}, 1000),
        (1000, 1000, {"SUDO_UID": "0"}, 1000),
        (1000, 1000, {"SUDO_UID": "1001", "USER": "root"}, 1000),
        (0, 0, {"SUDO_UID": "1001"}, 1001),
        (0, 0, {"SUDO_UID": "-1"}, 0),
        (0, 0, {"SUDO_UID": "99999999999"}, 0),
        (0, 0, {"SUDO_UID": "wh"}, 0),
        (0, 0, {"SUDO_UID": "²"}, 0),
        (0, 0, {"SUDO_UID": "١"}, 0),
        (0, 0, {}, 0),
    ],
)
def test_sudo_is_believed_only_of_the_superuser(real: int, effective: int, environ: dict[str, str], found: int) -> None:
    assert user_id(real, effective, environ) == found


def test_a_sign_is_made_of_the_initials() -> None:
    assert make_sign("Maria Harms", frozenset()) == "mh"
    assert make_sign("root", frozenset()) == "ro"
    assert make_sign("Özgür", frozenset()) == "oz"


@given(st.text(max_size=30), st.sets(st.sampled_from(["mh", "mh2", "xx", "x", "ro"])))
def test_a_sign_is_free_and_short_whatever_the_name(name: str, taken: set[str]) -> None:
    sign = make_sign(name, frozenset(taken))
    assert sign
    assert sign not in taken
    assert len(sign) <= 8


def test_only_a_viewer_may_not_write() -> None:
    assert [Actor(1, "x", role).may_write for role in ("viewer", "dispatcher", "service manager")] == [
        False,
        True,
        True,
    ]
