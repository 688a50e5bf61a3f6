"""A real centre whose line to the city is killed with its server, again and again: no number twice, none lost, none after its time.

Fifteen people and four kills; a hundred and fifty and forty with `make torture`.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask

from server.store.connect import open_reader
from server.store.doctor import examine
from tests.city.requests.stand import a_centre, time_passes
from tests.support.process import FIELDS, Process
from tests.support.waiting import until

SIZES = [(15, 4), pytest.param((150, 40), marks=pytest.mark.torture)]
REMOTE = "\n[remote]\nshare = 50\n"
TOO_LATE = 10


@pytest.fixture
def centre(conninfo: str) -> str:
    return a_centre(conninfo, remote={code: {"share": 400, "left": 400} for code in FIELDS})


@pytest.fixture
def process(tmp_path: Path, conninfo: str, centre: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    monkeypatch.setenv("LINKED_CITY", conninfo)
    with Process(tmp_path, settings=REMOTE, program="tests.city.requests.linked_goiso") as made:
        config = tmp_path / "centre.toml"
        quick = config.read_text(encoding="utf-8").replace("[[fields]]", "[[fields]]\nservice_s = 30")
        config.write_text(quick, encoding="utf-8")
        yield made


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_request_is_one_number_whatever_is_killed(
    size: tuple[int, int], process: Process, app: Flask, connection: psycopg.Connection
) -> None:
    people, kills = size
    dice = random.Random(people)
    ids = [uuid4() for _ in range(people)]
    kill_after = set(dice.sample(range(people), min(kills, people)))
    process.start()
    for n, id_ in enumerate(ids):
        for _ in range(2):
            ask(app, connection, id_, ["CT", "HT", "DD", "XD"][n % 4])
        if n in kill_after:
            if (
                dice.random() < 0.5
            ):  # at any moment: before it was handed over, between, or once it is answered
                until(lambda id_=id_: state_of(connection, id_) != "asked")
            process.kill()
            process.start()
    until(lambda: {state_of(connection, id_) for id_ in ids} == {"issued"})
    told = dict(connection.execute("SELECT id, number FROM request").fetchall())
    process.kill()
    given = numbers_of(process.data)
    assert given == {str(id_): number for id_, number in told.items()}
    assert len(set(given.values())) == people


def test_while_the_centre_is_gone_no_number_comes_after_its_time(
    process: Process, app: Flask, connection: psycopg.Connection
) -> None:
    process.start()
    process.kill()
    ids = [uuid4() for _ in range(TOO_LATE)]
    for id_ in ids:
        ask(app, connection, id_, "CT")
    time_passes(connection, 121)
    process.start()
    until(lambda: {state_of(connection, id_) for id_ in ids} == {"expired"})
    last = uuid4()
    ask(app, connection, last, "CT")
    until(lambda: state_of(connection, last) == "issued")
    process.kill()
    assert set(numbers_of(process.data)) == {str(last)}


def ask(app: Flask, connection: psycopg.Connection, id_: UUID, field: str) -> None:
    """One phone asks; whoever asked a minute ago is no matter here."""
    connection.execute("UPDATE centre SET heard_at = now() + interval '1 hour'")
    connection.execute(
        "UPDATE request SET asked_at = asked_at - interval '2 minutes' WHERE asked_at > now() - interval '1 minute'"
    )
    phone = app.test_client()
    phone.get("/afar/W0001")
    answer = phone.post("/public/requests", json={"centre": "W0001", "id": str(id_), "field": field})
    assert answer.status_code == 202, answer.text


def state_of(connection: psycopg.Connection, id_: UUID) -> str:
    row = connection.execute("SELECT state FROM request WHERE id = %s", (id_,)).fetchone()
    assert row is not None
    return str(row[0])


def numbers_of(data: Path) -> dict[str, str]:
    """What a centre that stands still has given, by request; its doctor finds nothing."""
    with closing(open_reader(data / "goiso.db")) as connection:
        assert list(examine(connection)) == []
        rows = connection.execute("SELECT request, prefix, n FROM tickets ORDER BY id").fetchall()
    return {request: f"{prefix}{n:03d}" for request, prefix, n in rows}
