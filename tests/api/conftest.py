"""A printer of paper, for those who print over the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server import config
from server.app import Server
from server.http.rate_limit import limiter
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.tcp_printer import TcpPrinter


@pytest.fixture
def paper() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture
def server_with_paper(
    tmp_path: Path, clock: SetClock, quick_hashes: None, paper: TcpPrinter
) -> Iterator[Server]:
    """The whole server, with that printer."""
    part = config.PrinterPart(url=paper.url)
    running = Server(default_settings(tmp_path / "data", printer=part), clock)
    running.forecaster.close()
    limiter.reset()
    yield running
    running.close()
