"""`goiso city demo`: a whole city by one command, which starts again what ends, and leaves nothing behind."""

import json
import os
import signal
import socket
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from click.testing import CliRunner

from server.city.local.folder import FILE
from server.city.local.ready import answers
from server.command.main import main
from tests.support.program import Program, gone
from tests.support.waiting import PATIENCE_S

WARDS = 3
PORTS = 7


def free_ports() -> int:
    """The first of so many that are free just now."""
    for first in range(21_000 + os.getpid() % 5000, 60_000, PORTS):
        probes = [socket.socket() for _ in range(PORTS)]
        try:
            for place, probe in enumerate(probes):
                probe.bind(("127.0.0.1", first + place))
        except OSError:
            continue
        else:
            return first
        finally:
            for probe in probes:
                probe.close()
    raise AssertionError("no free ports")


def until(true, patience_s: float = PATIENCE_S) -> None:
    end = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


class Running:
    """A demo of three simulated centres."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_ports()
        module = ["server.command.main", "city", "demo", "--wards", WARDS, "--real", 0]
        module += ["--port", self.port, "--data", folder]
        told = folder.parent / "told.log"
        self.program = Program([str(each) for each in module], self.port, told, forked=True)

    def start(self) -> None:
        before = self.program.output().count("Stop with Ctrl+C")
        self.program.spawn()
        until(lambda: not self.program.runs or self.program.output().count("Stop with Ctrl+C") > before)
        assert self.program.runs, self.program.output()

    @property
    def facts(self) -> dict:
        return json.loads((self.folder / FILE).read_text())

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.program.pid).children(recursive=True)

    def such(self, is_it: Callable[[psutil.Process], bool]) -> list[psutil.Process]:
        """Those of its children that are it; one that ends while it is looked at is not."""
        hit = []
        for each in self.children():
            with suppress(psutil.NoSuchProcess):
                if is_it(each):
                    hit.append(each)
        return hit

    def databases(self) -> list[psutil.Process]:
        """The postmaster, if it runs."""
        return self.such(lambda each: each.ppid() == self.program.pid and each.name() == "postgres")

    def ask(self, query: str) -> list[tuple]:
        conninfo = f"host={self.folder / 'postgres'} port=5432 user=goiso dbname=goiso_city"
        with psycopg.connect(conninfo) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("city") / "demo")
    running.start()
    yield running
    running.program.kill()


def test_it_is_all_there_and_written_down_for_its_owner_alone(city: Running) -> None:
    facts = city.facts
    assert set(facts) == {"url", "admin", "centres"}
    assert set(facts["admin"]) == {"username", "password"}
    assert [set(each) for each in facts["centres"]] == [{"code", "name", "token"}] * WARDS
    for name in (FILE, "wards.json", "city.toml"):
        assert stat.S_IMODE((city.folder / name).stat().st_mode) == 0o600
    assert city.ask("SELECT code, district FROM centre ORDER BY code")[0] == ("W0001", "Ba Đình")
    assert city.ask("SELECT count(*) FROM centre_token") == [(WARDS,)]
    assert facts["admin"]["password"] in city.program.output()


def test_what_the_wards_send_becomes_tables_and_files(city: Running) -> None:
    behind = "SELECT bool_and(stored > 5 AND folded = stored AND halted IS NULL) FROM centre"
    until(lambda: city.ask(behind) == [(True,)])
    until((city.folder / "feeds" / "W0003.json").exists)
    told = json.loads((city.folder / "feeds" / "W0001.json").read_text())
    assert "Ba Đình" in json.dumps(told, ensure_ascii=False)


def test_everything_listens_on_this_machine_alone(city: Running) -> None:
    listening = [
        line.laddr.ip
        for process in city.children()
        for line in process.net_connections("inet")
        if line.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert set(listening) == {"127.0.0.1"}


def test_what_ends_is_started_again(city: Running) -> None:
    ingest = city.port + 1
    killed = city.such(lambda each: "--role ingest" in " ".join(each.cmdline()))[0]
    killed.kill()
    until(lambda: gone(killed))
    until(lambda: answers(ingest, "/healthz"))
    (database,) = city.databases()
    database.kill()
    until(lambda: gone(database))
    until(lambda: bool(city.databases()))

    def there() -> bool:
        try:
            return city.ask("SELECT count(*) FROM centre") == [(WARDS,)]
        except psycopg.OperationalError:
            return False

    until(there)


def test_a_second_one_on_the_same_folder_is_refused(city: Running) -> None:
    told = CliRunner().invoke(
        main, ["city", "demo", "--fresh", "--data", str(city.folder), "--port", str(free_ports())]
    )
    assert told.exit_code == 1
    assert "is running on" in told.output
    assert city.facts["centres"]


def test_it_ends_all_that_it_started(city: Running) -> None:
    below = city.children()
    assert city.program.stop() == 0, city.program.output()
    until(lambda: all(map(gone, below)))


@pytest.mark.torture
def test_started_again_it_goes_on_with_the_same_tokens_and_a_kill_leaves_nothing(tmp_path: Path) -> None:
    city = Running(tmp_path / "demo")
    city.start()
    before = city.facts
    city.program.stop()
    city.start()
    assert city.facts == before
    below = city.children()
    os.kill(city.program.pid, signal.SIGKILL)
    until(lambda: all(map(gone, below)))


def test_a_folder_of_somebody_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    for arguments in (["--fresh"], []):
        told = CliRunner().invoke(main, ["city", "demo", *arguments, "--data", str(tmp_path)])
        assert told.exit_code == 1
        assert "no city demo's folder" in told.output
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
