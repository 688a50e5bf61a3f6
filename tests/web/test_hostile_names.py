"""No page is broken by what people typed: every page that the app has, for everybody who may open it, with hostile names everywhere.

`tests/pages/test_hostile_names.py` opens them in a browser.
"""

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.roles import may
from server.http.rate_limit import limiter
from tests.api.browsing import sign_in
from tests.http.test_inline import Offences
from tests.support import hostile
from tests.support.api import Api
from tests.support.every_route import needed_by, walk


class Seen(HTMLParser):
    """What a browser makes of a page: its tags' marks, its text, and the JSON that scripts read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.texts: list[str] = []
        self.data: list[str] = []
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        given = dict(attrs)
        self.marks += [
            f"<{tag} {name}={given[name]}>" for name in ("id", "src") if given.get(name) in {"hit", "x"}
        ]

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        (self.data if self._script else self.texts).append(data)


@pytest.fixture
def left(api: Api) -> hostile.Left:
    assert len(hostile.fill(api)) > 15
    found = hostile.work(api)
    hostile.alarm(api)
    return found


def pages(server: Server, left: hostile.Left, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(permission, address) of everything that is read and no file or API; a page of a part of the settings for each of `parts`."""
    for n, part in enumerate(parts):
        values = {"track": left.track, "ticket": left.ticket, "part": part, "device": 1}
        for rule, method, address in walk(server, values):
            is_page = method == "GET" and not rule.rule.startswith("/api/v") and "static" not in rule.rule
            if is_page and (n == 0 or "part" in rule.arguments):
                yield needed_by(server, rule), address


def shows_as_text(client: FlaskClient, address: str) -> bool:
    """Whether a page shows what was typed; no page is anything else than it was made to be."""
    limiter.reset()
    answer = client.get(address)
    assert answer.status_code < 500, address
    if answer.mimetype != "text/html":
        return False
    assert Offences(answer.text).found == [], address
    seen = Seen(answer.text)
    assert seen.marks == [], address
    assert all(json.loads(data) is not None for data in seen.data if data.strip()), address
    return any("<i id=hit>" in text or hostile.WORDS in text for text in seen.texts)


PEOPLE = {"admin": "binh", "officer": "xau", "viewer": "xem", "helper": "giup", "": ""}
"""Who looks, by role; nobody as well. A manager sees what an administrator does."""


def test_every_page_shows_hostile_names_as_text(server: Server, api: Api, left: hostile.Left) -> None:
    parts = ["centre", "fields", "counters", "slip"]
    for role, username in PEOPLE.items():
        client = server.app.test_client()
        if username:
            assert sign_in(client, username).status_code == 303
        found = [
            shows_as_text(client, address)
            for permission, address in pages(server, left, parts if role == "admin" else parts[:1])
            if not permission or may(role, permission)
        ]
        assert sum(found) > 3, role


def test_such_things_would_be_found() -> None:
    assert Seen('<p title="{}"><img src=x></p>').marks == ["<img src=x>"]
    assert Seen(f'<input value="{hostile.SHORT}">').marks == ["<i id=hit>"]
