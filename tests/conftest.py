"""What most tests need: a clock to set, a centre, a store, a running server and people who may use it."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from server import config
from server.app import Server
from server.core.centre import Centre
from server.http.rate_limit import limiter
from server.service.context import Context
from server.store import Store
from tests.support.api import Api
from tests.support.begun_data import with_tables
from tests.support.centre import default_centre, default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens, enrol_everybody
from tests.support.older import RELEASES, Older, older
from tests.support.quick_server import quick_context, quick_server
from tests.support.tcp_printer import TcpPrinter
from tests.support.temporary import keep_in_memory

# Whatever the machine's habit: the many programs that are started do not each compile again what they import.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
keep_in_memory()

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("ci", derandomize=True, database=None, max_examples=40, **_CALM)
settings.register_profile("explore", max_examples=2000, **_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_SLOW_FIRST = ("faults", "pages", "setup", "demo", "command")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Refuse cases without an order: each worker would number them its own way, and the whole run would stop."""
    for marker in metafunc.definition.iter_markers("parametrize"):
        if any(isinstance(values, (set, frozenset)) for values in marker.args[1:2]):
            raise pytest.UsageError(f"{metafunc.definition.nodeid}: sort the cases, a set has no order")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long files, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: item.path.parent.name not in _SLOW_FIRST)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def clock() -> SetClock:
    """Monday, 23 November 2026, eight in the morning in Hanoi, until it is set."""
    return SetClock()


@pytest.fixture
def centre() -> Centre:
    """The default centre, always open."""
    return default_centre()


@pytest.fixture
def store(tmp_path: Path, centre: Centre, clock: SetClock) -> Iterator[Store]:
    """An empty store in a folder of its own."""
    with_tables(tmp_path / "data")
    opened = Store(tmp_path / "data", centre.local, clock)
    yield opened
    opened.close()


@pytest.fixture
def context(tmp_path: Path, centre: Centre, clock: SetClock) -> Iterator[Context]:
    """What use cases need, over an empty store."""
    opened = quick_context(tmp_path / "data", centre, clock)
    yield opened
    opened.close()


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    """The whole server without a network: `server.app` is its Flask app. Waits are told by the plain formula."""
    running = quick_server(default_settings(tmp_path / "data"), clock)
    running.forecaster.close()
    limiter.reset()
    yield running
    running.close()


@pytest.fixture
def client(server: Server) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return server.app.test_client()


@pytest.fixture
def tokens(server: Server) -> Tokens:
    """A token for each kind of device and person."""
    return enrol_everybody(server.context)


@pytest.fixture
def api(server: Server, tokens: Tokens) -> Api:
    """The API for whoever is named: `api.officer.post("/counters/1/call")`."""
    return Api(server.app, tokens)


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Older:
    """Each earlier release in turn; skipped where this copy of the repository does not hold it."""
    return older(request.param, tmp_path)


@pytest.fixture
def paper() -> Iterator[TcpPrinter]:
    """A printer of paper."""
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture
def paper_url(paper: TcpPrinter) -> str:
    """Where the server finds that printer, and how long it waits for it."""
    return paper.url


@pytest.fixture
def server_with_paper(tmp_path: Path, clock: SetClock, paper_url: str) -> Iterator[Server]:
    """The whole server, with that printer."""
    part = config.PrinterPart(url=paper_url)
    running = quick_server(default_settings(tmp_path / "data", printer=part), clock)
    running.forecaster.close()
    limiter.reset()
    yield running
    running.close()
