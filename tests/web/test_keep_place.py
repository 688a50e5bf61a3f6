"""A place that is kept, from the page behind the slip's code."""

import re

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.refusal import Refusal
from server.service.queue import keeping
from server.service.settings import changes
from tests.support.api import Api
from tests.support.clock import SetClock


@pytest.fixture
def track(api: Api) -> str:
    return str(api.take()["track"])


def press(client: FlaskClient, track: str, what: str) -> int:
    """The form's button, with the token that the page gave."""
    page = client.get(f"/t/{track}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return client.post(f"/t/{track}/{what}", data={"csrf_token": token[1] if token else ""}).status_code


def standing(client: FlaskClient, track: str) -> str:
    found = re.search(r'data-standing="(\w+)"', client.get(f"/t/{track}").text)
    assert found
    return found[1]


def test_somebody_goes_for_a_while_and_comes_back_earlier(api: Api, client: FlaskClient, track: str) -> None:
    page = client.get(f"/t/{track}").text
    assert f'<a href="/t/{track}/keep">Giữ chỗ 20 phút</a>' in page
    assert "Mỗi số được giữ chỗ một lần." in client.get(f"/t/{track}/keep").text
    assert press(client, track, "keep") == 303
    told = api.nobody.get(f"/track/{track}").json
    assert (told["state"], told["away_until"]) == ("parked", "2026-11-23T08:20:00+07:00")
    assert standing(client, track) == "away"
    assert '<strong data-role="away-until">08:20</strong>' in client.get(f"/t/{track}").text
    assert press(client, track, "back") == 303
    told = api.nobody.get(f"/track/{track}").json
    assert told["state"] == "waiting"
    assert "away_until" not in told
    assert press(client, track, "keep") == 409
    assert client.get(f"/t/{track}/keep").status_code == 302


def test_after_the_time_it_waits_by_itself(
    server: Server, client: FlaskClient, track: str, clock: SetClock
) -> None:
    press(client, track, "keep")
    clock.forward(minutes=20)
    keeping.resume_due(server.context)
    assert standing(client, track) != "away"
    assert press(client, track, "back") == 409


def test_where_it_is_off_it_is_not_offered(server: Server, client: FlaskClient, track: str) -> None:
    phone = server.context.settings.document.phone.model_dump(mode="json")
    changes.put(server.context, "phone", phone | {"keep_place_minutes": 0}, "admin:binh")
    assert "/keep" not in client.get(f"/t/{track}").text
    assert press(client, track, "keep") == 409


def test_no_place_is_kept_beyond_closing_time(
    server: Server, client: FlaskClient, track: str, clock: SetClock
) -> None:
    hours = server.context.settings.document.hours.model_dump(mode="json")
    changes.put(server.context, "hours", hours | {"sessions": [["07:00", "17:00"]]}, "admin:binh")
    assert "/keep" in client.get(f"/t/{track}").text
    clock.set("2026-11-23 16:45")
    assert "/keep" not in client.get(f"/t/{track}").text
    with pytest.raises(Refusal, match="keep_place_late"):
        keeping.keep(server.context, server.context.tracks.ticket(track) or 0, "slip")


def test_a_place_kept_by_a_clock_that_was_ahead_is_over(
    server: Server, client: FlaskClient, track: str, clock: SetClock
) -> None:
    clock.forward(hours=3)
    press(client, track, "keep")
    clock.back(hours=3)
    keeping.resume_due(server.context)
    assert standing(client, track) != "away"
