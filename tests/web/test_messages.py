"""Messages, from the page behind the slip's code: asked for, refused, withdrawn, braked."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Server
from server.core.files import MESSAGES
from server.service.queue import keeping
from tests.support.api import Api
from tests.support.messages import SMS_KEYS, ZALO, ZALO_KEYS, send_by, sms

FORM = "Nhắn cho tôi khi gần đến lượt"


@pytest.fixture
def on(server: Server) -> Server:
    """A centre that sends by both ways; its own sender sleeps."""
    server.programs.messages.close()
    send_by(server.context, sms() | ZALO, SMS_KEYS | ZALO_KEYS)
    return server


@pytest.fixture
def track(api: Api) -> str:
    return str(api.take()["track"])


def token(client: FlaskClient, track: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"/t/{track}").text)
    return found[1] if found else ""


def ask(client: FlaskClient, track: str, phone: str = "0912 345 678", **said: str) -> TestResponse:
    form = {"csrf_token": token(client, track), "phone": phone, "way": "sms", "agreed": "yes"}
    return client.post(f"/t/{track}/messages", data=form | said)


def test_where_it_is_off_nothing_of_it_is_there(server: Server, client: FlaskClient, track: str) -> None:
    page = client.get(f"/t/{track}").text
    assert FORM not in page
    assert "messages.css" not in page
    assert ask(client, track).status_code == 409
    assert not server.programs.messages.runs
    assert not (Path(server.settings.server.data) / MESSAGES).exists()


def test_it_is_asked_for_and_withdrawn(on: Server, client: FlaskClient, track: str) -> None:
    page = client.get(f"/t/{track}").text
    assert FORM in page
    assert page.index('value="zalo"') < page.index('value="sms"')
    assert "xóa số đó khi ông/bà được gọi" in page
    assert "SMS" in client.get(f"/t/{track}?lang=en").text
    client.get(f"/t/{track}?lang=vi")
    answer = ask(client, track)
    assert (answer.status_code, answer.location) == (303, f"/t/{track}#messages")
    page = client.get(f"/t/{track}").text
    assert "Sẽ nhắn qua tin nhắn SMS đến số điện thoại có ba số cuối là 678." in page
    assert "345678" not in page
    assert FORM not in page
    assert [wish.phone for wish in on.context.messages.wishes()] == ["84912345678"]
    keeping.keep(on.context, on.context.tracks.ticket(track) or 0, "slip")
    assert "Thôi, không nhắn nữa" in client.get(f"/t/{track}").text  # also while its place is kept
    keeping.back(on.context, on.context.tracks.ticket(track) or 0, "slip")
    answer = client.post(f"/t/{track}/messages/off", data={"csrf_token": token(client, track)})
    assert answer.status_code == 303
    assert on.context.messages.wishes() == []
    assert FORM in client.get(f"/t/{track}").text
    assert client.get(f"/t/{track}/messages").location == f"/t/{track}#messages"


def test_what_is_refused_is_said_on_the_page_and_too_often_is_braked(
    on: Server, client: FlaskClient, track: str
) -> None:
    for said, status, code in (
        ({"phone": "028 3812 3456"}, 422, "phone_not_mobile"),
        ({"phone": "<b>"}, 422, "phone_not_mobile"),
        ({"agreed": ""}, 422, "messages_not_agreed"),
        ({"way": "pigeon"}, 409, "messages_off"),
        ({"csrf_token": ""}, 400, ""),
    ):
        answer = ask(client, track, **said)
        assert answer.status_code == status, said
        assert code in answer.text
        assert "<b>" not in answer.text
    assert on.context.messages.wishes() == []
    assert 'value="0912 345 678"' in ask(client, track, agreed="").text
    for _ in range(2):
        last = ask(client, track)
    assert last.status_code == 429


def test_only_whoever_waits_is_asked(on: Server, api: Api, client: FlaskClient, track: str) -> None:
    api.at_work().post("/counters/1/call")
    assert FORM not in client.get(f"/t/{track}").text
    answer = ask(client, track)
    assert (answer.status_code, "messages_too_late" in answer.text) == (409, True)
    assert (
        ask(client, "AAAAAAAAAAAAAAAA", csrf_token=token(client, str(api.take()["track"]))).status_code == 404
    )


def test_a_way_that_lacks_something_is_not_offered(server: Server, client: FlaskClient, track: str) -> None:
    server.programs.messages.close()
    send_by(server.context, sms() | ZALO, SMS_KEYS)
    page = client.get(f"/t/{track}").text
    assert 'value="sms"' in page
    assert 'value="zalo"' not in page


def test_one_that_could_not_be_reached_is_told_and_may_give_another_number(
    on: Server, api: Api, client: FlaskClient, track: str
) -> None:
    from server.core.messages.kinds import MessengerAnswer, MessengerSaid
    from server.service.messages.sending import Sending
    from tests.support.messages import Held, by

    api.at_work()
    ask(client, track, way="zalo")
    held = Held()
    held.answer = MessengerAnswer(MessengerSaid.NEVER, "not_on_zalo")
    Sending(on.context, by(held)).look()
    page = client.get(f"/t/{track}").text
    assert "Chưa nhắn được: số này không nhận được qua Zalo." in page
    assert FORM in page
    assert ask(client, track).status_code == 303
