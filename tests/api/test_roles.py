"""Every role and every route, page and live line: who may not is refused, who may is let in, by the one table."""

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.auth import permit, proof
from server.core.refusal import Refusal
from server.core.roles import ROLES, may
from server.http.access import ALLOWED, EVERYBODY, LISTENERS
from server.http.rate_limit import limiter
from server.service.people.people import NewPerson, add_person
from server.service.people.tokens import token_for
from tests.api.browsing import sign_in
from tests.support.enrolled import PASSWORD
from tests.support.every_route import guarded


def add(server: Server, role: str) -> str:
    """Somebody with this role, whose user name is the role's name."""
    add_person(server.context, NewPerson(role, role, role, PASSWORD), "test")
    return role


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_call_exactly_what_the_table_says(server: Server, role: str) -> None:
    client = server.app.test_client()
    token = token_for(server.context, add(server, role), "test")
    walked = 0
    for rule, method, address in guarded(server):
        needed = ALLOWED.get(rule.endpoint, EVERYBODY)
        if needed == EVERYBODY:
            continue
        limiter.reset()
        answer = client.open(address, method=method, headers={"Authorization": f"Bearer {token}"})
        refused = answer.status_code == 403 and answer.json["code"] == "not_allowed"
        assert refused != may(role, needed), (method, address, answer.status_code)
        walked += 1
    assert walked > 50


@pytest.fixture
def pages(server: Server) -> FlaskClient:
    """A browser whose forms need no token of their page: here it is only asked who may open what."""
    server.app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    return server.app.test_client()


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_open_exactly_the_pages_that_the_table_says(
    server: Server, pages: FlaskClient, role: str
) -> None:
    assert sign_in(pages, add(server, role)).status_code == 303
    walked = 0
    for rule, method, address in guarded(server):
        needed = getattr(server.app.view_functions[rule.endpoint], "needs", None)
        if needed is None:
            continue
        limiter.reset()
        status = pages.open(address, method=method).status_code
        assert (status == 403) != may(role, needed), (method, address, status)
        walked += 1
    assert walked > 10


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("namespace", LISTENERS)
def test_each_role_may_listen_to_exactly_the_lines_that_the_table_says(
    server: Server, namespace: str, role: str
) -> None:
    who = proof(server.context, token_for(server.context, add(server, role), "test"))
    if may(role, LISTENERS[namespace]):
        assert permit(who(), LISTENERS[namespace]).username == role
    else:
        with pytest.raises(Refusal, match="not_allowed"):
            permit(who(), LISTENERS[namespace])


def test_a_role_of_a_later_version_may_nothing(server: Server) -> None:
    assert not any(may("archivist", needed) for needed in ALLOWED.values() if needed != EVERYBODY)


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [
        ("admin", "/admin"),
        ("manager", "/admin"),
        ("viewer", "/admin"),
        ("officer", "/counter/1"),
        ("helper", "/helper"),
    ],
)
def test_whoever_signs_in_is_led_to_their_work(
    server: Server, client: FlaskClient, role: str, leads_to: str
) -> None:
    answer = sign_in(client, add(server, role))
    assert (answer.status_code, answer.location) == (303, leads_to)
    assert client.get(leads_to).status_code == 200
