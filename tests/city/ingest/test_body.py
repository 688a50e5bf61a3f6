"""What a centre sends is unpacked only so far as it may be, and much of it by one at a time."""

import gzip
from threading import Thread

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from server.city.ingest import body
from server.city.ingest.refused import Refused

MUCH = gzip.compress(b" " * (8 * 1024 * 1024))
LITTLE = gzip.compress(b" " * 1024)


def lengths(sent: bytes, found: list[int]) -> Thread:
    """Somebody who sends this, and notes how long it was when it may be looked at."""

    def send() -> None:
        asked = EnvironBuilder(method="POST", data=sent, headers={"Content-Encoding": "gzip"}).get_environ()
        with body.of(Request(asked)) as whole:
            found.append(len(whole))

    thread = Thread(target=send)
    thread.start()
    return thread


def test_of_those_who_send_much_one_is_looked_at_and_nobody_else_waits() -> None:
    found: list[int] = []
    asked = EnvironBuilder(method="POST", data=MUCH, headers={"Content-Encoding": "gzip"}).get_environ()
    with body.of(Request(asked)) as whole:
        assert len(whole) == 8 * 1024 * 1024
        much = lengths(MUCH, found)
        lengths(LITTLE, found).join()
        assert found == [1024]
    much.join()
    assert found == [1024, 8 * 1024 * 1024]


def test_whoever_sends_too_much_lets_the_next_one_in() -> None:
    """The lock is given back whatever was found."""
    for sent in (gzip.compress(b" " * (body.UNPACKED + 1)), MUCH[:-9]):
        asked = EnvironBuilder(method="POST", data=sent, headers={"Content-Encoding": "gzip"}).get_environ()
        with pytest.raises(Refused), body.of(Request(asked)):
            pass
    found: list[int] = []
    lengths(MUCH, found).join()
    assert found == [8 * 1024 * 1024]
