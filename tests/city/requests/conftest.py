"""A city's public pages over a database of its own, with one centre that is heard."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.city.roles import PUBLIC, city_app
from server.city.settings import CitySettings
from tests.city.requests.stand import a_centre


@pytest.fixture
def centre(conninfo: str) -> str:
    return a_centre(conninfo)


@pytest.fixture
def app(conninfo: str, tmp_path: Path) -> Iterator[Flask]:
    made = city_app(CitySettings(database=conninfo, data=tmp_path, name="Thành phố Mẫu"), PUBLIC)
    yield made
    made.extensions["goiso_city"].database.close()


@pytest.fixture
def phone(app: Flask, centre: str) -> FlaskClient:
    """One that has opened the centre's page, and keeps its cookie."""
    client = app.test_client()
    client.get(f"/afar/{centre}")
    return client


@pytest.fixture
def connection(conninfo: str, centre: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(conninfo, autocommit=True) as opened:
        yield opened
