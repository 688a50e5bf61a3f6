"""The ingest as a process, and PostgreSQL, killed and frozen while centres send: nothing that was acknowledged is lost."""

import itertools
import signal
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from server.city.local.postgres import PrivatePostgres
from server.city.migrate import migrate
from tests.support.city_sender import Sender, a_ward
from tests.support.ports import free_port
from tests.support.program import Program, gone, send_to_all
from tests.support.waiting import PATIENCE_S, until

CENTRES = 3
NUMBERS = itertools.count()
CALLED = ("ticket_called", 7, 3, {"rule": "order"})


@pytest.fixture(scope="module")
def own():
    """A PostgreSQL of its own, as durable as a city's: it is killed here."""
    with tempfile.TemporaryDirectory(prefix="goiso-killed-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        server = PrivatePostgres(Path(folder) / "pg").start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="module")
def city(own, tmp_path_factory):
    """A city's address and its ingest as `goiso city serve` runs it."""
    tmp_path, conninfo = tmp_path_factory.mktemp("city"), own.conninfo()
    migrate(conninfo)
    port = free_port()
    settings = tmp_path / "city.toml"
    settings.write_text(f'database = "{conninfo}"\ndata = "{tmp_path}/data"\ningest_port = {port}\n')
    command = [
        "server.command.main",
        "city",
        "serve",
        "--settings",
        str(settings),
        "--role",
        "ingest",
        "--workers",
        "2",
    ]
    ingest = Program(command, port, tmp_path / "output.txt", ready="/healthz", forked=True)
    ingest.start()
    try:
        yield ingest, conninfo
    finally:
        ingest.kill()


class Centre:
    """It sends a row after another, and keeps what it was told."""

    def __init__(self, port, conninfo, code):
        self.code = code
        self.sender = Sender(f"http://127.0.0.1:{port}", a_ward(conninfo, code))
        self.answers, self.wrong = [], []
        self.acknowledged = 0

    def run(self, stop):
        while not stop.is_set():
            self.step()

    def step(self):
        """Send once; whatever went wrong, the next one begins where the city's last word was."""
        self.sender.journal.happen(CALLED)
        try:
            answer = self.sender.sync(most=50)
        except httpx.TransportError:
            self.answers.append("line")
            return
        self.answers.append(answer.status)
        if answer.status == 409:
            self.sender.stored = answer.body["stored"]
        elif answer.status not in {200, 503} or (
            answer.status == 503 and answer.headers["retry-after"] != "2"
        ):
            self.wrong.append(answer)
        self.acknowledged = max(self.acknowledged, self.sender.stored)

    def catch_up(self):
        def done():
            self.sender.sync(most=500)
            return self.sender.stored == self.sender.journal.last

        until(done)


@contextmanager
def under_load(centres):
    stop = threading.Event()
    threads = [threading.Thread(target=centre.run, args=(stop,)) for centre in centres]
    for thread in threads:
        thread.start()
    try:
        until(lambda: all(centre.answers.count(200) > 3 for centre in centres))
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE_S)


def goes_on(centres):
    """Each is answered again, from now on."""
    before = [centre.answers.count(200) for centre in centres]
    until(lambda: all(c.answers.count(200) > n + 2 for c, n in zip(centres, before, strict=True)))


def refused(centres, *how):
    until(lambda: all(any(answer in how for answer in centre.answers) for centre in centres))


def assert_nothing_is_lost(conninfo, centres):
    with psycopg.connect(conninfo) as connection:
        stored = dict(connection.execute("SELECT code, stored FROM centre").fetchall())
    for centre in centres:
        assert centre.wrong == []
        assert stored[centre.code] >= centre.acknowledged > 0
        centre.catch_up()
    with psycopg.connect(conninfo) as connection:
        for centre in centres:
            rows = connection.execute(
                "SELECT seq, at, day::text, type, ticket, counter, data FROM log WHERE centre = %s ORDER BY seq",
                (centre.code,),
            ).fetchall()
            assert rows == [tuple(row) for row in centre.sender.journal.rows]


def the_centres(ingest, conninfo):
    return [Centre(ingest.port, conninfo, f"W{next(NUMBERS):04}") for _ in range(CENTRES)]


def all_of(server):
    """The postmaster and all below it; each is a process group of its own."""
    first = psutil.Process(server.pid)
    return [first, *first.children(recursive=True)]


def killed(server):
    """The power cut. Started again, it recovers."""
    everyone = all_of(server)
    send_to_all(everyone, signal.SIGKILL)
    until(lambda: all(map(gone, everyone)))


@contextmanager
def frozen(server):
    everyone = all_of(server)
    send_to_all(everyone, signal.SIGSTOP)
    try:
        yield
    finally:
        send_to_all(everyone, signal.SIGCONT)


def test_the_ingest_is_killed(city):
    ingest, conninfo = city
    centres = the_centres(ingest, conninfo)
    with under_load(centres):
        ingest.kill()
        refused(centres, "line")
        ingest.start()
        goes_on(centres)
    assert_nothing_is_lost(conninfo, centres)


def test_postgresql_is_killed(city, own):
    ingest, conninfo = city
    centres = the_centres(ingest, conninfo)
    with under_load(centres):
        killed(own)
        refused(centres, 503)
        own.start()
        goes_on(centres)
    assert_nothing_is_lost(conninfo, centres)


def test_postgresql_is_frozen(city, own):
    ingest, conninfo = city
    centres = the_centres(ingest, conninfo)
    with under_load(centres):
        with frozen(own):
            refused(centres, 503)
        goes_on(centres)
    assert_nothing_is_lost(conninfo, centres)


@pytest.mark.torture
@pytest.mark.parametrize("time", range(8))
def test_each_again_and_again(city, own, time):
    ingest, conninfo = city
    centres = the_centres(ingest, conninfo)
    with under_load(centres):
        for _ in range(4):
            ingest.kill()
            ingest.start()
            killed(own)
            refused(centres, 503)
            own.start()
            goes_on(centres)
    assert_nothing_is_lost(conninfo, centres)
