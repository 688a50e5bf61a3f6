"""How far a dossier is, on a phone, in each language; and Form 06 on the manager's page."""

import re

from flask.testing import FlaskClient

from tests.api.browsing import sign_in
from tests.api.dossiers.lists import SAVE, WHOLE, plan
from tests.support.api import Api
from tests.support.clock import SetClock

CODE = "H26.14-261103-0003"


def ask(client: FlaskClient, code: str, lang: str = "vi") -> tuple[int, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/dossiers").text)
    assert token
    answer = client.post(f"/dossiers?lang={lang}", data={"csrf_token": token[1], "code": code})
    return answer.status_code, answer.text


def test_a_phone_is_told_state_and_due_day_in_its_language_and_guessing_is_braked(
    client: FlaskClient, api: Api, clock: SetClock
) -> None:
    off = client.get("/dossiers")
    assert (off.status_code, 'name="code"' in off.text) == (409, False)
    assert "hỏi công chức ở quầy" in off.text
    plan(api, WHOLE, SAVE)
    assert client.get("/dossiers").status_code == 200
    clock.forward(days=2)
    for lang, told in {
        "vi": ("Đang giải quyết", "Ngày hẹn trả: 10/11/2026.", "đến ngày 23/11/2026 (cách đây 2 ngày)"),
        "en": ("Being handled", "Due on 10/11/2026.", "As of 23/11/2026 (2 days ago)"),
        "zh": ("办理中", "约定日期：10/11/2026。", "数据截至23/11/2026（2天前）"),
    }.items():
        status, page = ask(client, CODE.lower(), lang)
        assert status == 200
        assert [line for line in told if line not in page] == []
        assert "Chứng thực" not in page
    wrong = [ask(client, f"H26.14-261103-1{n:03d}") for n in range(7)]
    assert [status for status, _ in wrong] == [404] * 6 + [429]
    braked = wrong[-1][1]
    assert "Mời ông/bà thử lại sau 1 phút, hoặc hỏi công chức ở quầy." in braked
    assert 'name="code"' in braked
    assert api.nobody.post("/dossiers/ask", {"code": CODE}).status_code == 429  # page and API count together


def test_the_form_on_the_page_says_which_columns_have_no_source(client: FlaskClient, api: Api) -> None:
    sign_in(client, "binh")
    page = client.get("/admin/reports/form06").text
    assert page.count("form06-none") == 11
    assert "Cột 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13: chưa có nguồn: chưa nhập danh sách hồ sơ." in page
    plan(api, "\n".join(line.rpartition(";")[0] for line in WHOLE.splitlines()), SAVE)
    page = client.get("/admin/reports/form06").text
    assert page.count("form06-none") == 2
    assert "Nguồn của cột 3, 6, 7, 8, 9, 10, 11, 12, 13: =thang 11.csv: hồ sơ từ 01/11/2026" in page
    assert "Cột 4, 5: chưa có nguồn: danh sách không ghi đủ hình thức nộp." in page
    assert client.get("/admin/reports/form06?from=2026-12-01&to=2026-11-01").status_code == 422
    assert client.get("/admin/dossiers").status_code == 200
