"""What every test may ask for."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dispatcher import locale
from dispatcher.locale.hatch_build import compile_catalogue

pytest_plugins = ["tests.servers", "tests.cli.demo_office"]

# How long a case takes is the machine's matter: with others at work beside it, the same one takes five times as long.
settings.register_profile(
    "whatever the machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("whatever the machine")

CHECKOUT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sqlite-only", action="store_true", help="leave out the tests that need a PostgreSQL server")


def pytest_configure(config: pytest.Config) -> None:
    # Whoever runs the tests in the background, or by nohup, hands on that these are ignored. The programs under test
    # are to meet them as at a desk.
    for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)
    config.addinivalue_line("markers", "postgres: needs a PostgreSQL server; left out by --sqlite-only")


def pytest_report_header(config: pytest.Config) -> str | None:
    if config.getoption("sqlite_only"):
        return "--sqlite-only: the tests that need a PostgreSQL server are left out"
    return None


def needs_postgres(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is not None or "postgres_server" in getattr(item, "fixturenames", ())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("sqlite_only"):
        return
    left_out = [item for item in items if needs_postgres(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionstart(session: pytest.Session) -> None:
    """A catalogue edited in the checkout is compiled before a test reads it."""
    for source in locale.HERE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            compile_catalogue(source)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Every test starts in English and leaves no language behind."""
    locale.use("en")
    yield
    locale.use("en")


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """An office and a console put what they loaded beyond the collector; in a process of many, what they leave behind
    would stay there with it. Textual remembers whose edges it drew last, with every line of theirs: fifty consoles."""
    yield
    gc.unfreeze()
    if "textual._styles_cache" in sys.modules:
        sys.modules["textual._styles_cache"].StylesCache.get_inner_outer.cache_clear()
