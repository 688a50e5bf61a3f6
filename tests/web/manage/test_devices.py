"""The manager's page of all machines over HTTP: pairing by digits, names, counters, taking back."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.refusal import Refusal
from server.service.machines import points
from server.service.people import devices, people, tokens
from server.service.people.people import NewPerson
from server.service.settings import changes
from tests.support.centre import TWO_POINTS
from tests.support.clock import SetClock

PASSWORD = "mat-khau-dai"


@pytest.fixture
def manager(server: Server) -> FlaskClient:
    """A browser in which the manager has signed in."""
    people.add_person(server.context, NewPerson("quanly", "Bình", "admin", PASSWORD), "test")
    return signed_in(server)


def signed_in(server: Server) -> FlaskClient:
    browser = server.app.test_client()
    sent = {"username": "quanly", "password": PASSWORD, "csrf_token": csrf(browser, "/sign-in")}
    assert browser.post("/sign-in", data=sent).status_code == 303
    return browser


def csrf(browser: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).get_data(as_text=True))
    assert found is not None
    return found[1]


def send(browser: FlaskClient, path: str, **fields: str) -> Any:
    return browser.post(path, data=fields | {"csrf_token": csrf(browser, "/admin/devices")})


def ask(client: FlaskClient, kind: str) -> dict[str, Any]:
    answer = client.post("/api/v1/pairings", json={"kind": kind})
    assert answer.status_code == 201
    offer: dict[str, Any] = answer.json
    return offer


def claim(client: FlaskClient, offer: dict[str, Any]) -> Any:
    return client.post("/api/v1/pairings/claim", json={"secret": offer["secret"]})


def names(server: Server) -> list[str]:
    return [device.name for device in devices.devices(server.context)]


@pytest.mark.parametrize(
    ("kind", "called", "page"),
    [
        ("kiosk", "Máy lấy số", "/kiosk"),
        ("helper", "Máy của người hướng dẫn", "/helper"),
        ("counter", "Máy tại quầy", "/pin"),
        ("rating", "Máy đánh giá", "/rating"),
    ],
)
def test_the_manager_sees_what_asks_and_from_where_and_confirms_it(
    manager: FlaskClient, client: FlaskClient, kind: str, called: str, page: str
) -> None:
    offer = ask(client, kind)
    shown = manager.get(f"/admin/devices?code={offer['code'][:3]}+{offer['code'][3:]}").text
    assert f'data-role="asks">{called}<' in shown
    assert "Địa chỉ mạng của máy: 127.0.0.1" in shown
    assert ('name="at_counter"' in shown) == (kind in {"counter", "rating"})
    assert claim(client, offer).json == {"token": None, "next": None}
    sent = send(
        manager, "/admin/devices/pair", code=offer["code"], kind=kind, name="Cửa chính", at_counter=""
    )
    assert sent.status_code == 303
    assert "Đã thêm máy “Cửa chính”" in manager.get(sent.location).text
    paired = claim(client, offer).json
    assert paired["next"] == page
    assert "<strong>Cửa chính</strong>" in manager.get("/admin/devices").text


def test_a_screen_is_paired_with_its_place(manager: FlaskClient, client: FlaskClient) -> None:
    offer = ask(client, "display")
    assert 'name="layout"' in manager.get(f"/admin/devices?code={offer['code']}").text
    fields = {"kind": "display", "name": "Sảnh", "hall": "1", "layout": "totem", "sound": "on"}
    assert send(manager, "/admin/devices/pair", code=offer["code"], **fields).status_code == 303
    assert claim(client, offer).json["next"] == "/display?hall=1&layout=totem&sound=on"


def test_a_counter_machine_leads_to_its_counter_whoever_has_none_open(
    manager: FlaskClient, client: FlaskClient, server: Server
) -> None:
    offer = ask(client, "counter")
    sent = {"code": offer["code"], "kind": "counter", "name": "Máy quầy 7", "at_counter": "7"}
    assert send(manager, "/admin/devices/pair", **sent).status_code == 303
    people.add_person(server.context, NewPerson("lan", "Lan", "officer", PASSWORD, "2468", 2), "test")
    machine = server.app.test_client()
    found = re.search(r'name="csrf-token" content="([^"]+)"', machine.get("/pin").text)
    assert found is not None
    headers = {"Authorization": f"Bearer {claim(client, offer).json['token']}", "X-CSRFToken": found[1]}
    answer = machine.post("/pin", json={"username": "lan", "pin": "2468"}, headers=headers)
    assert answer.json == {"next": "/counter/7"}


def test_a_wrong_and_an_expired_code_are_said_and_the_digits_stay(
    manager: FlaskClient, client: FlaskClient, clock: SetClock
) -> None:
    offer = ask(client, "kiosk")
    for late, code in ((0, f"{(int(offer['code']) + 1) % 1_000_000:06}"), (601, offer["code"])):
        clock.forward(seconds=late)
        answer = manager.get(f"/admin/devices?code={code}")
        assert answer.status_code == 404
        assert "Mã sai hoặc đã hết hạn" in answer.text
        assert f'value="{code}"' in answer.text
    english = manager.get("/admin/devices?code=000000&lang=en").text
    assert "It is wrong or has expired" in english


def test_the_second_of_two_managers_is_told_which_machine_the_code_became(
    manager: FlaskClient, client: FlaskClient, server: Server
) -> None:
    other, offer = signed_in(server), ask(client, "kiosk")
    sent = {"code": offer["code"], "kind": "kiosk"}
    assert send(manager, "/admin/devices/pair", name="Cửa trái", **sent).status_code == 303
    refused = send(other, "/admin/devices/pair", name="Cửa phải", **sent)
    assert refused.status_code == 409
    assert "Mã này vừa được dùng để thêm máy “Cửa trái”" in refused.text
    assert names(server) == ["Cửa trái"]


def test_a_kiosks_code_makes_no_screen_and_a_form_made_up_makes_no_other_kind(
    manager: FlaskClient, client: FlaskClient, server: Server
) -> None:
    offer = ask(client, "kiosk")
    screen = send(manager, "/admin/screens", code=offer["code"], name="Sảnh", hall="1", layout="main")
    assert screen.status_code == 409
    assert "xin vào làm “Máy lấy số”, không phải “Màn hình sảnh”" in screen.text
    made_up = send(manager, "/admin/devices/pair", code=offer["code"], kind="counter", name="Máy")
    assert made_up.status_code == 409
    assert names(server) == []
    assert claim(client, offer).json["token"] is None


@pytest.mark.parametrize("kind", ["kiosk", "display", "helper", "counter", "rating"])
def test_a_name_taken_is_refused_when_a_machine_is_added_by_a_link_too(
    manager: FlaskClient, server: Server, kind: str
) -> None:
    assert send(manager, "/admin/devices", kind=kind, name="Cửa chính").status_code == 201
    refused = send(manager, "/admin/devices", kind=kind, name="CỬA  chính")
    assert refused.status_code == 409
    assert "Đã có máy cùng loại tên “Cửa chính”" in refused.text
    assert names(server) == ["Cửa chính"]


def test_a_name_taken_at_pairing_leaves_the_form_as_it_was(
    manager: FlaskClient, client: FlaskClient, server: Server
) -> None:
    devices.enrol_device(server.context, "kiosk", "Cửa chính", "test")
    offer = ask(client, "kiosk")
    refused = send(manager, "/admin/devices/pair", code=offer["code"], kind="kiosk", name="cửa chính")
    assert refused.status_code == 409
    assert 'value="cửa chính"' in refused.text
    assert 'data-role="asks">Máy lấy số<' in refused.text
    again = send(manager, "/admin/devices/pair", code=offer["code"], kind="kiosk", name="Cửa phụ")
    assert again.status_code == 303


def test_a_device_that_asks_a_thousand_times_is_braked_and_only_there(
    client: FlaskClient, server: Server
) -> None:
    statuses = [client.post("/api/v1/pairings", json={"kind": "kiosk"}).status_code for _ in range(1000)]
    assert (statuses.count(201), statuses.count(429)) == (20, 980)
    elsewhere = server.app.test_client().post(
        "/api/v1/pairings", json={"kind": "kiosk"}, environ_base={"REMOTE_ADDR": "10.0.0.9"}
    )
    assert elsewhere.status_code == 201


def test_digits_are_not_guessed_through_the_managers_page(manager: FlaskClient) -> None:
    statuses = [manager.get(f"/admin/devices?code={n:06}").status_code for n in range(35)]
    assert statuses[:30] == [404] * 30
    assert set(statuses[30:]) == {429}
    assert manager.get("/admin/devices").status_code == 200


@pytest.mark.parametrize("body", [{"kind": "toaster"}, {"kind": ""}, {"kind": None}, {"sort": "kiosk"}])
def test_a_kind_that_is_none_gets_no_code(client: FlaskClient, body: dict[str, Any]) -> None:
    assert client.post("/api/v1/pairings", json=body).status_code == 400


def test_the_code_as_a_picture_leads_to_the_managers_page(client: FlaskClient) -> None:
    picture = client.get("/pairing/123456.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.data != client.get("/pairing/123457.svg").data
    for wrong in ("12345", "1234567", "12345a", "１２３４５６"):
        assert client.get(f"/pairing/{wrong}.svg").status_code == 404


def test_nobody_but_the_manager_sees_or_changes_machines(client: FlaskClient, server: Server) -> None:
    device, _ = devices.enrol_device(server.context, "kiosk", "Cửa chính", "test")
    offer = ask(client, "kiosk")
    for path in ("/admin/devices", f"/admin/devices?code={offer['code']}", f"/admin/devices/{device}"):
        assert client.get(path).status_code == 302
    for path in ("/admin/devices/pair", f"/admin/devices/{device}"):
        sent = {"code": offer["code"], "kind": "kiosk", "name": "X"}
        assert client.post(path, data=sent).status_code in (302, 400)
    assert names(server) == ["Cửa chính"]


def test_machines_are_found_by_name_and_kind_without_accents(manager: FlaskClient, server: Server) -> None:
    devices.enrol_device(server.context, "kiosk", "Cửa chính", "test")
    devices.enrol_device(server.context, "helper", "Tầng hai", "test")
    gone, _ = devices.enrol_device(server.context, "helper", "Máy cũ", "test")
    devices.revoke_device(server.context, gone, "test")

    def found(wanted: str) -> list[str]:
        page = manager.get("/admin/devices", query_string={"q": wanted}).text
        return re.findall(r"<strong>([^<]+)</strong>", page)

    assert found("") == ["Cửa chính", "Tầng hai", "Máy cũ"]
    assert found("cua CHINH") == ["Cửa chính"]
    assert found("huong dan") == ["Tầng hai", "Máy cũ"]
    assert found("<b>") == []
    assert "Không có máy nào khớp “&lt;b&gt;”" in manager.get("/admin/devices?q=<b>").text


def test_a_centre_without_machines_says_how_the_first_one_comes(manager: FlaskClient) -> None:
    page = manager.get("/admin/devices").text
    assert "Chưa có thiết bị nào" in page
    assert "http://localhost/kiosk" in page


def test_a_machine_is_renamed_and_its_counter_changed(manager: FlaskClient, server: Server) -> None:
    device, _ = devices.enrol_device(server.context, "counter", "Máy A", "test")
    sent = send(manager, f"/admin/devices/{device}", name="Máy B", at_counter="3")
    assert sent.status_code == 303
    assert "Đã lưu." in manager.get(sent.location).text
    found = devices.devices(server.context)[0]
    assert (found.name, found.counter) == ("Máy B", 3)
    for name, counter, status in (("", "3", 400), ("Máy B", "99", 404), ("Máy B", "x", 404)):
        assert send(manager, f"/admin/devices/{device}", name=name, at_counter=counter).status_code == status
    assert devices.devices(server.context)[0] == found


def test_taking_a_machine_back_tells_its_effect_first_and_leads_to_the_list(
    manager: FlaskClient, server: Server
) -> None:
    device, token = devices.enrol_device(server.context, "kiosk", "Cửa chính", "test")
    page = manager.get(f"/admin/devices/{device}").text
    assert "Hôm nay máy này đã phát 0 số" in page
    assert "Trung tâm không còn máy nào khác loại này." in page
    answer = send(manager, f"/admin/devices/{device}/revoke", **{"from": "devices"})
    assert (answer.status_code, answer.location) == (303, "/admin/devices")
    assert manager.get(f"/admin/devices/{device}").status_code == 404
    with pytest.raises(Refusal):
        tokens.bearer(server.context, token)


def test_a_kiosk_is_placed_in_a_hall_where_there_are_several_points(
    server: Server, manager: FlaskClient
) -> None:
    device, _ = devices.enrol_device(server.context, "kiosk", "Cửa chính", "test")
    assert 'name="hall"' not in manager.get(f"/admin/devices/{device}").get_data(as_text=True)
    changes.put(server.context, "points", TWO_POINTS["points"], "test")
    changes.put(server.context, "halls", TWO_POINTS["halls"], "test")
    page = manager.get(f"/admin/devices/{device}").get_data(as_text=True)
    assert "Nhà văn hóa · Thôn Đồi" in page
    assert send(manager, f"/admin/devices/{device}", name="Cửa chính", hall="hut").status_code == 303
    assert points.point_of(server.context, device) == "hamlet"
    refused = send(manager, f"/admin/devices/{device}", name="Tên mới", hall="cellar")
    assert refused.status_code == 404
    assert names(server) == ["Cửa chính"]
    offer = ask(server.app.test_client(), "helper")
    sent = {"code": offer["code"], "kind": "helper", "name": "Bảng", "hall": "hut"}
    assert send(manager, "/admin/devices/pair", **sent).status_code == 303
    assert points.point_of(server.context, devices.devices(server.context)[-1].id) == "hamlet"


@pytest.mark.parametrize(
    ("kind", "called"), [("display", "Màn hình sảnh"), ("kiosk", "Máy lấy số"), ("rating", "Máy đánh giá")]
)
def test_a_new_machine_is_called_by_its_kind_and_the_next_one_by_a_number_too(
    server: Server, manager: FlaskClient, kind: str, called: str
) -> None:
    page = f"/admin/devices?code={ask(server.app.test_client(), kind)['code']}"
    assert f'name="name" type="text" value="{called}"' in manager.get(page).text
    devices.enrol_device(server.context, kind, called, "test")
    assert f'name="name" type="text" value="{called} 2"' in manager.get(page).text
