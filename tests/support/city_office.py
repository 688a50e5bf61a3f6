"""The city's pages for its own people, as a browser uses them: forms with their tokens, a session for each browser."""

import re
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.city.database import Database
from server.city.people import passwords
from server.city.people.adding import add_person
from server.city.people.people import PersonSaid
from server.city.roles import BOARD, city_app
from server.city.settings import CitySettings
from tests.support.clock import SetClock

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "mat-khau-that-dai"
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


class Office:
    """A city with centres W0001 to W0003, an administrator lan, a liaison of W0001 minh, a viewer hoa."""

    def __init__(self, conninfo: str, folder: Path, clock: SetClock) -> None:
        passwords.hasher = QUICK
        self.clock = clock
        self.database = Database(conninfo)
        self.folder = folder
        self.conninfo = conninfo
        self.app = self.process()
        with self.database.transaction() as transaction:
            for n, district in ((1, "Ba Đình"), (2, "Ba Đình"), (3, "Đống Đa")):
                transaction.execute(
                    "INSERT INTO centre (code, name, district) VALUES (%s, %s, %s)",
                    (f"W000{n}", f"Phường {n}", district),
                )
            add_person(transaction, "lan", PersonSaid("Nguyễn Thị Lan", "administrator"), PASSWORD)
            add_person(transaction, "minh", PersonSaid("Lê Minh", "liaison", ("W0001",)), PASSWORD)
            add_person(transaction, "hoa", PersonSaid("Trần Hoa", "viewer"), PASSWORD)

    def process(self, role: str = BOARD, **more: Any) -> Flask:
        """One more process of the city, on the same database; `more` is set otherwise."""
        settings = CitySettings(database=self.conninfo, data=self.folder, **more)
        return city_app(settings, role, self.clock, live=False)

    def browser(self, username: str | None = None, app: Flask | None = None) -> "Browser":
        """A browser in which this person is signed in."""
        browser = Browser((app or self.app).test_client())
        if username is not None:
            assert browser.sign_in(username).status_code == 303
        return browser

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database has."""
        with self.database.transaction() as transaction:
            return transaction.execute(query, values).fetchall()

    def close(self) -> None:
        """Let the database go."""
        self.database.close()
        self.app.extensions["goiso_city"].database.close()


class Browser:
    """A browser with cookies of its own."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **more: Any) -> TestResponse:
        """A page."""
        return self.client.get(address, headers={"Accept": "text/html"}, **more)

    def post(self, address: str, **form: Any) -> TestResponse:
        """A form that is sent, with the token that pages carry."""
        return self.client.post(address, data=form | {"csrf_token": self.token()})

    def token(self) -> str:
        """The token of a page that this browser has open."""
        page = self.client.get("/account", follow_redirects=True, headers={"Accept": "text/html"})
        found = _TOKEN.search(page.text)
        assert found is not None, page.text[:300]
        return found[1]

    def sign_in(self, username: str, password: str = PASSWORD, **more: Any) -> TestResponse:
        """Send the form of the sign-in page."""
        return self.client.post(
            "/sign-in",
            data={"username": username, "password": password, "csrf_token": self.token()},
            environ_base=more,
        )
