"""The page of one visit, which needs no script."""

import html
from typing import Any

from server.app import Server
from server.service.retention.packing import due, pack_day
from tests.api.browsing import sign_in
from tests.api.reports.test_life import CODE, NOTE, a_long_visit
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.month import a_month


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


def test_it_says_kindly_that_the_steps_of_a_packed_day_are_kept_no_longer(
    server: Server, api: Api, clock: SetClock
) -> None:
    api.take()  # row 1 of a journal is never packed
    ticket = a_long_visit(api, clock)
    clock.forward(days=500)
    a_month(clock, api.take)
    found = due(server.context)
    assert pack_day(server.context, "2026-11-23", found) is not None
    browser = server.app.test_client()
    sign_in(browser, "binh")
    page = html.unescape(browser.get(f"/admin/visits/{ticket}").text)
    assert "Từng bước của lượt này không còn được giữ" in page
    assert NOTE not in page
    assert "kept no longer" in html.unescape(browser.get(f"/admin/visits/{ticket}?lang=en").text)
    told: Any = api.admin.get(f"/tickets/{ticket}/life").json
    read: Any = api.admin.get("/journal?since=0&limit=1000").json
    assert (told["packed"], told["items"]) == (True, [])
    assert read["packed"] > 10
