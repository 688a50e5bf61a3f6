"""The centre's own catalogue: changed while it runs, found at once, kept over an upgrade, taken back."""

from dataclasses import replace
from typing import Any

import pytest

from server.app import Server
from server.config import DEFAULT_CATALOGUE, ELSEWHERE, PLAIN_WORDS
from server.service import centre
from server.service.procedures.search import Catalogue
from server.store import doctor
from server.store.procedures.catalogue import read_catalogue, read_elsewhere
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server

COPY, BIRTH, OWN = "2.000815", "1.001193", "TN-01"
NEW = {"name": "Mượn phòng họp nhà văn hóa", "field": "HT", "said": ["mượn nhà văn hóa"]}
DIVORCE = {
    "vi": "Ly hôn",
    "en": "Divorce",
    "where_vi": "Tòa án nhân dân khu vực 3",
    "where_en": "The people's court of area 3",
    "said": ["ly dị"],
}


def found(api: Api, words: str) -> list[str]:
    return [p["code"] for p in api.kiosk.get(f"/procedures?q={words}").json["items"]]


def places(api: Api, words: str) -> list[str]:
    return [e["places"]["vi"] for e in api.kiosk.get(f"/procedures?q={words}").json["elsewhere"]]


def one(api: Api, code: str) -> dict[str, Any]:
    answer: dict[str, Any] = api.admin.get(f"/procedures/{code}").json
    return answer


def is_clean(server: Server) -> None:
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_a_procedure_has_plain_words_papers_field_and_state(api: Api) -> None:
    copy = one(api, COPY)
    assert copy["field"] == "CT"
    assert (copy["active"], copy["version"]) == (True, 0)
    assert "sao y" in copy["said"]
    assert copy["papers"]["vi"]
    assert copy["papers"]["en"]
    assert api.admin.get("/procedures/9.999999").json["code"] == "unknown_catalogue_entry"


def test_a_new_name_is_found_at_once_by_the_kiosk(api: Api, server: Server) -> None:
    assert found(api, "xeroc mau tim") == []
    said = [*one(api, COPY)["said"], "xerốc mẫu tím"]
    answer = api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y giấy tờ", "said": said})
    assert answer.status_code == 200, answer.text
    assert found(api, "xeroc mau tim")[0] == COPY
    assert api.kiosk.get("/procedures?q=sao y").json["items"][0]["short_name"] == "Sao y giấy tờ"
    assert one(api, COPY)["papers"]["vi"] != []
    is_clean(server)


def test_a_procedure_of_the_centres_own_is_found_and_takes_a_number(api: Api, server: Server) -> None:
    answer = api.admin.put_json(f"/procedures/{OWN}", NEW)
    assert (answer.status_code, answer.json["active"]) == (200, True)
    assert found(api, "muon nha van hoa")[0] == OWN
    assert api.kiosk.post("/tickets", {"field": "HT", "procedure": OWN}).status_code == 201
    is_clean(server)


def test_one_that_goes_to_another_field_is_found_there(api: Api) -> None:
    assert api.admin.put_json(f"/procedures/{BIRTH}", {"field": "CT"}).status_code == 200
    refused = api.kiosk.post("/tickets", {"field": "HT", "procedure": BIRTH})
    assert refused.json["code"] == "unknown_procedure"
    assert api.kiosk.post("/tickets", {"field": "CT", "procedure": BIRTH}).status_code == 201


def test_out_of_use_nobody_finds_it_and_history_keeps_its_name(api: Api, server: Server) -> None:
    name = one(api, BIRTH)["short_name"]
    assert BIRTH in found(api, "dang ky khai sinh")
    assert api.admin.delete(f"/procedures/{BIRTH}").json["active"] is False
    assert BIRTH not in found(api, "dang ky khai sinh")
    assert BIRTH not in [p["code"] for p in api.kiosk.get("/procedures?limit=500").json["items"]]
    assert BIRTH not in [p["code"] for p in api.kiosk.get("/procedures/asked?limit=50").json["items"]]
    refused = api.kiosk.post("/tickets", {"field": "HT", "procedure": BIRTH})
    assert refused.json["code"] == "unknown_procedure"
    assert centre.procedure_name(server.context, BIRTH) == name
    assert api.admin.put_json(f"/procedures/{BIRTH}", {}).json["active"] is True
    assert BIRTH in found(api, "dang ky khai sinh")
    is_clean(server)


def test_what_is_the_same_already_is_no_change(api: Api) -> None:
    assert api.admin.put_json(f"/procedures/{COPY}", {}).json["version"] == 0
    assert api.admin.delete(f"/procedures/{COPY}").json["version"] > 0
    version = one(api, COPY)["version"]
    assert api.admin.delete(f"/procedures/{COPY}").json["version"] == version


@pytest.mark.parametrize(
    ("code", "body", "said"),
    [
        ("khong-so", NEW, "Mã “khong-so” chưa đúng"),
        (OWN, {"name": "Việc mới"}, "Trung tâm không có lĩnh vực “”"),
        (OWN, NEW | {"field": "ZZ"}, "Trung tâm không có lĩnh vực “ZZ”"),
        (OWN, NEW | {"name": "  "}, "Tên còn trống"),
        (OWN, NEW | {"said": ["một; hai"]}, "không có dấu chấm phẩy"),
        (OWN, NEW | {"papers": {"vi": ["x" * 301]}}, "dài nhất 300 ký tự"),
        (OWN, NEW | {"short_name": "a\x07b"}, "ký tự điều khiển"),
        (OWN, NEW | {"short_name": "a" * 201}, "tên ngắn dài quá 200"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_plain_words(
    api: Api, code: str, body: dict[str, Any], said: str
) -> None:
    answer = api.admin.put_json(f"/procedures/{code}", body, accept_language="vi")
    assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
    assert said in answer.json["detail"]
    assert api.admin.get(f"/procedures/{code}").status_code == 404


def test_two_managers_at_once_overwrite_nothing(api: Api) -> None:
    first = api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y A"}, if_match='"0"')
    assert first.status_code == 200
    second = api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y B"}, if_match='"0"')
    assert (second.status_code, second.json["code"]) == (412, "procedure_moved")
    assert api.admin.delete(f"/procedures/{COPY}", if_match='"0"').status_code == 412
    assert one(api, COPY)["short_name"] == "Sao y A"
    assert first.headers["ETag"] == f'"{one(api, COPY)["version"]}"'


@pytest.mark.parametrize("code", [COPY, OWN])
def test_adding_a_procedure_overwrites_none_that_is_there_in_use_or_not(api: Api, code: str) -> None:
    if code == OWN:
        api.admin.put_json(f"/procedures/{OWN}", NEW)
        api.admin.delete(f"/procedures/{OWN}")
    before = one(api, code)
    added = api.admin.put_json(f"/procedures/{code}", NEW, if_none_match="*", accept_language="vi")
    assert (added.status_code, added.json["code"]) == (412, "procedure_there_already")
    assert f"Mã “{code}” đã dùng cho" in added.json["detail"]
    assert one(api, code) == before
    assert api.admin.put_json("/procedures/TN-02", NEW, if_none_match="*").status_code == 200


def test_an_etag_that_was_never_given_is_of_no_version(api: Api) -> None:
    for tag in ('W/"1"', '"abc"', "1 2"):
        answer = api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y"}, if_match=tag)
        assert (answer.status_code, answer.json["code"]) == (412, "procedure_moved")
    assert api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y"}, if_match="*").status_code == 200


def test_a_change_is_taken_back_unless_a_later_one_stands_on_it(api: Api, server: Server) -> None:
    was = one(api, COPY)
    seq = api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y A"}).json["version"]
    later = api.admin.delete(f"/procedures/{COPY}").json["version"]
    assert api.admin.post(f"/procedures/changes/{seq}/take-back").json["code"] == "procedure_moved"
    assert api.admin.post(f"/procedures/changes/{later}/take-back").status_code == 204
    now = one(api, COPY)
    assert (now["active"], now["short_name"]) == (True, "Sao y A")
    assert api.admin.post(f"/procedures/changes/{now['version']}/take-back").status_code == 204
    assert one(api, COPY)["active"] is False
    assert api.admin.post("/procedures/changes/1/take-back").json["code"] == "unknown_catalogue_change"
    assert {**was, "version": 0, "active": False}.keys() == one(api, COPY).keys()
    is_clean(server)


def test_a_new_one_that_is_taken_back_is_out_of_use(api: Api, server: Server) -> None:
    seq = api.admin.put_json(f"/procedures/{OWN}", NEW).json["version"]
    assert api.admin.post(f"/procedures/changes/{seq}/take-back").status_code == 204
    assert OWN not in found(api, "muon nha van hoa")
    assert one(api, OWN)["active"] is False
    is_clean(server)


def test_an_upgrade_never_undoes_the_centres_edits(api: Api, server: Server, clock: SetClock) -> None:
    """Another version of the product ships other names, lacks some procedures and has new ones."""
    api.admin.put_json(f"/procedures/{COPY}", {"short_name": "Sao y của phường"})
    api.admin.put_json(f"/procedures/{OWN}", NEW)
    api.admin.delete(f"/procedures/{BIRTH}")
    api.admin.delete("/procedures/elsewhere/li-hon")
    server.close()
    again = quick_server(server.settings, clock)
    try:
        shipped = {p.code: p for p in read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS)}
        other = [
            replace(shipped[COPY], short_name="Tên khác của bản mới"),
            replace(shipped[BIRTH], short_name="Khai sinh bản mới"),
            replace(shipped["2.000884"], short_name="Chữ ký bản mới"),
            replace(shipped["2.000908"], code="9.000001", short_name="Thủ tục hoàn toàn mới"),
        ]
        catalogue = Catalogue(again.context)
        catalogue.replace(other, read_elsewhere(ELSEWHERE))
        names = {p.code: p.short for p in catalogue.search("", None, 500)}
        assert names == {
            COPY: "Sao y của phường",
            OWN: NEW["name"],
            "2.000884": "Chữ ký bản mới",
            "9.000001": "Thủ tục hoàn toàn mới",
        }
        assert catalogue.elsewhere("ly hon") == []
        assert catalogue.elsewhere("ly lich tu phap") != []
    finally:
        again.close()


def test_it_is_the_centres_own_after_a_restart(api: Api, server: Server, clock: SetClock) -> None:
    api.admin.put_json(f"/procedures/{OWN}", NEW)
    api.admin.delete(f"/procedures/{BIRTH}")
    server.close()
    again = quick_server(server.settings, clock)
    try:
        assert [p.code for p in again.catalogue.search("muon nha van hoa", None, 1)] == [OWN]
        assert BIRTH not in {p.code for p in again.catalogue.search("khai sinh", None, 20)}
    finally:
        again.close()


def test_a_field_that_the_centre_adds_brings_its_procedures(api: Api) -> None:
    fields = api.admin.get("/settings").json["fields"]
    used = api.kiosk.get("/procedures?field=XD&limit=500").json["items"]
    assert used
    assert api.admin.delete("/settings/fields/XD").status_code == 200
    assert api.kiosk.get("/procedures?field=XD&limit=500").json["items"] == []
    assert not {p["code"] for p in used} & set(found(api, "giay phep xay dung"))
    back = next(field for field in fields if field["code"] == "XD")
    assert api.admin.put_json("/settings/fields/XD", back).status_code == 200
    assert api.kiosk.get("/procedures?field=XD&limit=500").json["items"] == used


def test_the_managers_list_is_paged_and_found_as_people_type(api: Api) -> None:
    first = api.admin.get("/procedures/all?limit=50").json
    assert (first["total"], first["all"], len(first["items"])) == (440, 440, 50)
    last = api.admin.get("/procedures/all?limit=50&offset=400").json["items"]
    assert len(last) == 40
    assert not {p["code"] for p in first["items"]} & {p["code"] for p in last}
    for words in ("dang ky khai sinh", "ddawng kys khai sinh", BIRTH):
        assert BIRTH in [p["code"] for p in api.admin.get(f"/procedures/all?q={words}").json["items"]]
    assert api.admin.get("/procedures/all?q=xqzw").json["total"] == 0
    assert api.admin.get('/procedures/all?q="*:(').json["total"] == 440


def test_the_managers_list_tells_states_apart(api: Api) -> None:
    api.admin.delete(f"/procedures/{BIRTH}")
    api.admin.put_json(f"/procedures/{OWN}", NEW)

    def codes(query: str) -> set[str]:
        return {p["code"] for p in api.admin.get(f"/procedures/all?limit=500&{query}").json["items"]}

    assert codes("state=out_of_use") == {BIRTH}
    assert codes("state=changed") == {BIRTH, OWN}
    assert BIRTH not in codes("state=in_use")
    assert codes("state=out_of_use&q=khai sinh") == {BIRTH}
    assert codes("state=out_of_use&field=CT") == set()
    assert api.admin.get("/procedures/all?state=x").status_code == 422


def test_who_asks_for_what_is_done_elsewhere_is_told_at_once(api: Api, server: Server) -> None:
    things = api.admin.get("/procedures/elsewhere").json["items"]
    assert len(things) == 20
    answer = api.admin.put_json("/procedures/elsewhere/li-hon", DIVORCE)
    assert answer.status_code == 200, answer.text
    assert places(api, "ly hon") == ["Tòa án nhân dân khu vực 3"]
    new = DIVORCE | {"vi": "Cấp hộ chiếu ngoại giao", "where_vi": "Bộ Ngoại giao", "said": ["hộ chiếu đỏ"]}
    added = api.admin.post("/procedures/elsewhere", new)
    assert (added.status_code, added.json["key"]) == (201, "cap-ho-chieu-ngoai-giao")
    assert "Bộ Ngoại giao" in places(api, "ho chieu do")
    again = api.admin.post("/procedures/elsewhere", new)
    assert (again.status_code, again.json["code"]) == (409, "elsewhere_there_already")
    assert api.admin.delete("/procedures/elsewhere/li-hon").status_code == 204
    assert places(api, "ly hon") == []
    assert api.admin.delete("/procedures/elsewhere/li-hon").json["code"] == "unknown_catalogue_entry"
    assert api.admin.post("/procedures/elsewhere", DIVORCE).status_code == 201
    is_clean(server)


def test_a_thing_done_elsewhere_is_overwritten_by_nobody_and_taken_back(api: Api, server: Server) -> None:
    seq = api.admin.put_json("/procedures/elsewhere/li-hon", DIVORCE, if_match='"0"').json["version"]
    moved = api.admin.delete("/procedures/elsewhere/li-hon", if_match='"0"')
    assert (moved.status_code, moved.json["code"]) == (412, "procedure_moved")
    assert api.admin.post(f"/procedures/changes/{seq}/take-back").status_code == 204
    assert places(api, "ly hon") == ["Tòa án nhân dân khu vực"]
    wrong = api.admin.put_json("/procedures/elsewhere/li-hon", DIVORCE | {"where_en": ""})
    assert (wrong.status_code, wrong.json["code"]) == (422, "not_valid")
    is_clean(server)


def test_only_managers_change_the_catalogue(api: Api) -> None:
    for who in (api.officer, api.kiosk, api.helper):
        assert who.put_json(f"/procedures/{COPY}", {}).status_code == 403
        assert who.get("/procedures/all").status_code == 403
        assert who.put("/procedures.csv", b"code\n").status_code == 403
    assert api.nobody.get(f"/procedures/{COPY}").status_code == 200
