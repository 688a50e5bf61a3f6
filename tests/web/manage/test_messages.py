"""The manager's page of messages: what is missing, keys that are never shown again, a trial."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.background.messages.messenger import MessageSender
from server.core.files import MESSAGES
from server.service.settings import changes
from tests.api.browsing import sign_in, submit
from tests.support.api import Api
from tests.support.enrolled import MANAGER, OFFICER
from tests.support.gateway import Gateway
from tests.support.messages import SMS_KEYS, ZALO, send_by, sms

PAGE = "/admin/messages"


@pytest.fixture
def manager(server: Server, client: FlaskClient, api: Api) -> FlaskClient:
    sign_in(client, MANAGER.username)
    server.programs.messages.close()
    return client


def test_it_says_what_each_way_needs_and_lacks(server: Server, manager: FlaskClient) -> None:
    page = manager.get(PAGE).text
    assert page.count("Đang tắt") == 2
    for needed in ("Official Account", "ZNS được Zalo duyệt", "brandname", "Đường Internet"):
        assert needed in page
    changes.put(server.context, "messages", sms(sms_url="") | {**ZALO, "zalo_app": ""}, "admin:binh")
    page = manager.get(PAGE).text
    for lacking in ("ID ứng dụng Zalo", "refresh token", "địa chỉ cổng SMS", "khóa điền vào {key}"):
        assert f"<li>{lacking}" in page or lacking in page
    assert page.count("Còn thiếu") == 2
    assert "Gửi thử" not in page
    assert "Something is missing" in manager.get(f"{PAGE}?lang=en").text


def test_keys_are_typed_once_and_are_in_no_answer_journal_or_setting(
    server: Server, manager: FlaskClient, api: Api
) -> None:
    changes.put(server.context, "messages", sms(), "admin:binh")
    answer = submit(manager, f"{PAGE}/keys", PAGE, **SMS_KEYS)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?kept=yes")
    page = manager.get(answer.location).text
    assert "Đã lưu khóa." in page
    assert "Sẵn sàng" in page
    told = page + api.admin.get("/journal?limit=1000").text + api.admin.get("/settings").text
    assert not any(key in told for key in SMS_KEYS.values())
    assert submit(manager, f"{PAGE}/keys", PAGE, sms_key="", sms_secret="").status_code == 303
    assert server.context.messages.keys() == SMS_KEYS
    assert submit(manager, f"{PAGE}/keys", PAGE, sms_key="a b").status_code == 422
    assert submit(manager, f"{PAGE}/keys", PAGE, sms_key="khóa").status_code == 422
    assert submit(manager, f"{PAGE}/keys/forget", PAGE).status_code == 303
    assert server.context.messages.keys() == {}


def test_each_text_is_shown_with_its_length(server: Server, manager: FlaskClient) -> None:
    near = "{number} " + "x" * 150
    changes.put(server.context, "messages", sms(sms_near=near, sms_called="Mời đến {counter}"), "admin:binh")
    page = manager.get(PAGE).text
    assert "Moi den quay so 3" in page
    assert '<td class="is-number">155/160</td><td class="is-number">1</td>' in page
    changes.put(server.context, "messages", sms(sms_near=f"{near}ờ", sms_accents=True), "admin:binh")
    assert '<td class="is-number">156/70</td><td class="is-number">3</td>' in manager.get(PAGE).text


def test_words_are_seen_before_they_are_set(manager: FlaskClient) -> None:
    words = {"words": "{centre}: số {number}, còn {ahead} người, {counter}"}
    plain = manager.get(PAGE, query_string=words).text
    assert "Trung tam Phuc vu hanh chinh cong: so A012, con 3 nguoi, quay so 3" in plain
    assert "66/160 ký tự, 1 tin" in plain
    assert "66/70 ký tự, 1 tin" in manager.get(PAGE, query_string=words | {"accents": "yes"}).text
    wrong = manager.get(PAGE, query_string={"words": "{phone} <b>"})
    assert (wrong.status_code, "{phone} không điền được" in wrong.text) == (422, True)
    assert "<b>" not in wrong.text


def test_a_trial_goes_to_one_number_which_is_kept_nowhere(
    server: Server, manager: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    with Gateway(lambda _: (200, '{"CodeResult":"100"}')) as gateway:
        changes.put(server.context, "messages", sms(gateway.host), "admin:binh")
        submit(manager, f"{PAGE}/keys", PAGE, **SMS_KEYS)
        answer = submit(manager, f"{PAGE}/trial", PAGE, way="sms", phone="0912345678")
        assert "Bên chuyển tin đã nhận tin thử." in answer.text
        assert b'"Phone": "84912345678"' in gateway.bodies()[0]
        gateway.answers = lambda _: (200, '{"CodeResult":"103"}')
        answer = submit(manager, f"{PAGE}/trial", PAGE, way="sms", phone="0912345678")
        assert "tài khoản hết tiền" in answer.text
        assert "Đang trục trặc" in manager.get(PAGE).text
        assert "Nhắn tin</a> <span" in " ".join(manager.get("/admin").text.split())
        assert submit(manager, f"{PAGE}/trial", PAGE, way="sms", phone="113").status_code == 422
        assert submit(manager, f"{PAGE}/trial", PAGE, way="zalo", phone="0912345678").status_code == 409
        assert len(gateway.heard) == 2
    folder = server.settings.server.data
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"912345678" not in held
    assert "912345678" not in capsys.readouterr().out


def test_it_is_for_whoever_may_set_the_centre_up(manager: FlaskClient) -> None:
    sign_in(manager, OFFICER.username)
    assert manager.get(PAGE).status_code == 403
    assert submit(manager, f"{PAGE}/keys", "/account", sms_key="x").status_code == 403


@pytest.mark.parametrize("on", [True, False])
def test_a_file_that_cannot_be_used_keeps_no_page_and_no_server_from_going_on(
    server: Server, api: Api, manager: FlaskClient, on: bool
) -> None:
    send_by(server.context, sms(), SMS_KEYS)
    track = api.take()["track"]
    path = Path(server.settings.server.data) / MESSAGES
    path.unlink()
    path.mkdir()
    if not on:
        changes.put(server.context, "messages", sms(sms=False), "admin:binh")
    MessageSender(server.context).close()
    page = manager.get(f"/t/{track}")
    assert (page.status_code, "/messages" in page.text) == (200, False)
    home = manager.get("/admin")
    assert home.status_code == 200
    shown = re.search(r'<a href="/admin/messages">(.*?)</li>', home.text, re.DOTALL)
    assert shown is not None
    assert ("Cần kiểm tra" in shown[1]) is on
    path.rmdir()
