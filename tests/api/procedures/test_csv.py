"""The catalogue as a CSV file: exported, changed in a spreadsheet, looked at first, taken in whole or not at all."""

import csv
import io
from typing import Any

import pytest

from server.app import Server
from server.core.procedures.file import COLUMNS, MOST_ROWS
from server.store import doctor
from tests.support.api import Api

COPY, BIRTH = "2.000815", "1.001193"
PREVIEW, SAVE = "/procedures.csv?preview=true", "/procedures.csv"


def exported(api: Api) -> list[dict[str, str]]:
    answer = api.admin.get("/procedures.csv")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def plan(api: Api, file: str | bytes, path: str = PREVIEW) -> dict[str, Any]:
    answer = api.admin.put(path, file.encode() if isinstance(file, str) else file)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def refused(api: Api, file: bytes, path: str = PREVIEW) -> tuple[int, str]:
    answer = api.admin.put(path, file)
    return answer.status_code, (answer.json or {})["code"]


def counts(found: dict[str, Any]) -> dict[str, int]:
    return {
        name: found[name] for name in ("new", "changed", "out_of_use", "in_use_again", "wrong") if found[name]
    }


def test_what_is_exported_changes_nothing_when_it_is_imported(api: Api) -> None:
    file = api.admin.get("/procedures.csv").data
    assert file.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())
    found = plan(api, file)
    assert counts(found) == {}
    assert found["same"] == 440


def test_what_changes_is_shown_before_anything_is_saved(api: Api, server: Server) -> None:
    file = (
        "code,short_name,name,field,active\r\n"
        "TN-01,Mượn phòng,Mượn phòng họp nhà văn hóa,HT,1\r\n"
        f"{COPY},Sao y giấy tờ,,,\r\n".replace(",,,", ",Chứng thực,CT,")
        + f"{BIRTH},Khai sinh,Đăng ký khai sinh,HT,0\r\n"
    )
    found = plan(api, file)
    assert counts(found) == {"new": 1, "changed": 1, "out_of_use": 1}
    changed = next(change for change in found["changes"] if change["code"] == COPY)
    assert {
        "fact": "short_name",
        "before": "Sao y bản chính (chứng thực bản sao)",
        "after": "Sao y giấy tờ",
    } in changed["facts"]
    assert changed["row"] == 3
    assert exported(api)[0]["short_name"] == "Sao y bản chính (chứng thực bản sao)"
    plan(api, file, SAVE)
    now = {row["code"]: row for row in exported(api)}
    assert now["TN-01"]["short_name"] == "Mượn phòng"
    assert now[COPY]["short_name"] == "Sao y giấy tờ"
    assert now[BIRTH]["active"] == "0"
    assert api.kiosk.get("/procedures?q=muon phong hop").json["items"][0]["code"] == "TN-01"
    assert counts(plan(api, f"code,active\r\n{BIRTH},1\r\n")) == {"in_use_again": 1}
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_a_column_that_is_missing_leaves_all_as_it_is(api: Api) -> None:
    before = api.admin.get(f"/procedures/{COPY}").json
    plan(api, f"code;tên ngắn\r\n{COPY};Sao y của phường\r\n", SAVE)
    after = api.admin.get(f"/procedures/{COPY}").json
    assert after | {"short_name": "", "version": 0} == before | {"short_name": ""}
    assert after["short_name"] == "Sao y của phường"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_taken_in_as_spreadsheets_save_it(api: Api, encoding: str) -> None:
    file = f"code,short_name\r\n{COPY},Sao y của phường\r\n".encode(encoding)
    plan(api, file, SAVE)
    assert api.admin.get(f"/procedures/{COPY}").json["short_name"] == "Sao y của phường"


def test_a_file_whose_letters_became_question_marks_is_not_taken_in(api: Api) -> None:
    file = api.admin.get("/procedures.csv").data.decode("utf-8-sig").encode("cp1252", errors="replace")
    found = plan(api, file)
    assert (found["changed"], found["new"]) == (0, 0)
    assert found["wrong"] > 400
    assert "chọn Lưu thành, loại CSV UTF-8" in found["wrong_rows"][0]["reason"]
    asked = f"code,short_name\n{BIRTH},Khai sinh? Làm ở đây?\n"
    assert counts(plan(api, asked)) == {"changed": 1}


def test_wrong_rows_are_told_with_their_numbers_and_nothing_is_saved(api: Api) -> None:
    file = (
        "code,name,field,active\r\n"
        "TN-01,Việc thứ nhất,HT,1\r\n"
        "TN-01,Việc thứ nhất,HT,1\r\n"
        "\r\n"
        ",Không mã,HT,1\r\n"
        "TN-02,,HT,1\r\n"
        "TN-03,Việc,ZZ,1\r\n"
        "TN-04,Việc,HT,có lẽ\r\n"
        "TN-05,Việc,HT,1,thừa\r\n"
        "không-mã,Việc,HT,1\r\n"
    ).encode()
    found = plan(api, file)
    reasons = {each["row"]: each["reason"] for each in found["wrong_rows"]}
    told = {
        3: "Mã trùng với dòng 2",
        5: "Mã còn trống",
        6: "Tên còn trống",
        7: "Trung tâm không có lĩnh vực “ZZ”",
        8: "chỉ ghi 1 hoặc 0",
        9: "Số ô không khớp",
        10: "Mã “không-mã” chưa đúng",
    }
    assert list(reasons) == list(told)
    assert [row for row, text in told.items() if text not in reasons[row]] == []
    english = api.admin.put(PREVIEW, file, accept_language="en").json["wrong_rows"]
    assert english[0] == {"row": 3, "reason": "The code is that of row 2"}
    assert refused(api, file, SAVE) == (422, "catalogue_file_wrong")
    assert api.admin.get("/procedures/TN-01").status_code == 404


def test_a_formula_is_kept_as_text_and_goes_out_quoted(api: Api) -> None:
    formula = '=HYPERLINK("http://x","Bấm")'
    row = io.StringIO()
    csv.writer(row).writerow([COPY, formula])
    plan(api, "code,short_name\r\n" + row.getvalue(), SAVE)
    assert api.admin.get(f"/procedures/{COPY}").json["short_name"] == formula
    out = next(each for each in exported(api) if each["code"] == COPY)
    assert out["short_name"] == "'" + formula
    assert counts(plan(api, api.admin.get("/procedures.csv").data)) == {}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "catalogue_file_unreadable"),
        (b"code,name\r\n", "catalogue_file_unreadable"),
        (b"name,field\r\nx,HT\r\n", "catalogue_file_unreadable"),
        (b"code,name,name\r\n1,x,y\r\n", "catalogue_file_unreadable"),
        (b"PK\x03\x04\0\0\0\0", "catalogue_file_unreadable"),
        (b"\x89PNG\r\n\x1a\n\0\0", "catalogue_file_unreadable"),
    ],
    ids=["nothing", "no rows", "no codes", "a column twice", "a workbook", "a picture"],
)
def test_what_is_no_catalogue_is_refused_in_plain_words(api: Api, file: bytes, code: str) -> None:
    assert refused(api, file) == (422, code)


def test_a_hundred_thousand_rows_are_refused_and_nothing_is_saved(api: Api) -> None:
    rows = "".join(f"TN-{n},Việc số {n},HT\r\n" for n in range(100_000))
    file = ("code,name,field\r\n" + rows).encode()
    assert refused(api, file, SAVE) == (413, "catalogue_file_too_large")
    assert refused(api, b"code\r\n" + b"x" * (9 << 20), SAVE) == (413, "catalogue_file_too_large")
    assert api.admin.get("/procedures/all").json["all"] == 440


def test_as_many_rows_as_may_be_are_taken_in(api: Api) -> None:
    rows = "".join(f"TN-{n},Việc số {n},HT\r\n" for n in range(MOST_ROWS))
    assert plan(api, "code,name,field\r\n" + rows, SAVE)["new"] == MOST_ROWS
    assert api.admin.get("/procedures/all").json["all"] == 440 + MOST_ROWS
    assert api.kiosk.get("/procedures?q=viec so 77").json["items"]


def test_what_was_looked_at_is_what_is_saved(api: Api) -> None:
    file = f"code,short_name\r\n{COPY},Sao y của phường\r\n"
    version = plan(api, file)["version"]
    api.admin.delete(f"/procedures/{BIRTH}")
    answer = api.admin.put(SAVE, file.encode(), if_match=f'"{version}"')
    assert (answer.status_code, answer.json["code"]) == (412, "procedure_moved")
    assert api.admin.get(f"/procedures/{COPY}").json["version"] == 0


def test_a_form_is_not_read(api: Api) -> None:
    answer = api.admin.put_form(SAVE, {"file": (io.BytesIO(b"code"), "x.csv")})
    assert answer.status_code == 400
