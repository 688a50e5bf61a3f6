"""What the bare address shows: the manager's page, or in the demo the list of its surfaces."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.demo import people, surfaces
from tests.support.enrolled import Tokens


def test_it_leads_to_the_managers_page(client: FlaskClient, tokens: Tokens) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/admin")


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
