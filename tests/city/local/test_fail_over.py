"""The drill: the first machine is gone while the second lags. Centres send again what it had not heard; nothing is lost or twice."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from server.city.local.hanoi import wards
from server.city.local.members import with_tokens
from server.city.local.postgres import PrivatePostgres
from server.city.local.ward_life import Life
from server.city.local.ward_line import WardLine
from server.city.local.ward_sender import Simulated, SimulatedWard, sent_as
from server.city.local.ward_settings import settings_of
from server.city.local.wards import Senders
from server.city.migrate import migrate
from server.command.main import main
from tests.support.city_ingest import Ingest
from tests.support.postgres import TEMPLATE, postgres
from tests.support.replica import cut_off, lose, replica, until_it_has
from tests.support.small_city import small_city
from tests.support.waiting import until

HOUR = 3_600_000
SEVEN = 1_795_910_400_000
MINUTE = 60_000
CITY = "city"
ROWS = "SELECT seq, at, day::text, type, ticket, counter, data FROM log WHERE centre = %s ORDER BY seq"


class Drill:
    """Two machines with their PostgreSQL, and what centres talk to, which knows both."""

    def __init__(self, folder: Path, first: PrivatePostgres, second: PrivatePostgres) -> None:
        self.first, self.second = first, second
        hosts = [psycopg.conninfo.conninfo_to_dict(each.conninfo())["host"] for each in (first, second)]
        self.conninfo = (
            f"host={','.join(hosts)} port=5432,5432 user=goiso dbname={CITY} target_session_attrs=read-write"
        )
        self.ingest = Ingest(self.conninfo, folder)

    def promote(self, *options: str) -> Result:
        words = ["city", "promote", "--local", self.second.conninfo(), *options]
        return CliRunner().invoke(main, words, env={"GOISO_CITY_DATABASE": self.conninfo})

    def total(self, server: PrivatePostgres) -> int:
        with psycopg.connect(server.conninfo(CITY)) as connection:
            return connection.execute("SELECT count(*) FROM log").fetchone()[0]

    def rows(self, code: str) -> list[list]:
        with psycopg.connect(self.second.conninfo(CITY)) as connection:
            return [list(row) for row in connection.execute(ROWS, (code,))]


@pytest.fixture
def drill(tmp_path: Path) -> Iterator[Drill]:
    with ExitStack() as stack:
        first = stack.enter_context(postgres())
        with psycopg.connect(first.conninfo(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {CITY} TEMPLATE {TEMPLATE}")
        found = Drill(tmp_path, first, stack.enter_context(replica(first)))
        yield found


def members(drill: Drill, many: int, begins: int = SEVEN) -> list[Simulated]:
    tokens = with_tokens(drill.conninfo, wards()[:many], {})
    return [Simulated(ward, tokens[ward.code], n, begins) for n, ward in enumerate(wards()[:many])]


def rows_of(what: Simulated, now: int) -> list[list]:
    rows = Life(settings_of(what.ward.name), what.seed, what.begins, what.paces).until(now)
    return json.loads(json.dumps([sent_as(row) for row in rows]))


def test_a_replica_that_lags_is_promoted_and_the_centres_send_the_rest_again(drill: Drill) -> None:
    what = members(drill, 3)
    senders = [SimulatedWard(each) for each in what]
    with small_city(drill.ingest.sync) as url:
        line = WardLine(url)

        def send(now: int, done: Callable[[], bool]) -> None:
            for _ in range(60):
                for sender in senders:
                    sender.beat(line, now)
                if done():
                    return
            raise AssertionError([sender.behind for sender in senders])

        def all_sent() -> bool:
            return not any(sender.behind for sender in senders)

        send(SEVEN + HOUR, all_sent)
        before = drill.total(drill.first)
        until_it_has(drill.second, CITY, f"SELECT count(*) = {before} FROM log")
        assert "can still be written to" in drill.promote("--fenced").output
        cut_off(drill.second)
        send(SEVEN + HOUR + 10 * MINUTE, all_sent)
        assert drill.total(drill.first) - drill.total(drill.second) >= 50
        lose(drill.first)
        for sender in senders:
            sender.beat(line, SEVEN + HOUR + 11 * MINUTE)
        assert any(sender.behind for sender in senders)
        refused = drill.promote()
        assert refused.exit_code == 1
        assert "Nothing was done" in refused.output
        promoted = drill.promote("--fenced")
        assert promoted.exit_code == 0, promoted.output
        assert "is written to already" in drill.promote("--fenced").output
        now = SEVEN + HOUR + 12 * MINUTE
        send(
            now, lambda: all_sent() and all(drill.rows(each.ward.code) == rows_of(each, now) for each in what)
        )
        line.close()
    migrate(drill.conninfo)  # the address of two machines is good for this, too


@pytest.mark.torture
def test_forty_centres_that_never_pause_lose_nothing(drill: Drill) -> None:
    what = members(drill, 40)
    moment = [SEVEN + HOUR]
    with small_city(drill.ingest.sync) as url:
        senders = Senders(url, what, lambda: moment[0])
        try:
            wanted = sum(len(rows_of(each, moment[0])) for each in what)
            until(lambda: drill.total(drill.first) == wanted)
            until_it_has(drill.second, CITY, f"SELECT count(*) = {wanted} FROM log")
            cut_off(drill.second)
            for _ in range(20):
                moment[0] += MINUTE
                wanted = sum(len(rows_of(each, moment[0])) for each in what)
                until(lambda wanted=wanted: drill.total(drill.first) == wanted)
            assert drill.total(drill.first) - drill.total(drill.second) >= 500
            moment[0] += 5 * MINUTE  # and now in the middle of it
            lose(drill.first)
            assert drill.promote("--fenced").exit_code == 0
            until(lambda: all(drill.rows(each.ward.code) == rows_of(each, moment[0]) for each in what))
        finally:
            senders.close()
