"""The page of one visit, which needs no script."""

import html

from server.app import Server
from tests.api.browsing import sign_in
from tests.api.reports.test_life import CODE, NOTE, a_long_visit
from tests.support.api import Api
from tests.support.clock import SetClock


def test_it_tells_each_step_and_why_in_both_languages(server: Server, api: Api, clock: SetClock) -> None:
    ticket = a_long_visit(api, clock)
    browser = server.app.test_client()
    sign_in(browser, "binh")
    page = html.unescape(browser.get(f"/admin/visits/{ticket}").text)
    for words in (
        "Lượt A001 ngày 23/11/2026",
        "Được gọi đến quầy 1",
        "Vì sao gọi số này?",
        NOTE,
        CODE,
        "08:13:00",
    ):
        assert words in page, words
    english = html.unescape(browser.get(f"/admin/visits/{ticket}?lang=en").text)
    assert "Called to counter 1" in english
    assert "Visit A001 on 23/11/2026" in english


def test_it_is_for_staff_and_says_kindly_that_there_is_no_such_visit(server: Server, api: Api) -> None:
    ticket = api.take()["id"]
    browser = server.app.test_client()
    assert browser.get(f"/admin/visits/{ticket}").status_code == 302
    sign_in(browser, "lan")
    assert browser.get(f"/admin/visits/{ticket}").status_code == 200
    for number in ("99999", "9007199254740992", "99999999999999999999999"):
        assert browser.get(f"/admin/visits/{number}").status_code == 404
