"""The dossier system's list: looked at first, taken in whole or not at all, replaced, and deleted in time."""

import hashlib
import unicodedata

import pytest

from server.app import Server
from server.service.dossiers.forgetting import forget_dossiers
from server.service.dossiers.reading import MOST_ROWS
from server.store import doctor
from tests.api.dossiers.lists import HEAD, PREVIEW, ROWS, SAVE, WHOLE, plan, refused
from tests.support.api import Api
from tests.support.clock import SetClock

COUNTS = ("rows", "new", "changed", "same", "gone", "repeated", "wrong")


def counts(found: dict[str, int]) -> dict[str, int]:
    return {name: found[name] for name in COUNTS if found[name]}


def test_what_a_file_holds_is_shown_before_anything_is_saved(api: Api) -> None:
    found = plan(api, WHOLE)
    assert counts(found) == {"rows": 4, "new": 4}
    assert (found["received_first"], found["received_last"]) == ("2026-10-12", "2026-11-05")
    assert {each["state"]: each["rows"] for each in found["states"]} == {
        "processing": 1,
        "supplement": 1,
        "returned": 2,
    }
    assert (found["missing"], found["unknown_fields"]) == ([], [{"said": "Vũ trụ", "rows": 1}])
    assert api.admin.get("/dossiers/list").json == {"list": None, "version": 0}


def test_a_list_is_taken_in_whole_and_the_next_takes_its_place(api: Api, server: Server) -> None:
    plan(api, WHOLE, SAVE)
    told = api.admin.get("/dossiers/list").json
    assert {name: told["list"][name] for name in ("source", "from", "to", "rows", "by", "digest")} == {
        "source": "=thang 11.csv",
        "from": "2026-11-01",
        "to": "2026-11-23",
        "rows": 4,
        "by": "Trần Thị Bình",
        "digest": hashlib.sha256(WHOLE.encode()).hexdigest(),
    }
    later = "\n".join((HEAD, *ROWS[1:3], ROWS[3].replace("Yêu cầu bổ sung", "Đang xử lý")))
    found = plan(api, later)
    assert counts(found) == {"rows": 3, "changed": 1, "same": 2, "gone": 1}
    assert refused(api, later, SAVE, if_match='"1"') == (412, "dossiers_moved")
    plan(api, later, SAVE, if_match=f'"{found["version"]}"')
    with server.context.store.read() as connection:
        kept = connection.execute("SELECT * FROM dossiers").fetchall()
        journal = "".join(row[0] for row in connection.execute("SELECT data FROM journal"))
        assert list(doctor.examine(connection)) == []
    assert len(kept) == 3
    everything = str(kept) + journal
    assert "Lê Văn Kín" not in everything
    assert "Vũ trụ" not in everything
    assert "-0002" not in journal


def test_files_of_every_office_are_read(api: Api) -> None:
    for encoding in ("utf-8-sig", "utf-16", "cp1258"):
        text = WHOLE.replace(";", "\t") if encoding == "utf-16" else WHOLE
        # Windows-1258 has letters and marks of tones apart.
        file = "".join(map(_marks_apart, text)) if encoding == "cp1258" else text
        assert counts(plan(api, file.encode(encoding))) == {"rows": 4, "new": 4}


def _marks_apart(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        others = "".join(mark for mark in marks if mark != tone)
        return unicodedata.normalize("NFC", base + others) + tone
    return letter


def test_bad_rows_are_named_and_nothing_is_saved(api: Api) -> None:
    twice = ROWS[1].replace("Trực tiếp", "Trực tuyến")
    formula = ROWS[2].replace("H26.14-261103-0003", "=1+1")
    swapped = "H26.14-261105-0009;;;;Đang xử lý;10/11/2026;05/11/2026;;"
    later = "H26.14-261105-0010;;;;Đang xử lý;24/11/2026;;;"
    file = "\n".join((HEAD, *ROWS, ROWS[1], twice, formula, swapped, later, ROWS[0] + ";thừa"))
    found = plan(api, file)
    assert counts(found) == {"rows": 4, "new": 4, "repeated": 1, "wrong": 5}
    assert [(wrong["row"], wrong["reason"]) for wrong in found["wrong_rows"]] == [
        (7, "Mã trùng với dòng 3 nhưng nội dung khác"),
        (8, "“=1+1” không phải mã hồ sơ"),
        (9, "Cột ngày hẹn trả trước ngày tiếp nhận"),
        (10, "Cột ngày tiếp nhận (24/11/2026) sau ngày cuối của kỳ"),
        (11, "Số ô không khớp với số cột"),
    ]
    assert refused(api, file) == (422, "dossier_file_wrong")
    assert api.admin.get("/dossiers/list").json["list"] is None


def test_files_that_are_no_list_or_another_months_are_refused(api: Api) -> None:
    old = "\n".join((HEAD, ROWS[0].replace("02/11/2026", "20/10/2026")))
    answer = api.admin.put(PREVIEW, old.encode())
    assert (answer.status_code, answer.json["code"]) == (422, "dossier_other_days")
    assert "12/10/2026 đến 20/10/2026" in answer.json["detail"]
    assert refused(api, WHOLE.replace("Mã hồ sơ", "Mã gì đó")) == (422, "dossier_file_unreadable")
    assert refused(api, WHOLE.replace("Họ tên", "Số hồ sơ")) == (422, "dossier_file_unreadable")
    assert refused(api, HEAD) == (422, "dossier_file_unreadable")
    assert refused(api, b"\x89PNG\x00\x00") == (422, "dossier_file_unreadable")
    assert refused(api, WHOLE, SAVE.replace("to=2026-11-23", "to=2026-11-24")) == (422, "day_to_come")
    swapped = WHOLE.replace("Trạng thái", "X").replace("Họ tên", "Trạng thái")
    assert refused(api, swapped) == (422, "dossier_file_wrong")


def fill(api: Api, server: Server, rows: int) -> str:
    row = "H26.14-261103-{:06d},Đang xử lý,03/11/2026\n"
    file = "code,state,received\n" + "".join(row.format(n) for n in range(rows))
    assert counts(plan(api, file, SAVE)) == {"rows": rows, "new": rows}
    assert api.officer.get(f"/dossiers/H26.14-261103-{rows - 1:06d}").json["state"] == "processing"
    return file + row.format(rows)


def test_a_long_list_is_written_part_by_part_and_deleted_whole(api: Api, server: Server) -> None:
    fill(api, server, 2100)
    assert api.admin.delete("/dossiers/list").status_code == 204
    with server.context.store.read() as connection:
        assert connection.execute("SELECT COUNT(*) FROM dossiers").fetchone() == (0,)
    assert api.admin.delete("/dossiers/list").json["code"] == "no_dossiers"


@pytest.mark.torture
def test_a_hundred_thousand_rows_are_taken_in_and_one_more_is_not(api: Api, server: Server) -> None:
    longer = fill(api, server, MOST_ROWS)
    assert refused(api, longer) == (413, "dossier_file_too_large")


def test_the_list_does_not_go_by_a_clock_that_is_far_ahead(api: Api, server: Server, clock: SetClock) -> None:
    plan(api, WHOLE, SAVE)
    api.take()
    clock.set("2027-06-01 08:00")
    forget_dossiers(server.context)
    assert api.admin.get("/dossiers/list").json["list"] is not None
    for _ in range(3):  # numbers are given by that clock, over midnights
        api.take()
        clock.forward(days=1)
        forget_dossiers(server.context)
        assert api.admin.get("/dossiers/list").json["list"] is not None


def test_the_list_goes_when_its_time_is_over(api: Api, server: Server, clock: SetClock) -> None:
    plan(api, WHOLE, SAVE)
    for days in (0, 23, 22, 1):
        clock.forward(days=days)
        forget_dossiers(server.context)
        assert api.admin.get("/dossiers/list").json["list"] is not None
        api.take()
    clock.forward(days=1)
    forget_dossiers(server.context)
    assert api.admin.get("/dossiers/list").json["list"] is None
    last = api.admin.get("/journal?since=0&limit=1000").json["items"][-1]
    assert (last["type"], last["actor"], last["data"]["rows"]) == ("dossiers_deleted", "system", 4)
