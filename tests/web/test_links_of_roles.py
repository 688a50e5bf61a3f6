"""What a page offers somebody is theirs to open: every link and every form of every page, for each role."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from server.app import Server
from server.core.roles import ROLES, may
from server.http.rate_limit import limiter
from server.service.people.people import NewPerson, add_person
from tests.api.browsing import sign_in
from tests.support.enrolled import PASSWORD, Tokens
from tests.support.every_route import needed_by, walk
from tests.support.journeys import a_morning, take

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
_FORM = re.compile(r"<form\b([^>]*)>")
_BUTTON_OF_FORM = re.compile(r'\bformaction="([^"]+)"')


@pytest.fixture
def morning(server: Server, tokens: Tokens) -> Server:
    """A centre in which something has happened, so that tables have rows with links."""
    a_morning(server.context)
    for role in ROLES:
        add_person(server.context, NewPerson(role, role, role, PASSWORD), "test")
    return server


def offered(page: str) -> Iterator[tuple[str, str]]:
    """Method and address of whatever a page lets somebody press."""
    for address in [*_LINK.findall(page), *_BUTTON_OF_FORM.findall(page)]:
        yield "GET", unescape(address)
    for attributes in _FORM.findall(page):
        action = re.search(r'action="([^"]+)"', attributes)
        if action:
            yield "POST" if 'method="post"' in attributes else "GET", unescape(action[1])


def needed(server: Server, method: str, address: str) -> str:
    """The permission behind an address of this server; empty where anybody may, or where it leads elsewhere."""
    there = urlsplit(address)
    if there.netloc or not there.path.startswith("/"):
        return ""
    try:
        rule, _ = server.app.url_map.bind("localhost").match(there.path, method, return_rule=True)
    except HTTPException:
        return ""
    return needed_by(server, rule)


def pages_of(server: Server, client: FlaskClient, role: str) -> Iterator[tuple[str, str]]:
    """Every page that a role may open, by its address."""
    seen = {"ticket": take(server.context)}
    for rule, method, address in walk(server, seen):
        needs = needed_by(server, rule)
        if method != "GET" or not needs or address.startswith("/api/") or not may(role, needs):
            continue
        limiter.reset()
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            yield address, answer.text


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_somebody_what_they_may_not(morning: Server, client: FlaskClient, role: str) -> None:
    assert sign_in(client, role).status_code == 303
    walked = [
        (address, method, offer, needed(morning, method, offer))
        for address, page in pages_of(morning, client, role)
        for method, offer in offered(page)
    ]
    assert [found for found in walked if found[3] and not may(role, found[3])] == []
    assert len(walked) > 3
