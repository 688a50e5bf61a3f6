"""The centre's process is killed at any moment while people are served: the city has every row that leaves once, in order.

Twice, and fifty times with `make torture`.
"""

import json
import random
from contextlib import closing
from pathlib import Path

import pytest

from server.core.link.batch import event_of
from server.link.joined import Joined, journal_mark, keep
from server.store import journal, link_rows
from server.store.connect import open_reader
from server.store.store import database_path
from tests.support.crowd import Crowd
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.process import Process
from tests.support.waiting import until

SEED = 2911
MOST_ROWS_APART = 60


def joined(data: Path, city: FakeCity) -> None:
    with closing(open_reader(database_path(data))) as connection:
        mark = journal_mark(journal.first_digest(connection))
    keep(data, Joined(city.url, "W0001", "Phường Thử", TOKEN, mark, 1, "test"))


@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=pytest.mark.torture)])
def test_every_row_is_there_once_and_in_order(kills: int, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    with FakeCity() as city, Process(tmp_path) as server:
        staff = server.enrol(officers=3)
        joined(server.data, city)
        city.wait_s = 0.05
        server.start()
        with Crowd(server, staff, citizens=3, most=20_000, seed=SEED, pause_s=0.02) as crowd:
            for _ in range(kills):
                more = len(city.rows) + dice.randrange(MOST_ROWS_APART)
                until(lambda more=more: len(city.rows) > more)  # type: ignore[misc]
                if dice.random() < 0.5:
                    city.next_answers.append("lose")
                server.kill()
                server.start()
            crowd.check()
        with closing(open_reader(database_path(server.data))) as connection:
            until(lambda: city.now.stored == journal.last(connection)[0])
            rows = list(link_rows.after(connection, 0, 1_000_000))
            digests = {row.seq: row.digest.hex() for row in rows}
    wanted = [event for row in rows if (event := event_of(row)) is not None]
    assert city.rows == json.loads(json.dumps(wanted))
    assert len(city.rows) > 100
    assert city.wrong == []
    assert len(city.epochs) == 1
    assert {seq: made for seq, made in city.now.marks.items() if digests.get(seq) != made} == {}
    assert {body["instance"] for body in city.bodies} == {city.bodies[0]["instance"]}
