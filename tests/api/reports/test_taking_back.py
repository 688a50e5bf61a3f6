"""Any change of the centre is taken back from its history, or it is said what stands on it, or why there is no way."""

from threading import Barrier, Thread
from typing import Any

import pytest

from server.app import Server
from server.core.refusal import Refusal
from server.core.reports.ways_back import NEEDED
from server.core.screens.place import ScreenPlace
from server.service import taking_back
from server.service.people import devices, people
from server.service.people.devices import NewDevice, enrol
from server.service.people.people import NewPerson
from server.service.people.tokens import new_token, token_for
from server.service.screens import screen_places
from server.service.ways_back import By
from tests.api.notices.test_notices import picture, sent
from tests.api.settings.test_settings import is_clean
from tests.support.api import Api, Caller
from tests.support.enrolled import PASSWORD

Item = dict[str, Any]
BY = "admin:binh"


def newest(api: Api, kind: str, n: int = 0) -> Item:
    found: Item = api.admin.get(f"/changes?limit=20&kind={kind}").json["items"][n]
    return found


def row(api: Api, seq: int) -> Item:
    found: Item = api.admin.get(f"/changes?limit=1&before={seq + 1}").json["items"][0]
    assert found["seq"] == seq
    return found


def take_back(api: Api, item: Item, by: Caller | None = None) -> Any:
    return (by or api.admin).post(f"/changes/{item['seq']}/take-back")


def is_taken_back(api: Api, item: Item) -> None:
    """It goes, the history says so, and once more changes nothing."""
    assert (item["can_go_back"], item["why_not"], item["over"]) == (True, None, None), item
    answer = take_back(api, item)
    assert answer.status_code == 204, answer.text
    undo = newest(api, item["kind"])
    assert undo["takes_back"] == item["seq"]
    now = row(api, item["seq"])
    assert (now["taken_back"], now["can_go_back"], now["why_not"]) == (True, False, None)
    kept = api.kept()
    assert take_back(api, item).status_code == 204
    assert api.kept() == kept


def is_refused(api: Api, item: Item, code: str, by: Caller | None = None) -> str:
    """Nothing changes; answers what is said."""
    kept = api.kept()
    answer = take_back(api, item, by)
    assert answer.json["code"] == code, answer.text
    assert api.kept() == kept
    return str(answer.json["detail"])


def stays(api: Api, item: Item) -> str:
    """It cannot be taken back, and its row says why; answers that."""
    assert (item["can_go_back"], item["over"], item["taken_back"]) == (False, None, False)
    assert item["why_not"] in is_refused(api, item, "change_stays")
    return str(item["why_not"])


def stands_over(api: Api, item: Item, later: Item) -> Item:
    """The later change stands on it, and its row says so."""
    found: Item = row(api, item["seq"])
    assert (found["can_go_back"], found["why_not"]) == (False, None)
    assert found["over"]["at"] == later["at"]
    is_refused(api, item, "change_stands_on_it")
    return dict(found["over"])


def person(api: Api, username: str) -> Item | None:
    found = [each for each in api.admin.get("/people").json["items"] if each["username"] == username]
    return found[0] if found else None


def add_person(api: Api, username: str = "mai", role: str = "officer") -> Item:
    body = {"username": username, "name": "Lê Mai", "role": role, "password": "mot-hai-ba-bon-nam"}
    assert api.admin.post("/people", body).status_code == 201
    return newest(api, "people", 1)


def adding_of(api: Api, username: str) -> Item:
    items: list[Item] = api.admin.get("/changes?limit=200&kind=people").json["items"]
    return next(each for each in items if each["type"] == "person_added" and f"({username})" in each["what"])


@pytest.fixture
def manager(server: Server, api: Api) -> Caller:
    people.add_person(server.context, NewPerson("thu", "Hoàng Thị Thu", "manager", PASSWORD), "test")
    return api.holding(token_for(server.context, "thu", "test"))


def test_of_a_person_only_what_the_change_changed_goes_back(api: Api, server: Server) -> None:
    add_person(api)
    api.admin.patch("/people/mai", {"title": "Công chức hộ tịch", "counter": 2})
    changed = newest(api, "people")
    api.admin.patch("/people/mai", {"name": "Lê Thị Mai"})
    is_taken_back(api, changed)
    mai = person(api, "mai") or {}
    assert (mai["title"], mai["counter"], mai["name"]) == (None, None, "Lê Thị Mai")
    undo = newest(api, "people")
    is_taken_back(api, undo)
    mai = person(api, "mai") or {}
    assert (mai["title"], mai["counter"]) == ("Công chức hộ tịch", 2)
    assert row(api, changed["seq"])["can_go_back"]
    is_clean(server)


def test_a_later_change_of_the_same_fact_of_a_person_stands_on_it_and_is_named(api: Api) -> None:
    added = add_person(api)
    api.admin.patch("/people/mai", {"name": "Lê Thị Mai", "title": "Kế toán"})
    first = newest(api, "people")
    api.admin.patch("/people/mai", {"name": "Lê Mai Lan"})
    second = newest(api, "people")
    over = stands_over(api, first, second)
    assert (over["labels"], over["settings"], over["for_good"]) == (["Tên"], [], False)
    stands_over(api, added, second)
    is_taken_back(api, second)
    assert row(api, first["seq"])["can_go_back"]
    api.admin.delete("/people/mai")
    assert stands_over(api, first, newest(api, "people"))["for_good"]


def test_a_person_who_was_added_is_removed_again_by_the_ordinary_rules(api: Api, server: Server) -> None:
    added = add_person(api)
    assert "Sẽ xóa người dùng Lê Mai (mai)" in added["going_back"]
    is_taken_back(api, added)
    assert person(api, "mai") is None
    assert "mật khẩu mới" in stays(api, newest(api, "people"))
    api.officer.post("/counters/1/open")
    is_refused(api, adding_of(api, "lan"), "person_at_counter")
    is_refused(api, adding_of(api, "binh"), "last_manager")
    is_clean(server)


def test_switching_off_is_taken_back_and_passwords_and_pins_say_what_to_do_instead(api: Api) -> None:
    api.admin.patch("/people/minh", {"active": False})
    is_taken_back(api, newest(api, "people"))
    assert (person(api, "minh") or {})["active"]
    api.admin.patch("/people/minh", {"password": "nam-bon-ba-hai-mot"})
    assert "đặt mật khẩu mới ở trang Người dùng" in stays(api, newest(api, "people"))
    api.admin.patch("/people/minh", {"pin": "135790"})
    assert "trang Người dùng" in stays(api, newest(api, "people"))
    api.admin.patch("/people/minh", {"pin": None})
    assert "trang Người dùng" in stays(api, newest(api, "people"))


def of_a_role(api: Api) -> Item:
    """The newest change of somebody's role."""
    items = api.admin.get("/changes?limit=20&kind=people").json["items"]
    return next(dict(item) for item in items if "Vai trò" in {line["label"] for line in item["lines"]})


def test_what_becomes_of_a_pin_is_said_before_a_role_goes_back(api: Api) -> None:
    add_person(api)
    api.admin.patch("/people/mai", {"pin": "135790"})
    api.admin.patch("/people/mai", {"role": "viewer"})
    changed = of_a_role(api)
    assert "đặt mã mới cho Lê Mai (mai)" in changed["going_back"]
    assert take_back(api, changed).status_code == 204
    mai = person(api, "mai") or {}
    assert (mai["role"], mai["pin"]) == ("officer", False)
    back = of_a_role(api)
    assert "Mã PIN của Lê Mai (mai), nếu có, sẽ bị bỏ" in back["going_back"]
    api.admin.patch("/people/mai", {"pin": "246802"})
    assert take_back(api, back).status_code == 204
    mai = person(api, "mai") or {}
    assert (mai["role"], mai["pin"]) == ("viewer", False)
    api.admin.patch("/people/mai", {"title": "Thủ quỹ"})
    assert newest(api, "people")["going_back"] is None
    api.admin.patch("/people/mai", {"role": "manager"})
    assert of_a_role(api)["going_back"] is None


def test_a_manager_takes_back_what_she_may_change_and_nothing_of_administrators(
    api: Api, manager: Caller
) -> None:
    api.admin.patch("/people/minh", {"role": "admin"})
    raised = newest(api, "people")
    told = manager.get(f"/changes?limit=1&before={raised['seq'] + 1}", accept_language="vi").json["items"][0]
    assert (told["can_go_back"], "nhờ người quản trị" in told["why_not"]) == (False, True)
    is_refused(api, raised, "administrators_only", manager)
    is_taken_back(api, raised)
    api.admin.patch("/people/minh", {"title": "Kế toán"})
    assert take_back(api, newest(api, "people"), manager).status_code == 204
    api.admin.post("/tokens", {"name": "bao-cao", "role": "viewer"})
    is_refused(api, newest(api, "programs"), "not_allowed", manager)


def test_each_kind_needs_what_making_such_a_change_needs(api: Api, server: Server) -> None:
    api.admin.patch("/people/minh", {"title": "Kế toán"})
    api.admin.put_json(
        "/settings/display", api.admin.get("/settings").json["display"] | {"call_stays_seconds": 5}
    )
    api.admin.put_json("/procedures/2.000815", {"short_name": "Sao y giấy tờ"})
    api.admin.post("/notices", NOTICE)
    api.admin.post("/tokens", {"name": "bao-cao", "role": "viewer"})
    kept = api.kept()
    for kind in set(NEEDED) - {"other"}:
        lacking = By(BY, "binh", lambda permission, kind=kind: permission != NEEDED[kind])
        with pytest.raises(Refusal, match="not_allowed"):
            taking_back.take_back(server.context, newest(api, kind)["seq"], lacking)
    assert api.kept() == kept


def enrolled(server: Server, kind: str = "counter", name: str = "Máy quầy 1") -> int:
    made = NewDevice(kind, name, 1 if kind == "counter" else None)
    return server.context.store.write(lambda tr: enrol(tr, made, new_token(), BY))


def test_a_machine_goes_back_to_its_name_and_place_and_one_that_was_added_is_revoked(
    api: Api, server: Server
) -> None:
    device = enrolled(server)
    added = newest(api, "devices")
    devices.change_device(server.context, device, "Máy quầy 2", 2, BY)
    moved = newest(api, "devices")
    stands_over(api, added, moved)
    is_taken_back(api, moved)
    back = devices.devices(server.context)[-1]
    assert (back.name, back.counter) == ("Máy quầy 1", 1)
    assert "ghép lại" in row(api, added["seq"])["going_back"]
    is_taken_back(api, row(api, added["seq"]))
    assert devices.devices(server.context)[-1].revoked_at is not None
    assert "trang Thiết bị" in stays(api, newest(api, "devices"))
    is_clean(server)


def test_a_name_that_another_machine_took_meanwhile_is_not_given_back(api: Api, server: Server) -> None:
    device = enrolled(server)
    devices.change_device(server.context, device, "Máy cửa sau", 1, BY)
    renamed = newest(api, "devices")
    enrolled(server)
    is_refused(api, renamed, "device_name_taken")


def test_a_screen_goes_back_to_where_it_stood_and_its_first_place_goes_with_its_pairing(
    api: Api, server: Server
) -> None:
    device = enrolled(server, "display", "Màn hình 1")
    added = newest(api, "devices")
    hall = next(iter(screen_places.halls(server.context.centre)))
    first = ScreenPlace(hall, "main", None, sound=True)
    screen_places.place_screen(server.context, device, first, BY)
    assert "chỗ đầu tiên" in stays(api, newest(api, "devices"))
    assert row(api, added["seq"])["can_go_back"]
    screen_places.place_screen(server.context, device, ScreenPlace(hall, "counter", 2, sound=False), BY)
    is_taken_back(api, newest(api, "devices"))
    assert screen_places.place_of(server.context, device) == first
    is_clean(server)


NOTICE = {"kind": "text", "vi": "Nghỉ trưa đến 13 giờ", "schedule": {"weekdays": [1], "start": "07:00"}}


def notice(api: Api) -> list[Item]:
    found: list[Item] = api.admin.get("/notices").json["items"]
    return found


def test_a_notice_goes_back_to_its_words_and_comes_again_after_it_was_removed(
    api: Api, server: Server
) -> None:
    number = api.admin.post("/notices", NOTICE).json["id"]
    placed, was = newest(api, "notices"), notice(api)
    api.admin.put_json(
        f"/notices/{number}", NOTICE | {"vi": "Nghỉ trưa đến 14 giờ", "schedule": {"start": "08:00"}}
    )
    changed = newest(api, "notices")
    stands_over(api, placed, changed)
    api.admin.post(f"/notices/{number}/switch", {"shown": False})
    is_taken_back(api, changed)
    (now,) = notice(api)
    assert (now["vi"], now["schedule"], now["shown"]) == (was[0]["vi"], was[0]["schedule"], False)
    is_taken_back(api, newest(api, "notices", 1))
    assert notice(api) == was
    api.admin.post(f"/notices/{number}/remove")
    removed = newest(api, "notices")
    assert "sẽ được đặt lại" in removed["going_back"]
    is_taken_back(api, removed)
    assert notice(api) == was
    is_taken_back(api, row(api, placed["seq"]))
    assert notice(api) == []
    is_taken_back(api, newest(api, "notices"))
    assert notice(api) == was
    is_clean(server)


def test_a_notice_whose_picture_is_gone_says_so(api: Api) -> None:
    number = api.admin.post(
        "/notices", {"kind": "picture", "vi": "Sơ đồ", "file": sent(api, picture())}
    ).json["id"]
    placed = newest(api, "notices")
    assert placed["can_go_back"]
    api.admin.post(f"/notices/{number}/remove")
    assert "tải tệp lên lại" in stays(api, newest(api, "notices"))


def test_what_is_an_act_of_its_moment_says_where_it_ends(api: Api) -> None:
    api.admin.post("/notices/outages/CT", {"vi": "Mất mạng"})
    assert "Lĩnh vực đang bảo trì" in stays(api, newest(api, "notices"))
    api.admin.post("/notices/outages/CT/end")
    assert "Lĩnh vực đang bảo trì" in stays(api, newest(api, "notices"))
    api.admin.post("/notices/emergency", {"hall": "", "vi": "Mời ra cửa"})
    assert "mục Thông báo khẩn" in stays(api, newest(api, "notices"))
    api.admin.post("/notices/emergency/lift", {"hall": ""})
    assert "mục Thông báo khẩn" in stays(api, newest(api, "notices"))


def test_a_programs_token_is_taken_back_for_good(api: Api, server: Server) -> None:
    api.admin.post("/tokens", {"name": "bao-cao", "role": "viewer"})
    made = newest(api, "programs")
    assert "bao-cao" in made["going_back"]
    is_taken_back(api, made)
    assert "cấp mã mới ở trang Chương trình" in stays(api, newest(api, "programs"))
    is_clean(server)


def test_a_webhook_goes_back_and_keeps_its_secret_and_a_new_one_is_removed(api: Api, server: Server) -> None:
    url = "https://hook.example/goiso"
    number = api.admin.post("/webhooks", {"url": url, "types": ["ticket_issued"]}).json["id"]
    placed = newest(api, "programs")
    api.admin.patch(f"/webhooks/{number}", {"url": "https://hook.example/moi"})
    moved = newest(api, "programs")
    api.admin.patch(f"/webhooks/{number}", {"active": False})
    is_taken_back(api, moved)
    hook = api.admin.get("/webhooks").json["items"][0]
    assert (hook["url"], hook["active"]) == (url, False)
    for n in (0, 0):
        is_taken_back(api, newest(api, "programs", n))
    api.admin.patch(f"/webhooks/{number}", {"active": True})
    api.admin.patch(f"/webhooks/{number}", {"active": True})
    assert "không làm khác điều gì" in stays(api, newest(api, "programs"))
    api.admin.delete(f"/webhooks/{number}")
    assert stands_over(api, placed, newest(api, "programs"))["for_good"]
    assert "khóa ký" in stays(api, newest(api, "programs")).casefold()
    api.admin.post("/webhooks", {"url": url})
    is_taken_back(api, newest(api, "programs"))
    assert api.admin.get("/webhooks").json["items"] == []
    is_clean(server)


def test_settings_and_procedures_go_the_same_way(api: Api, server: Server) -> None:
    part = api.admin.get("/settings").json["display"]
    api.admin.put_json("/settings/display", part | {"call_stays_seconds": 5})
    api.admin.put_json("/procedures/2.000815", {"short_name": "Sao y giấy tờ"})
    changed, version = newest(api, "settings"), api.admin.get("/settings").json["version"]
    stale = api.admin.post(f"/changes/{changed['seq']}/take-back", if_match=f'"{version - 1}"')
    assert stale.json["code"] == "settings_moved"
    is_taken_back(api, changed)
    assert api.admin.get("/settings").json["display"] == part
    edited = newest(api, "procedures")
    for _ in range(3):
        is_taken_back(api, edited)
        is_taken_back(api, newest(api, "procedures"))
        edited = row(api, edited["seq"])
    begun = api.admin.get("/changes?limit=1&kind=settings&before=2").json["items"][0]
    assert "trang Cài đặt" in stays(api, begun)
    is_clean(server)


def test_what_is_no_change_of_the_centre_is_not_taken_back(api: Api) -> None:
    items = api.admin.get("/journal?limit=200").json["items"]
    of_a_machine = next(each["seq"] for each in items if each["type"] == "token_issued")
    for seq in (of_a_machine, 999_999):
        answer = api.admin.post(f"/changes/{seq}/take-back")
        assert (answer.status_code, answer.json["code"]) == (404, "unknown_change")


def test_two_managers_at_once_take_it_back_once(api: Api, server: Server) -> None:
    add_person(api)
    api.admin.patch("/people/mai", {"title": "Kế toán"})
    changed, together, answers = newest(api, "people"), Barrier(4), list[int]()

    def press() -> None:
        together.wait()
        answers.append(take_back(api, changed).status_code)

    pressing = [Thread(target=press) for _ in range(4)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join()
    assert answers == [204] * 4
    assert [newest(api, "people", n)["takes_back"] for n in (0, 1)] == [changed["seq"], None]
    is_clean(server)
