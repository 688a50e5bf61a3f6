"""What a change of fields, counters, the voice or alerts would bring with it is told before it is set, and changes nothing."""

from typing import Any

from server.app import Server
from server.service.settings.foretold import FORETOLD
from tests.support.api import Api
from tests.support.clock import SetClock

Entry = dict[str, Any]


def told(api: Api, part: str, value: Any) -> list[str]:
    answer = api.admin.post(f"/settings/{part}/preview", {"value": value})
    assert answer.status_code == 200, answer.text
    assert all(each["vi"] and each["en"] for each in answer.json["told"])
    return [each["vi"] for each in answer.json["told"]]


def part(api: Api, name: str) -> Any:
    return api.admin.get("/settings").json[name]


def with_entry(api: Api, name: str, key: Any, changed: Entry) -> list[Entry]:
    return [each | changed if key in {each.get("code"), each.get("n")} else each for each in part(api, name)]


def without(api: Api, name: str, key: Any) -> list[Entry]:
    return [each for each in part(api, name) if key not in {each.get("code"), each.get("n")}]


def test_a_field_tells_who_waits_its_next_number_and_its_row_at_the_kiosk(api: Api) -> None:
    api.take()
    api.take()
    lines = told(
        api, "fields", with_entry(api, "fields", "CT", {"prefix": "M", "vi": "Sao y", "en": "Copies"})
    )
    assert lines == [
        "2 người đang chờ ở lĩnh vực này giữ số và thứ tự của mình.",
        "Số tiếp theo sẽ in: M001.",
        "Ô trên máy lấy số: “Sao y” (Copies), 2 người đang chờ.",
    ]
    assert "Số tiếp theo sẽ in: A500." in told(
        api, "fields", with_entry(api, "fields", "CT", {"first_number": 500})
    )
    assert api.take()["number"] == "A003"


def test_the_next_number_that_is_told_is_the_one_that_is_given(api: Api) -> None:
    api.take()
    wanted = with_entry(api, "fields", "CT", {"first_number": 40})
    assert "Số tiếp theo sẽ in: A040." in told(api, "fields", wanted)
    api.admin.put_json("/settings/fields", wanted)
    assert api.take()["number"] == "A040"


def test_a_letter_that_numbers_of_another_field_bear_is_told_before_it_is_refused(api: Api) -> None:
    api.take("HT")
    fields = [
        each | {"prefix": {"CT": "B", "HT": "A"}.get(each["code"], each["prefix"])}
        for each in part(api, "fields")
    ]
    assert "Chữ B đã có trên số của lĩnh vực khác hôm nay: từ ngày mai mới đổi được." in told(
        api, "fields", fields
    )
    assert api.admin.put_json("/settings/fields", fields).json["code"] == "prefix_had_today"


def test_a_days_limit_tells_what_was_given_already(api: Api) -> None:
    for _ in range(3):
        api.take()
    limited = with_entry(api, "fields", "CT", {"daily_limit": 5})
    assert "Hôm nay đã cấp 3 số: còn 2 số nữa." in told(api, "fields", limited)
    full = with_entry(api, "fields", "CT", {"daily_limit": 3})
    (over,) = [line for line in told(api, "fields", full) if "ngừng cấp" in line]
    assert over.startswith("Hôm nay đã cấp 3 số")
    api.admin.put_json("/settings/fields", full)
    assert api.kiosk.post("/tickets", {"field": "CT"}).json["code"] == "daily_limit"


def test_a_field_of_helpers_or_out_of_its_hours_says_so(api: Api) -> None:
    helper = told(api, "fields", with_entry(api, "fields", "CT", {"helper_only": True}))
    assert any("mời đến người hướng dẫn" in line for line in helper)
    hours = [{"weekday": None, "from": "13:00", "until": "14:00"}]
    shut = told(api, "fields", with_entry(api, "fields", "CT", {"hours": hours}))
    assert "Lúc này ngoài giờ của lĩnh vực: máy lấy số không cấp số." in shut


def test_a_new_field_says_that_no_counter_serves_it_yet(api: Api) -> None:
    new = {"code": "QP", "prefix": "M", "vi": "Quân sự", "en": "Military"}
    lines = told(api, "fields", [*part(api, "fields"), new])
    assert "Số tiếp theo sẽ in: M001." in lines
    assert any(line.startswith("Quân sự: chưa có quầy nào phục vụ.") for line in lines)


def test_a_field_that_goes_tells_how_many_have_to_move(api: Api) -> None:
    assert told(api, "fields", without(api, "fields", "XD")) == ["Xây dựng - Đô thị: không có ai đang chờ."]
    api.take("XD")
    (line,) = told(api, "fields", without(api, "fields", "XD"))
    assert line.startswith("Xây dựng - Đô thị: 1 người đang chờ phải chuyển sang lĩnh vực khác")
    assert any(each["code"] == "XD" for each in part(api, "fields"))


def test_a_counter_tells_who_works_there_and_what_it_serves_until_it_opens_again(api: Api) -> None:
    api.at_work()
    lines = told(
        api, "counters", with_entry(api, "counters", 1, {"fields": ["HT"], "helps": [], "name": "Phòng 203"})
    )
    assert lines[0] == "Phòng 203 đang mở: Nguyễn Thị Lan."
    assert lines[1].startswith("Cho đến khi mở lại, quầy vẫn phục vụ: ")
    assert lines[1].endswith(" Từ lần mở sau: Tư pháp - Hộ tịch.")
    assert "Màn hình và phiếu sẽ ghi: Phòng 203." in lines
    (spoken,) = [line for line in lines if line.startswith("Khi gọi sẽ đọc:")]
    assert "đến Phòng 203." in spoken
    (gone,) = told(api, "counters", without(api, "counters", 1))[:1]
    assert gone.startswith("Quầy 1 đang mở: đóng quầy trước")


def test_a_field_that_loses_its_last_counter_is_named(api: Api) -> None:
    everywhere = [each | {"fields": ["CT"], "helps": []} for each in part(api, "counters")]
    api.take("HT")
    assert "Tư pháp - Hộ tịch: không còn quầy nào phục vụ; 1 người đang chờ." in told(
        api, "counters", everywhere
    )


def test_the_voice_tells_the_sentence_and_how_loud_it_is_now(api: Api) -> None:
    voice = part(api, "voice")
    spoken, loud = told(api, "voice", voice | {"english": True, "volume": 0.5, "speed": 1.2})
    assert "“Mời công dân có số a, không, một, hai, đến quầy số một.”" in spoken
    assert "“Number A, zero, one, two, please go to counter one.”" in spoken
    assert loud == "Vào giờ này: tốc độ 1.2, âm lượng 50 %."
    assert told(api, "voice", voice | {"enabled": False})[0].startswith("Không đọc gì")
    hour = [{"from": "00:00", "until": "23:59", "volume": 0}]
    assert "không ai nghe thấy" in told(api, "voice", voice | {"hours": hour})[1]


def test_an_alert_tells_whether_it_would_be_raised_now_and_by_what(api: Api, clock: SetClock) -> None:
    rule = {
        "code": "long",
        "vi": "Chờ lâu",
        "en": "Long wait",
        "metric": "longest_wait_minutes",
        "field": "CT",
    }
    rules = part(api, "alerts")
    assert told(api, "alerts", [*rules, rule | {"limit": 10}]) == ["Chờ lâu: lúc này chưa có gì để đo."]
    api.take()
    clock.forward(minutes=12)
    (now,) = told(api, "alerts", [*rules, rule | {"limit": 10}])
    assert now == ("Chờ lâu: báo ngay lúc này. Chứng thực: người chờ lâu nhất đã chờ 12 phút (mức 10 phút).")
    (later,) = told(api, "alerts", [*rules, rule | {"limit": 10, "for_minutes": 5}])
    assert later.startswith("Chờ lâu: báo nếu còn như lúc này thêm 5 phút.")
    (quiet,) = told(api, "alerts", [*rules, rule | {"limit": 20}])
    assert quiet.startswith("Chờ lâu: lúc này không báo. Cao nhất: Chứng thực")
    (off,) = told(api, "alerts", [*rules, rule | {"limit": 10, "active": False}])
    assert off == "Chờ lâu: đang tắt, không báo."


def test_nothing_is_told_of_what_stays_and_of_other_parts(api: Api, server: Server) -> None:
    for name in sorted(FORETOLD - {"voice"}):
        assert told(api, name, part(api, name)) == []
    answer = api.admin.post("/settings/calling/preview", {"value": part(api, "calling")})
    assert answer.json["told"] is None
    wrong = api.admin.post("/settings/fields/preview", {"value": [{"code": "CT"}, "x", 7]})
    assert (wrong.status_code, wrong.json["code"]) == (422, "not_valid")
    assert server.context.settings.version == part(api, "version")
