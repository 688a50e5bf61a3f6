"""The history of all changes: what was done, by whom, from what to what; filtered, paged, and the way back."""

from typing import Any

import pytest

from server.app import Server
from server.service.people import devices
from server.service.people.devices import NewDevice, enrol
from server.service.people.tokens import new_token
from tests.api.procedures.test_catalogue import DIVORCE
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD

Item = dict[str, Any]


def history(api: Api, query: str = "") -> list[Item]:
    found: list[Item] = api.admin.get(f"/changes?limit=200{query}").json["items"]
    return found


def lines(item: Item) -> list[str]:
    return [f"{line['label']}: {line['before']} → {line['after']}" for line in item["lines"]]


def add_person(api: Api, username: str = "mai") -> None:
    body = {"username": username, "name": "Lê Mai", "role": "officer", "password": "mot-hai-ba-bon-nam"}
    assert api.admin.post("/people", body).status_code == 201


def test_a_person_is_added_changed_switched_off_and_removed_in_plain_words(api: Api) -> None:
    add_person(api)
    api.admin.patch("/people/mai", {"role": "viewer", "name": "Lê Thị Mai"})
    api.admin.patch("/people/mai", {"active": False})
    api.admin.patch("/people/mai", {"password": "nam-bon-ba-hai-mot"})
    api.admin.delete("/people/mai")
    told = history(api, "&kind=people")
    assert [item["what"] for item in told[:6]] == [
        "Xóa người dùng Lê Thị Mai (mai)",
        "Đặt mật khẩu mới cho Lê Thị Mai (mai)",
        "Tắt người dùng Lê Thị Mai (mai): không đăng nhập được nữa",
        "Sửa người dùng Lê Thị Mai (mai)",
        "Đặt mật khẩu mới cho Lê Mai (mai)",
        "Thêm người dùng Lê Mai (mai)",
    ]
    assert sorted(lines(told[3])) == ["Tên: Lê Mai → Lê Thị Mai", "Vai trò: Công chức → Người xem số liệu"]
    assert lines(told[2]) == ["Đang dùng: có → không"]
    assert lines(told[5]) == ["Vai trò: không có → Công chức"]
    assert told[0]["who"]
    assert "nam-bon" not in str(told)
    assert not any(item["can_go_back"] for item in told[:6])


def test_a_machine_that_moves_says_from_where_to_where(api: Api, server: Server) -> None:
    made = NewDevice("counter", "Máy quầy 1", 1)
    device = server.context.store.write(lambda tr: enrol(tr, made, new_token(), "admin:binh"))
    devices.change_device(server.context, device, "Máy quầy 2", 2, "admin:binh")
    devices.revoke_device(server.context, device, "admin:binh")
    gone, moved, begun = history(api, "&kind=devices")[:3]
    assert gone["what"] == "Thu hồi thiết bị Máy quầy 2"
    assert lines(moved) == ["Tên: Máy quầy 1 → Máy quầy 2", "Ở quầy: quầy 1 → quầy 2"]
    assert begun["what"] == "Thêm thiết bị Máy quầy 1"
    assert all(item["who"] == "Trần Thị Bình" for item in (gone, moved, begun))


def test_procedures_and_what_is_done_elsewhere_tell_each_field_and_are_taken_back(api: Api) -> None:
    api.admin.put_json("/procedures/2.000815", {"short_name": "Sao y giấy tờ", "field": "HT"})
    api.admin.post("/procedures/elsewhere", DIVORCE | {"vi": "Mở công ty", "said": []})
    elsewhere, changed = history(api, "&kind=procedures")[:2]
    assert changed["what"] == "Sửa thủ tục Sao y giấy tờ"
    assert "Lĩnh vực: Chứng thực → Tư pháp - Hộ tịch" in lines(changed)
    assert elsewhere["what"] == "Thêm việc không làm tại đây: Mở công ty"
    assert changed["can_go_back"]
    assert api.admin.post(f"/procedures/changes/{changed['seq']}/take-back").status_code == 204
    back, _, undone = history(api, "&kind=procedures")[:3]
    assert (back["takes_back"], undone["taken_back"], undone["can_go_back"]) == (changed["seq"], True, False)


def test_notices_programs_and_webhooks_are_told(api: Api) -> None:
    notice = api.admin.post("/notices", {"kind": "text", "vi": "Nghỉ trưa đến 13 giờ"}).json["id"]
    api.admin.put_json(f"/notices/{notice}", {"kind": "text", "vi": "Nghỉ trưa đến 14 giờ"})
    api.admin.post(f"/notices/{notice}/remove")
    api.admin.post("/notices/emergency", {"hall": "", "vi": "Mời ra cửa"})
    api.admin.post("/notices/emergency/lift", {"hall": ""})
    token = api.admin.post("/tokens", {"name": "bao-cao", "role": "viewer"}).json["id"]
    api.admin.delete(f"/tokens/{token}")
    placed = api.admin.post(
        "/webhooks", {"url": "https://hook.example/goiso", "types": ["ticket_issued"]}
    ).json
    api.admin.delete(f"/webhooks/{placed['id']}")
    assert [item["what"] for item in history(api)[:9]] == [
        "Bỏ webhook https://hook.example/goiso",
        "Đặt webhook https://hook.example/goiso",
        "Thu hồi mã của chương trình bao-cao",
        "Cấp mã cho chương trình bao-cao",
        "Gỡ thông báo khẩn: mọi sảnh",
        "Đặt thông báo khẩn: mọi sảnh",
        "Bỏ thông báo “Nghỉ trưa đến 14 giờ”",
        "Sửa thông báo “Nghỉ trưa đến 14 giờ”",
        "Đặt thông báo “Nghỉ trưa đến 13 giờ”",
    ]
    assert lines(history(api, "&kind=notices")[3]) == [
        "Nội dung: Nghỉ trưa đến 13 giờ → Nghỉ trưa đến 14 giờ"
    ]
    assert placed["secret"] not in str(history(api))


def test_a_setting_names_the_later_change_that_stands_on_it_whatever_is_chosen(api: Api) -> None:
    part = api.admin.get("/settings").json["display"]
    for seconds in (5, 6):
        api.admin.put_json("/settings/display", part | {"call_stays_seconds": seconds})
    newest, first = history(api, "&part=display")
    assert (newest["can_go_back"], newest["over"]) == (True, None)
    assert (first["can_go_back"], first["over"]["at"]) == (False, newest["at"])
    assert first["over"]["settings"] == ["call_stays_seconds"]
    (only,) = api.admin.get(f"/changes?part=display&before={newest['seq']}").json["items"]
    assert only["over"] == first["over"]


def test_it_is_filtered_by_person_kind_and_days(api: Api, clock: SetClock) -> None:
    api.officer.post("/account/pin", {"old": PASSWORD, "pin": "246813"})
    add_person(api)
    clock.forward(hours=24)
    api.admin.patch("/people/mai", {"name": "Lê Thị Mai"})
    whole = api.admin.get("/changes?limit=200").json
    assert {"username": "lan", "name": "Nguyễn Thị Lan"} in whole["people"]
    assert {item["actor"].partition(":")[2] for item in history(api, "&who=lan")} == {"lan"}
    assert {item["kind"] for item in history(api, "&kind=people")} == {"people"}
    today, yesterday = "2026-11-24", "2026-11-23"
    assert [item["what"] for item in history(api, f"&from={today}")] == ["Sửa người dùng Lê Thị Mai (mai)"]
    assert {item["at"][:10] for item in history(api, f"&to={yesterday}")} == {yesterday}
    assert history(api, f"&who=lan&from={today}") == []
    assert history(api, "&who=nobody") == []


def test_its_pages_follow_each_other_without_a_gap(api: Api) -> None:
    add_person(api)
    everything = [item["seq"] for item in history(api)]
    paged: list[int] = []
    more = True
    while more:
        before = f"&before={paged[-1]}" if paged else ""
        answer = api.admin.get(f"/changes?limit=3{before}").json
        paged += [item["seq"] for item in answer["items"]]
        more = answer["more"]
    assert paged == everything


@pytest.mark.parametrize("query", ["kind=weather", "limit=0", "from=hom-qua"])
def test_what_cannot_be_asked_is_refused(api: Api, query: str) -> None:
    assert api.admin.get(f"/changes?{query}").status_code == 400


def test_it_is_said_in_the_callers_language(api: Api) -> None:
    add_person(api)
    english = api.admin.get("/changes?limit=2", accept_language="en").json["items"]
    assert english[1]["what"] == "Lê Mai (mai) was added to the people"
