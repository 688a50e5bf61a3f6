"""A session ends when it must, whoever still holds its cookie."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.refusal import Refusal
from server.service.people import sessions
from server.service.people.devices import enrol_device, revoke_device
from server.service.people.people import Changes, NewPerson, add_person, change_person, remove_person
from server.service.people.sign_in import Proven, known
from tests.api.browsing import csrf_of, kept_cookies, sign_in, submit
from tests.support.api import VERSION, Api
from tests.support.clock import SetClock
from tests.support.enrolled import OFFICER, PASSWORD, Tokens

pytestmark = pytest.mark.usefixtures("tokens")


@pytest.fixture
def browser(server: Server) -> Callable[[str], FlaskClient]:
    """Browsers of their own, in each of which somebody has signed in."""

    def open_(username: str) -> FlaskClient:
        client = server.app.test_client()
        assert sign_in(client, username).status_code == 303
        return client

    return open_


def opens(client: FlaskClient, n: int = 1) -> bool:
    """Whether page and API know this browser's person."""
    api, page = client.get(f"{VERSION}/counters/{n}").status_code, client.get(f"/counter/{n}").status_code
    assert (api == 200) == (page == 200)
    return api == 200


def test_a_cookie_that_was_copied_opens_nothing_after_signing_out(
    browser: Callable[[str], FlaskClient],
) -> None:
    lan = browser("lan")
    thief = kept_cookies(lan)
    assert opens(thief)
    submit(lan, "/sign-out", "/counter/1")
    assert not opens(thief)


def test_signing_out_here_leaves_the_same_person_signed_in_elsewhere(
    browser: Callable[[str], FlaskClient],
) -> None:
    here, there = browser("lan"), browser("lan")
    submit(here, "/sign-out", "/counter/1")
    assert opens(there)


def test_a_copied_cookie_opens_nothing_once_somebody_else_signed_in_there(
    browser: Callable[[str], FlaskClient],
) -> None:
    shared = browser("lan")
    thief = kept_cookies(shared)
    sign_in(shared, "minh")
    assert not opens(thief)
    assert opens(shared)


def test_a_new_password_ends_every_session_and_token_of_the_person(
    browser: Callable[[str], FlaskClient], api: Api, server: Server
) -> None:
    lan, minh = browser("lan"), browser("minh")
    assert api.admin.patch("/people/lan", {"password": "mat-khau-moi"}).status_code == 200
    assert not opens(lan)
    assert api.officer.get("/counters/1").status_code == 401
    assert opens(minh)
    assert api.other.get("/counters/1").status_code == 200
    assert sign_in(lan, "lan", "mat-khau-moi").status_code == 303


def test_who_sets_their_own_password_stays_signed_in_here_and_nowhere_else(
    browser: Callable[[str], FlaskClient], api: Api
) -> None:
    here, there = browser("binh"), browser("binh")
    csrf = csrf_of(here.get("/admin"))
    changed = here.patch(
        f"{VERSION}/people/binh", json={"password": "mat-khau-moi"}, headers={"X-CSRFToken": csrf}
    )
    assert changed.status_code == 200
    assert here.get("/admin").status_code == 200
    assert there.get("/admin").status_code == 302
    assert api.admin.get("/people").status_code == 401


def test_a_removed_persons_cookie_opens_nothing_for_a_new_one_of_that_user_name(
    browser: Callable[[str], FlaskClient], server: Server
) -> None:
    lan = browser("lan")
    remove_person(server.context, "lan", "test")
    assert not opens(lan)
    add_person(server.context, NewPerson("lan", "Lan khác", "admin", PASSWORD), "test")
    assert not opens(lan)
    assert lan.get("/admin").status_code == 302


@pytest.mark.parametrize("pin", ["654321", ""])
def test_a_new_pin_ends_what_began_with_the_old_one(server: Server, pin: str) -> None:
    _, token = enrol_device(server.context, "counter", "Máy quầy 1", "test")
    by_pin, by_password = at_counter_machine(server, token), server.app.test_client()
    sign_in(by_password, "lan")
    change_person(server.context, "lan", Changes(pin=pin), "test")
    assert not opens(by_pin)
    assert opens(by_password)


def test_a_counter_machine_taken_back_takes_its_session_along(server: Server) -> None:
    stolen, token = enrol_device(server.context, "counter", "Máy quầy 1", "test")
    _, other = enrol_device(server.context, "counter", "Máy quầy 2", "test")
    here, there = at_counter_machine(server, token), at_counter_machine(server, other)
    revoke_device(server.context, stolen, "test")
    assert not opens(here)
    assert opens(there)


def at_counter_machine(server: Server, token: str) -> FlaskClient:
    client = server.app.test_client()
    headers = {"Authorization": f"Bearer {token}", "X-CSRFToken": csrf_of(client.get("/pin"))}
    answer = client.post("/pin", json={"username": "lan", "pin": OFFICER.pin}, headers=headers)
    assert answer.status_code == 200
    return client


def test_seven_days_after_signing_in_one_signs_in_again_however_often_one_came(
    browser: Callable[[str], FlaskClient], clock: SetClock
) -> None:
    lan = browser("lan")
    clock.forward(days=6, minutes=23 * 60)
    assert opens(lan)
    clock.forward(minutes=60)
    assert not opens(lan)


def test_a_password_that_changed_while_it_was_being_checked_lets_nobody_in(
    server: Server, tokens: Tokens
) -> None:
    person, secrets = known(server.context, "lan")
    assert person is not None
    change_person(server.context, "lan", Changes(password="mat-khau-moi"), "test")
    with pytest.raises(Refusal, match="sign_in_failed"):
        sessions.begin(server.context, Proven(person, secrets))


def test_who_signed_in_and_out_is_in_the_journal(browser: Callable[[str], FlaskClient], api: Api) -> None:
    submit(browser("lan"), "/sign-out", "/counter/1")
    items = api.admin.get("/journal?limit=1000").json["items"]
    told = [(item["type"], item["actor"]) for item in items if item["type"].startswith("session")]
    assert told == [("session_begun", "officer:lan"), ("session_ended", "officer:lan")]
