"""The page of paper numbers, its files, and the routes that numbers are brought in by."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from server.app import Server
from server.service.queue.paper_pads import print_next
from server.service.settings import changes
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.centre import TWO_POINTS

SERVED = {"counter": 2, "called": "07:40", "finished": "07:50", "officer": "minh", "outcome": "received"}


@pytest.fixture
def manager(server: Server, api: Api) -> FlaskClient:
    browser = server.app.test_client()
    assert sign_in(browser, "binh").status_code in (302, 303)
    return browser


def printed(browser: FlaskClient, path: str, **form: Any) -> PdfReader:
    page = browser.get("/admin/paper").text
    (token,) = set(re.findall(r'name="csrf_token" value="([^"]+)"', page))
    answer = browser.post(path, data={"csrf_token": token, **form})
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return PdfReader(BytesIO(answer.data))


def texts(pages: list[Any]) -> str:
    return "\n".join(page.extract_text() for page in pages)


def test_a_pad_has_each_number_once_on_a_slip_and_once_on_the_list(manager: FlaskClient) -> None:
    pdf = printed(manager, "/admin/paper/pads", count=30)
    assert len(pdf.pages) == 4 + 2
    numbers = [f"DPA{n:03d}" for n in range(1, 31)]
    assert re.findall(r"DPA\d{3}\b", texts(pdf.pages[:4])) == numbers
    assert re.findall(r"^DPA\d{3}$", texts(pdf.pages[4:]), re.MULTILINE) == numbers
    slips = pdf.pages[0].extract_text()
    assert slips.count("Chứng thực") == slips.count("Giờ lấy số") == 8
    assert "REPRINT" not in slips
    assert all(page.mediabox.width == pytest.approx(595, abs=1) for page in pdf.pages)
    assert "DPA001 – DPA030" in manager.get("/admin/paper").text

    again = printed(manager, "/admin/paper/pads/1/again").pages[0].extract_text()
    assert re.findall(r"DPA\d{3}", again) == numbers[:8]
    assert again.count("BẢN IN LẠI") == 8
    assert "Đã in lại 1 lần" in manager.get("/admin/paper").text


def test_an_officer_brings_numbers_in_but_prints_none(server: Server, api: Api) -> None:
    officer = server.app.test_client()
    sign_in(officer, "lan")
    page = officer.get("/admin/paper")
    assert "Nhập số giấy" in page.text
    assert "/admin/paper/pads" not in page.text
    assert officer.post("/admin/paper/pads", data={"count": 5}).status_code in (400, 403)
    assert api.officer.get("/paper/pads").json == {"items": []}


def test_all_are_brought_in_or_none(server: Server, api: Api) -> None:
    print_next(server.context, 100, "manager:binh")
    rows = [
        {"number": "dpa 7", "field": "CT", "at": "07:30", "served": SERVED},
        {"number": "DPA008-9", "field": "HT", "at": "07:45"},
    ]
    wrong = api.officer.post(
        "/paper/numbers", {"items": [*rows, {"number": "A1", "field": "CT", "at": "07:30"}]}
    )
    assert (wrong.status_code, wrong.json["recorded"]) == (200, False)
    assert [item["code"] for item in wrong.json["items"]] == [None, None, "paper_number_unread"]
    done = [api.officer.post("/paper/numbers", {"items": rows}, key="once").json for _ in range(2)]
    assert done[0] == done[1]
    found = [(ticket["number"], ticket["state"]) for item in done[0]["items"] for ticket in item["tickets"]]
    assert found == [("DPA007", "finished"), ("DPA008", "waiting"), ("DPA009", "waiting")]
    (again,) = api.officer.post("/paper/numbers", {"items": rows[:1]}).json["items"]
    assert again["code"] == "paper_number_used"
    assert "Số DPA007 đã nhập rồi: Chứng thực, lấy lúc 07:30" in again["detail"]
    assert api.officer.get("/paper/pads").json["items"][0]["used"] == 3
    (known,) = api.officer.get("/tickets?number=dpa%207&day=today").json["items"]
    assert (known["number"], known["channel"], known["counter"]) == ("DPA007", "paper", 2)
    steps = api.officer.get(f"/tickets/{known['id']}/life").json["items"]
    assert [step["what"] for step in steps] == [
        "Số giấy DPA007 (Chứng thực) được lấy lúc 07:30; nay nhập vào hệ thống",
        "Đã được phục vụ trước khi nhập: quầy 2 gọi lúc 07:40, xong lúc 07:50, theo ghi chép trên giấy",
    ]
    assert api.kiosk.post("/tickets", {"field": "CT", "channel": "paper"}).status_code == 400


def test_the_page_asks_for_the_point_where_there_are_several(server: Server, api: Api) -> None:
    officer = server.app.test_client()
    sign_in(officer, "lan")
    assert "Nơi tôi mở quầy" not in officer.get("/admin/paper").text
    changes.put(server.context, "points", TWO_POINTS["points"], "test")
    changes.put(server.context, "halls", TWO_POINTS["halls"], "test")
    page = officer.get("/admin/paper").text
    assert 'value="at:hamlet">Thôn Đồi' in page
    print_next(server.context, 100, "manager:binh")
    item = {"number": "DPA001", "field": "CT", "at": "07:30"}
    (unsaid,) = api.admin.post("/paper/numbers", {"items": [item]}).json["items"]
    assert unsaid["code"] == "paper_point_unsaid"
    assert "mở quầy của mình" in unsaid["action"]
    said = api.admin.post("/paper/numbers", {"items": [item | {"point": "hamlet"}]}).json
    assert said["recorded"]
    (known,) = api.officer.get("/tickets?number=DPA001&day=today").json["items"]
    assert known["point"] == "hamlet"


def test_officers_find_the_page_from_their_account_and_their_way_back(server: Server, api: Api) -> None:
    officer = server.app.test_client()
    assert sign_in(officer, "lan").status_code in (302, 303)
    assert 'href="/admin/paper"' in officer.get("/account").text
    page = officer.get("/admin/paper").text
    assert "Trở lại công việc" in page
    assert re.search(r'href="/counter/\d+"', page)
