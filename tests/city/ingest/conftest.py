"""The ingest of a city of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from server.city.roles import INGEST, city_app
from server.city.settings import CitySettings
from tests.support.city_sender import AT, Journal, Sender, a_ward

SenderOf = Callable[..., Sender]


class Clock:
    """The city's: it stands until it is moved."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> int:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += int(seconds * 1000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(conninfo: str, tmp_path: Path, clock: Clock) -> Flask:
    return city_app(CitySettings(database=conninfo, data=tmp_path), INGEST, clock)


@pytest.fixture
def ward(app: Flask, conninfo: str) -> Sender:
    """The first centre, which has sent nothing yet."""
    return Sender(app.test_client(), a_ward(conninfo))


@pytest.fixture
def another(app: Flask) -> SenderOf:
    """Another program with a centre's token: the same journal where it is given one."""

    def made(ward: Sender, journal: Journal | None = None, *, same_folder: bool = True) -> Sender:
        sender = Sender(app.test_client(), ward.token, journal)
        if same_folder:
            sender.folder = ward.folder
        return sender

    return made
