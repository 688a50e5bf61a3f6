"""What the bare address shows: where whoever has signed in works, or in the demo the list of its surfaces."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.demo import people, surfaces
from server.service.people.people import NewPerson, add_person
from tests.api.browsing import submit
from tests.support.enrolled import PASSWORD, Tokens

WORK = {
    "admin": "/admin",
    "manager": "/admin",
    "viewer": "/admin",
    "officer": "/counter/1",
    "helper": "/helper",
}


def signed_in(server: Server, role: str, wanted: str) -> tuple[FlaskClient, str]:
    """Somebody of this role signs in, having wanted to go there; and where they were led."""
    username = f"some.{role}"
    add_person(server.context, NewPerson(username, role.title(), role, PASSWORD), "test")
    client = server.app.test_client()
    form = {"username": username, "password": PASSWORD, "next": wanted}
    return client, submit(client, "/sign-in", "/sign-in", **form).location


@pytest.mark.parametrize("role", WORK)
def test_it_leads_everybody_to_their_own_work(role: str, server: Server, tokens: Tokens) -> None:
    first = server.app.test_client().get("/", follow_redirects=True)
    assert first.request.full_path == "/sign-in?"
    client, led = signed_in(server, role, "")
    assert led == WORK[role]
    again = client.get("/", follow_redirects=True)
    assert (again.status_code, again.request.path) == (200, WORK[role])


@pytest.mark.parametrize("role", WORK)
def test_whoever_wanted_a_page_of_others_is_led_to_their_own(
    role: str, server: Server, tokens: Tokens
) -> None:
    client, led = signed_in(server, role, "/admin/settings?tab=1")
    assert led == ("/admin/settings?tab=1" if role in ("admin", "manager") else WORK[role])
    assert client.get(led).status_code == 200
    assert client.get("/sign-in?next=/admin/settings").location in ("/admin/settings", WORK[role])
    assert client.get("/sign-in?next=/nowhere").location == "/nowhere"


def test_in_the_demo_it_lists_the_surfaces(server: Server, client: FlaskClient, tmp_path: Path) -> None:
    credentials = people.prepare(server.context, tmp_path, "http://127.0.0.1:8000")
    surfaces.install(server, credentials)
    answer = client.get("/")
    assert answer.status_code == 200
    assert f"#kind=kiosk&amp;token={credentials['kiosk_token']}" in answer.text


@pytest.mark.parametrize(("path", "status"), [("/dossiers", 409), ("/take", 403), ("/quiet/nothing", 404)])
def test_a_citizens_page_that_is_refused_does_not_lead_to_the_staffs_sign_in(
    path: str, status: int, client: FlaskClient
) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert 'href="/"' not in page.text.split("<main", 1)[1]


def test_a_citizen_without_a_ticket_is_not_sent_to_the_staffs_sign_in(client: FlaskClient) -> None:
    page = client.get("/t/AAAAAAAAAAAAAAAA")
    assert page.status_code == 404
    assert 'href="/"' not in page.text.split("<main", 1)[1]
    assert "quét lại mã trên phiếu" in page.text


def test_whoever_has_no_slip_yet_is_not_told_to_scan_one(client: FlaskClient) -> None:
    page = client.get("/take").text
    assert "quét lại mã trên phiếu" not in page
    assert "hỏi người hướng dẫn" in page
