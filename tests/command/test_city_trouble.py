"""A whole city in trouble: each of its programs killed, and frozen, while centres send. Nothing is lost and nothing twice."""

import signal
import time
from collections.abc import Iterator

import psutil
import psycopg
import pytest

from tests.command.test_city_demo import Running, until
from tests.support.program import gone, send_to_all

pytestmark = pytest.mark.torture
FROZEN_S = 6
NAMES = {
    "postgres": "postgres",
    "redis": "redis-server",
    "nginx": "nginx",
    "ingest": "--role ingest",
    "public": "--role public",
    "board": "--role board",
    "follow": "city follow",
    "wards": "server.city.local.wards",
}
WHOLE = (
    "SELECT bool_and(stored = many AND many = last) FROM centre JOIN LATERAL"
    " (SELECT count(*) AS many, max(seq) AS last FROM log WHERE log.centre = centre.code AND log.epoch = centre.epoch) l ON true"
)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("trouble") / "demo")
    running.start()
    until(lambda: stored(running) > 0)
    yield running
    running.program.kill()


def stored(city: Running) -> int:
    try:
        return int(city.ask("SELECT sum(stored) FROM centre")[0][0] or 0)
    except psycopg.OperationalError:
        return -1


def found(city: Running, name: str) -> list[psutil.Process]:
    """The processes of one program."""
    return city.such(lambda each: NAMES[name] in " ".join(each.cmdline()))


def goes_on(city: Running) -> None:
    """Every centre is heard again, has all its rows here once, and more come."""
    before = stored(city)
    until(lambda: stored(city) > max(before, 0))
    assert city.ask(WHOLE) == [(True,)]


@pytest.mark.parametrize("name", NAMES)
def test_whoever_is_killed_comes_back(city: Running, name: str) -> None:
    killed = found(city, name)
    if not killed:
        pytest.skip(f"{name} does not run here")
    send_to_all(killed, signal.SIGKILL)
    until(lambda: all(map(gone, killed)))
    until(lambda: bool(found(city, name)))
    goes_on(city)


@pytest.mark.parametrize("name", NAMES)
def test_whoever_is_frozen_goes_on(city: Running, name: str) -> None:
    frozen = found(city, name)
    if not frozen:
        pytest.skip(f"{name} does not run here")
    for each in frozen:
        each.suspend()
    time.sleep(FROZEN_S)  # how long it is frozen, not how long something takes
    for each in frozen:
        each.resume()
    goes_on(city)
