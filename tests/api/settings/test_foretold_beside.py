"""What a change of phones, kiosks, screens, points, halls, ratings, messages and times would bring with it, told before it is set."""

from typing import Any

from display.large_places import PLACES
from server.app import Server
from server.core.screens.place import ScreenPlace
from server.service.messages import wishing
from server.service.messages.wishing import MessageForm
from server.service.people.devices import change_device, enrol_device
from server.service.queue import afar, keeping
from server.service.queue.afar import AfarRequest
from server.service.screens.screen_places import place_screen
from tests.api.dossiers.lists import SAVE, WHOLE, plan
from tests.api.settings.test_foretold import part, told, with_entry, without
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.messages import SMS_KEYS, send_by, sms
from tests.web.test_take import take

HAMLET = {"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet", "address_vi": "Nhà văn hóa"}
HALLS = [
    {"code": "ward", "vi": "Sảnh chính", "en": "Main hall"},
    {"code": "hut", "vi": "Nhà văn hóa", "en": "Hut", "point": "hamlet"},
]


def changed(api: Api, name: str, **values: Any) -> list[str]:
    return told(api, name, part(api, name) | values)


def put(api: Api, name: str, value: Any) -> None:
    answer = api.admin.put_json(f"/settings/{name}", value)
    assert answer.status_code == 200, answer.text


def machine(server: Server, kind: str, name: str, **stands: Any) -> int:
    device, _ = enrol_device(server.context, kind, name, "test")
    change_device(server.context, device, name, stands.get("counter"), "test", hall=stands.get("hall"))
    return device


def test_phones_tell_who_could_take_a_number_and_who_keeps_theirs(api: Api, server: Server) -> None:
    on, code = changed(api, "phone", enabled=True)
    assert on.startswith("Ngay khi lưu, ai quét mã trên tờ dán ở cửa")
    assert code.startswith("Màn hình sảnh hiện mã bốn chữ số, đổi sau mỗi 5 phút")
    assert "từ nhà" in changed(api, "phone", enabled=True, presence_minutes=0)[1]
    assert changed(api, "phone", presence_minutes=9)[0].startswith("Điện thoại chưa được lấy số")
    put(api, "phone", part(api, "phone") | {"enabled": True})
    assert take(server.app.test_client(), server).status_code == 303
    (off,) = changed(api, "phone", enabled=False)
    assert "; 1 người đã lấy bằng điện thoại" in off
    (limit,) = changed(api, "phone", per_phone_per_day=1)
    assert limit.startswith("Mỗi điện thoại lấy được 1 số hôm nay")


def test_a_place_that_is_kept_tells_how_many_may_go_and_how_many_are_away(api: Api, server: Server) -> None:
    ids = [api.take()["id"] for _ in range(3)]
    keeping.keep(server.context, ids[0], "slip")
    put(api, "remote", part(api, "remote") | {"share": 50})
    afar.ask(server.context, AfarRequest("one", "CT", 60))
    (may,) = changed(api, "phone", keep_place_minutes=40)
    assert may.startswith("2 người đang chờ thấy nút “Giữ chỗ” trên trang sau mã của phiếu: ra ngoài 40 phút")
    (never,) = changed(api, "phone", keep_place_minutes=0)
    assert "; 1 người đang ra ngoài vẫn được giữ" in never


def test_numbers_from_afar_tell_how_many_each_field_gives(api: Api, server: Server) -> None:
    shares, no_city = changed(api, "remote", share=50)
    assert shares.startswith("Mỗi giờ, với các quầy đang mở: Chứng thực 6 số; ")
    assert no_city.startswith("Trung tâm chưa kết nối với thành phố")
    put(api, "remote", {"share": 50, "keep_minutes": 30})
    afar.ask(server.context, AfarRequest("one", "CT", 60))
    assert "; 1 số đã xin vẫn theo giờ đã báo." in changed(api, "remote", keep_minutes=60)[0]
    assert "; 1 người đã xin và chưa đến vẫn giữ số." in changed(api, "remote", share=0)[0]


def test_a_kiosks_limits_tell_of_which_machines_and_numbers_they_are(api: Api) -> None:
    (pace,) = changed(api, "kiosk", numbers_per_minute=6)
    assert pace.startswith("1 máy lấy số: mỗi máy cấp nhiều nhất 6 số trong một phút")
    (cards,) = changed(api, "kiosk", numbers_per_card_per_day=2)
    assert cards.endswith("số hôm nay lấy trước đó không tính.")
    put(api, "kiosk", {"numbers_per_card_per_day": 2, "numbers_per_minute": 6})
    fewer, free = changed(api, "kiosk", numbers_per_card_per_day=1, numbers_per_minute=0)
    assert "tính cả số đã lấy hôm nay" in fewer
    assert free == "1 máy lấy số: cấp nhanh bao nhiêu cũng được."


def test_screens_tell_whose_names_and_which_counters_priority_would_be_shown_now(api: Api) -> None:
    assert changed(api, "display", officer_names=True)[0].startswith("Chưa quầy nào mở")
    api.at_work()
    api.kiosk.post("/tickets", {"field": "CT", "priority": "elderly"})
    assert changed(api, "display", priority_shown=True)[0].startswith("Lúc này không quầy nào")
    api.officer.post("/counters/1/call")
    assert changed(api, "display", officer_names=True, priority_shown=True, call_stays_seconds=10) == [
        f"Mỗi sảnh hiện được nhiều nhất {PLACES * 6} số gọi một phút ở chỗ lớn, mỗi số ít nhất 10 giây; gọi dồn hơn thế thì số sau phải đợi.",
        "Màn hình trên quầy sẽ hiện tên: Quầy 1 – Nguyễn Thị Lan.",
        "Lúc này chữ “Ưu tiên” hiện ở: Quầy 1.",
    ]


def test_a_point_tells_what_stands_there_and_what_its_kiosks_would_say_now(api: Api) -> None:
    new, written = told(api, "points", [HAMLET])
    assert new.startswith("Thôn Đồi: chưa có sảnh nào.")
    assert written == "Phiếu, điện thoại và máy lấy số ở đó sẽ ghi: Thôn Đồi, Nhà văn hóa."
    put(api, "points", [HAMLET])
    put(api, "halls", HALLS)
    api.admin.put_json("/settings/counters/2", {"n": 2, "fields": ["CT"], "hall": "hut"})
    hours = [{"weekday": 6, "from": "07:30", "until": "11:30"}]
    assert told(api, "points", [HAMLET | {"hours": hours}]) == [
        "Thôn Đồi: Nhà văn hóa, 1 quầy.",
        "Thôn Đồi không theo giờ của trung tâm nữa.",
        "Lúc này máy lấy số ở Thôn Đồi nói: Trung tâm đang đóng cửa. Mở cửa lại 07:30 thứ Bảy.",
    ]


def test_a_point_that_goes_says_whether_it_can(api: Api) -> None:
    put(api, "points", [HAMLET])
    assert told(api, "points", [])[0].startswith("Thôn Đồi: không có ai ở đó; bỏ được ngay.")
    put(api, "halls", HALLS)
    api.admin.put_json("/settings/counters/2", {"n": 2, "fields": ["CT"], "hall": "hut"})
    api.officer.post("/tickets", {"field": "CT", "point": "hamlet"})
    refused = api.admin.post("/settings/points/preview", {"value": []})
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")  # a hall names it
    moved = [HALLS[0], {"code": "hut", "vi": "Nhà văn hóa", "en": "Hut", "point": ""}]
    has, moves, unserved = told(api, "halls", moved)
    assert has == "Nhà văn hóa: 1 quầy, 0 màn hình, 0 máy lấy số và máy tính bảng đi theo."
    assert "gọi người lấy số ở Trụ sở chính" in moves
    assert "Ai đã lấy số ở Thôn Đồi vẫn được gọi ở đó" in moves
    assert unserved == "Thôn Đồi: không còn quầy nào; 1 người đang chờ ở đó không ai gọi."
    put(api, "halls", moved)
    assert told(api, "points", [])[0].startswith("Thôn Đồi: còn 1 người chờ hoặc đang được phục vụ.")
    assert api.admin.delete("/settings/points/hamlet").json["code"] == "point_has_people"


def test_a_hall_tells_what_stands_in_it(api: Api, server: Server) -> None:
    first = told(api, "halls", HALLS[:1])
    assert first == ["Sảnh chính: 10 quầy chưa ghi sảnh sẽ thuộc sảnh này."]
    put(api, "points", [HAMLET])
    api.at_work()
    close = "Quầy 1 đang mở: đóng quầy trước, rồi mới chuyển sang điểm khác được."
    assert told(api, "halls", HALLS[1:])[-1] == close
    put(api, "halls", HALLS)
    machine(server, "kiosk", "Máy lấy số 2", hall="hut")
    screen = machine(server, "display", "Màn hình 2")
    place_screen(server.context, screen, ScreenPlace("hut", "main"), "test")
    assert told(api, "halls", with_entry(api, "halls", "hut", {"vi": "Đình"})) == [
        "Đình: 0 quầy, 1 màn hình, 1 máy lấy số và máy tính bảng đi theo."
    ]
    assert told(api, "halls", without(api, "halls", "hut")) == [
        "Nhà văn hóa: 1 màn hình và 1 máy đang ở sảnh này phải được đặt lại chỗ."
    ]
    assert told(api, "halls", [*HALLS, {"code": "b", "vi": "Sảnh B", "en": "Hall B"}])[0].startswith(
        "Sảnh B: chưa có quầy và màn hình nào."
    )
    assert close in told(api, "halls", with_entry(api, "halls", "ward", {"point": "hamlet"}))


def test_ratings_tell_which_tablets_ask_and_who_can_still_rate(
    api: Api, server: Server, clock: SetClock
) -> None:
    api.at_work()
    api.take()
    for step in ("call", "serve", "finish"):
        api.officer.post(f"/counters/1/{step}")
    assert changed(api, "ratings", enabled=True) == [
        "Chưa có máy đánh giá nào ở quầy: người dân đánh giá bằng mã trên phiếu.",
        "1 lượt đã xong hôm nay còn đánh giá được bằng mã trên phiếu.",
    ]
    machine(server, "rating", "Máy đánh giá", counter=1)
    assert changed(api, "ratings", enabled=True)[0] == "Máy đánh giá sẽ hỏi sau mỗi lượt ở: Quầy 1."
    assert changed(api, "ratings", tablet_seconds=60)[0].startswith("Chưa hỏi đánh giá")
    put(api, "ratings", part(api, "ratings") | {"enabled": True})
    clock.forward(minutes=20)
    assert changed(api, "ratings", late_minutes=10)[0].startswith("0 lượt")
    assert changed(api, "ratings", tablet_seconds=60)[0].startswith("1 máy đánh giá hỏi 60 giây")
    assert changed(api, "ratings", enabled=False)[0].startswith(
        "Ngay khi lưu, không hỏi ai nữa, kể cả ở 1 máy"
    )


def test_reasons_and_words_of_ratings_tell_what_goes(api: Api, clock: SetClock) -> None:
    put(api, "ratings", part(api, "ratings") | {"enabled": True})
    reasons = part(api, "ratings")["reasons"]
    other = [reasons[0] | {"vi": "Thái độ"}, *reasons[2:], {"key": "noise", "vi": "Ồn", "en": "Noise"}]
    assert changed(api, "ratings", reasons=other) == [
        "“Thái độ chưa đúng mực” sẽ được ghi là “Thái độ”, cả trong báo cáo những ngày trước.",
        "“Chờ đợi lâu”: không chọn được nữa; những lần đã chọn vẫn được đếm, báo cáo ghi là “wait”.",
        "Ai chưa hài lòng chọn được thêm: “Ồn”.",
    ]
    api.at_work()
    track = api.take()["track"]
    for step in ("call", "serve", "finish"):
        api.officer.post(f"/counters/1/{step}")
    assert api.nobody.post("/ratings", {"track": track, "level": 3, "words": "Tốt"}).status_code == 201
    clock.forward(days=10)
    api.take()
    clock.forward(days=1)
    assert changed(api, "ratings", words_days=30)[0].startswith("Chưa có lời nào cũ hơn 30 ngày")
    assert changed(api, "ratings", words_days=7)[0].startswith("1 lời đã cũ hơn 7 ngày: bị xóa")
    assert changed(api, "ratings", words=False)[0].startswith("Không ai viết được nữa")


def test_messages_tell_what_a_way_lacks_whose_turn_is_near_and_what_is_said(api: Api, server: Server) -> None:
    server.programs.messages.close()
    (lacks,) = changed(api, "messages", sms=True)
    assert lacks.startswith("Chưa gửi được qua tin nhắn SMS. Còn thiếu: địa chỉ cổng SMS; ")
    send_by(server.context, sms(near_people=1, near_minutes=0), SMS_KEYS)
    api.at_work()
    ids = [api.take()["id"] for _ in range(4)]
    wishing.wish(server.context, ids[3], MessageForm("0912345678", "sms", agreed=True, language="vi"))
    assert changed(api, "messages", near_people=3)[0].startswith(
        "1 người đã xin nhắn; lúc này 1 người trong số đó"
    )
    assert changed(api, "messages", near_people=2)[0].startswith(
        "1 người đã xin nhắn; lúc này 0 người trong số đó"
    )
    (words,) = changed(api, "messages", sms_called="Mời số {number}")
    assert words.startswith("Tin SMS sẽ viết: “Moi so A012” (11 chữ, 1 tin).")
    assert "; 1 người đang chờ tin qua đó" in changed(api, "messages", sms=False)[0]


def test_what_is_kept_tells_which_days_and_which_list_go(api: Api, clock: SetClock) -> None:
    assert changed(api, "dossiers", keep_days=7)[0].startswith("Chưa có danh sách hồ sơ nào")
    plan(api, WHOLE, SAVE)
    for days in (0, 20, 13):
        clock.forward(days=days)
        api.take()
    clock.forward(days=1)
    assert changed(api, "retention", steps_days=31) == [
        "1 ngày, từ 23/11/2026 đến 23/11/2026, sẽ được gói lại ngay khi trung tâm đóng cửa: ai làm gì ở từng bước bị xóa hẳn, số liệu giữ nguyên."
    ]
    assert changed(api, "retention", steps_days=100)[0].startswith("Chưa ngày nào đủ cũ")
    assert changed(api, "retention", steps_days=0)[0].startswith("Không gói lại ngày nào nữa")
    assert changed(api, "dossiers", keep_days=60) == [
        "Danh sách nhận ngày 23/11/2026 (4 hồ sơ) được giữ ít nhất đến hết ngày 22/01/2027."
    ]
    private, gone = changed(api, "dossiers", keep_days=7, public=False)
    assert private.endswith("công chức vẫn tra được 4 hồ sơ.")
    assert gone.endswith("đã quá hạn: bị xóa khi sang ngày mới.")
