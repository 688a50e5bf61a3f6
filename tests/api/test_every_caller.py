"""Every guarded route, page and live line × the callers that `test_access` and `test_roles` do without.

Programs of each role, machines on people's pages, whatever has ended, and sessions without their page's CSRF token.
"""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from server.app import Server
from server.auth import permit, proof
from server.core.refusal import Refusal
from server.core.roles import MACHINES, OF_TOKENS, machine_may, may
from server.http.access import ALLOWED, LISTENERS
from server.http.rate_limit import limiter
from server.service.people.devices import enrol_device, revoke_device
from server.service.people.people import NewPerson, add_person
from server.service.people.programs import NewProgram, make_token
from server.service.people.tokens import token_for
from tests.api.browsing import csrf_of, kept_cookies, sign_in
from tests.support.enrolled import PASSWORD
from tests.support.every_route import guarded, needed_by

ADMIN = NewPerson("binh", "Trần Thị Bình", "admin", PASSWORD)
READS = frozenset({"GET"})
LEFT_OUT = {"standby.takeover", "standby.snapshot"}
"""Nothing could be written after the one, and the other is long work; `tests/command/test_standby.py` calls both."""


@pytest.fixture(autouse=True)
def admin(server: Server) -> None:
    add_person(server.context, ADMIN, "test")


@pytest.fixture
def forms(server: Server) -> None:
    """Forms need no token of their page: here it is only asked who may open what."""
    server.app.config["WTF_CSRF_CHECK_DEFAULT"] = False


def opened(client: FlaskClient, method: str, address: str, token: str = "") -> TestResponse:
    limiter.reset()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.open(address, method=method, headers=headers)


def refused(answer: TestResponse, rule: Rule) -> bool:
    """Whoever is nobody is told so by the API and led by a page to where people sign in."""
    if rule.endpoint in ALLOWED:
        return answer.status_code == 401 and answer.json["code"] in {"not_signed_in", "token_expired"}
    return answer.status_code in {302, 303} and answer.location.startswith(("/sign-in", "/pin"))


@pytest.mark.parametrize("role", OF_TOKENS)
def test_programs_of_each_role_may_call_exactly_what_the_table_says(server: Server, role: str) -> None:
    token = make_token(server.context, NewProgram("Chương trình", role), "test")["token"]
    client, walked = server.app.test_client(), 0
    for rule, method, address in guarded(server):
        if rule.endpoint not in ALLOWED or rule.endpoint in LEFT_OUT:
            continue
        answer = opened(client, method, address, token)
        if rule.endpoint.startswith("account."):  # a program has none, whatever its role may
            assert answer.status_code in {400, 403, 422}, (method, address, answer.status_code)
        else:
            not_allowed = answer.status_code == 403 and answer.json["code"] == "not_allowed"
            assert not_allowed != may(role, needed_by(server, rule)), (method, address, answer.status_code)
        walked += 1
    assert walked > 100


@pytest.mark.usefixtures("forms")
@pytest.mark.parametrize("who", [*MACHINES, "program"])
def test_no_page_for_people_opens_to_a_machine_or_a_program(server: Server, who: str) -> None:
    if who == "program":
        token = make_token(server.context, NewProgram("Chương trình", "admin"), "test")["token"]
    else:
        token = enrol_device(server.context, who, who, "test")[1]
    client = server.app.test_client()
    pages = [found for found in guarded(server) if found[0].endpoint not in ALLOWED]
    assert len(pages) > 50
    for rule, method, address in pages:
        answer = opened(client, method, address, token)
        assert refused(answer, rule), (method, address, answer.status_code)


@pytest.mark.parametrize("namespace", LISTENERS)
def test_each_machine_may_listen_to_exactly_the_lines_that_the_table_says(
    server: Server, namespace: str
) -> None:
    for kind in MACHINES:
        who = proof(server.context, enrol_device(server.context, kind, kind, "test")[1])
        if machine_may(kind, LISTENERS[namespace]):
            assert permit(who(), LISTENERS[namespace]).kind == kind
        else:
            with pytest.raises(Refusal, match="not_allowed"):
                permit(who(), LISTENERS[namespace])


def signed_out(server: Server) -> tuple[FlaskClient, str]:
    """A browser whose cookie was copied before its session ended."""
    client = server.app.test_client()
    sign_in(client, ADMIN.username)
    thief = kept_cookies(client)
    client.post("/sign-out", data={"csrf_token": csrf_of(client.get("/admin"))})
    return thief, ""


def run_out(server: Server) -> tuple[FlaskClient, str]:
    return server.app.test_client(), token_for(server.context, ADMIN.username, "test", lasts_s=0)


def taken_back(server: Server) -> tuple[FlaskClient, str]:
    device, token = enrol_device(server.context, "kiosk", "Kiosk cũ", "test")
    revoke_device(server.context, device, "test")
    return server.app.test_client(), token


def never_given(server: Server) -> tuple[FlaskClient, str]:
    return server.app.test_client(), "x" * 43


@pytest.mark.usefixtures("forms")
@pytest.mark.parametrize("ended", [signed_out, run_out, taken_back, never_given])
def test_nothing_opens_to_what_has_ended(
    server: Server, ended: Callable[[Server], tuple[FlaskClient, str]]
) -> None:
    client, token = ended(server)
    for rule, method, address in guarded(server):
        answer = opened(client, method, address, token)
        assert refused(answer, rule), (method, address, answer.status_code, answer.text)


def test_no_route_and_no_page_changes_anything_for_a_session_without_its_csrf_token(server: Server) -> None:
    client = server.app.test_client()
    sign_in(client, ADMIN.username)
    with server.context.store.read() as connection:
        (before,) = connection.execute("SELECT MAX(seq) FROM journal").fetchone()
    walked = 0
    for rule, method, address in guarded(server):
        if method in READS or not may("admin", needed_by(server, rule)):
            continue
        answer = opened(client, method, address)
        assert answer.status_code == 400, (method, address, answer.status_code)
        assert rule.endpoint not in ALLOWED or answer.json["code"] == "csrf", (method, address)
        walked += 1
    with server.context.store.read() as connection:
        assert connection.execute("SELECT MAX(seq) FROM journal").fetchone() == (before,)
    assert walked > 80
