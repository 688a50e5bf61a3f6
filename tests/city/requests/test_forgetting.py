"""Whose phone asked is forgotten after a day, what was asked after a week."""

import threading
from uuid import uuid4

import psycopg
from flask.testing import FlaskClient

from server.city.fold.follower import Follower
from server.city.requests.forgetting import forget
from tests.city.requests.stand import sync, time_passes
from tests.support.waiting import until

HOUR_S = 3600


def given(phone: FlaskClient, connection: psycopg.Connection) -> str:
    """A number that its person has given up; answers the request's address."""
    id_ = str(uuid4())
    phone.post("/public/requests", json={"centre": "W0001", "id": id_, "field": "CT"})
    sync(connection, "W0001")
    sync(connection, "W0001", answers=[{"request": id_, "state": "issued", "ticket": 1, "number": "A001"}])
    address = f"/public/requests/W0001/{id_}"
    phone.post(f"{address}/cancel", json={"id": str(uuid4())})
    return address


def phones(connection: psycopg.Connection) -> list[int]:
    return [length for (length,) in connection.execute("SELECT length(phone) FROM request")]


def test_after_a_day_nobody_knows_whose_phone_it_was(
    phone: FlaskClient, connection: psycopg.Connection
) -> None:
    address = given(phone, connection)
    time_passes(connection, 23 * HOUR_S)
    forget(connection)
    assert phones(connection) == [16]
    time_passes(connection, 2 * HOUR_S)
    forget(connection)
    assert phones(connection) == [0]
    assert phone.get(address).json["number"] == "A001"


def test_after_a_week_all_of_it_is_gone(phone: FlaskClient, connection: psycopg.Connection) -> None:
    address = given(phone, connection)
    assert connection.execute("SELECT count(*) FROM request_step").fetchone() == (1,)
    time_passes(connection, 8 * 24 * HOUR_S)
    forget(connection)
    assert phone.get(address).json["code"] == "unknown_request"
    assert connection.execute("SELECT count(*) FROM request_step").fetchone() == (0,)


def test_the_follower_forgets_though_nobody_asks_any_more(
    phone: FlaskClient, connection: psycopg.Connection, conninfo: str
) -> None:
    given(phone, connection)
    time_passes(connection, 25 * HOUR_S)
    closing = threading.Event()
    thread = threading.Thread(target=Follower(conninfo).run, args=(closing,))
    thread.start()
    try:
        until(lambda: phones(connection) == [0])
    finally:
        closing.set()
        thread.join()
