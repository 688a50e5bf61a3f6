"""A phone that takes a number from afar, in a real browser: each standing in words, nothing in anybody's way."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page, Route, expect
from werkzeug.serving import make_server

from tests.city.requests.stand import silent, sync, time_passes
from tests.city.requests.test_handing import TOLD, word
from tests.pages.axe import expect_accessible
from tests.support.browser import PHONE


@pytest.fixture
def url(app: Flask, centre: str) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    width, height = PHONE
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=url)
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto("/afar/W0001")
    yield opened
    assert troubles == []
    context.close()


def feed(page: Page, **facts: Any) -> None:
    """What the centre's file says from now on."""

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps({"lines": {}, "calls": [], **facts}), content_type="application/json")

    page.unroute("**/w/W0001.json")
    page.route("**/w/W0001.json", answer)


def asked(page: Page, connection: psycopg.Connection) -> str:
    """It asks, and the centre is handed the request."""
    page.get_by_text("Chứng thực").click()
    page.get_by_role("button", name="Lấy số").click()
    expect(page.get_by_role("heading", name="Đang hỏi phường…")).to_be_visible()
    (request,) = sync(connection, "W0001")
    return str(request["id"])


def test_a_number_comes_is_checked_in_and_called(page: Page, connection: psycopg.Connection) -> None:
    feed(page)
    expect_accessible(page)
    id_ = asked(page, connection)
    expect_accessible(page)
    sync(connection, "W0001", answers=[word(id_, "issued")])
    expect(page.get_by_role("heading", name="Đã giữ chỗ")).to_be_visible()
    expect(page.get_by_text("A007")).to_be_visible()
    expect(page.get_by_text("Xin đến trước")).to_be_visible()
    expect_accessible(page)
    page.get_by_label("Mã tại sảnh").fill("1234")
    page.get_by_role("button", name="Báo có mặt").click()
    expect(page.get_by_text("Đang báo với phường…")).to_be_visible()
    (step,) = sync(connection, "W0001")
    feed(page, lines={"CT": ["A005", "A006", "A007"]})
    sync(connection, "W0001", answers=[word(step["id"], "checked_in")])
    expect(page.get_by_role("heading", name="Đã báo có mặt")).to_be_visible()
    expect(page.locator('[data-role="ahead-here"]')).to_have_text("2")
    expect_accessible(page)
    feed(page, calls=[{"number": "A007", "counter": 3, "counter_name": None, "at": 0}])
    expect(page.get_by_role("heading", name="Mời ông/bà đến quầy")).to_be_visible()
    expect(page.locator('[data-role="counter"]')).to_have_text("3")


def test_wrong_digits_are_told_in_the_centres_words(page: Page, connection: psycopg.Connection) -> None:
    id_ = asked(page, connection)
    sync(connection, "W0001", answers=[word(id_, "issued")])
    page.get_by_label("Mã tại sảnh").fill("9999")
    page.get_by_role("button", name="Báo có mặt").click()
    expect(page.get_by_text("Đang báo với phường…")).to_be_visible()
    (step,) = sync(connection, "W0001")
    told = {"code": "presence_wrong", "vi": "Mã vừa nhập không có trên màn hình sảnh.", "en": "Wrong."}
    sync(connection, "W0001", answers=[word(step["id"], "refused", told=told)])
    expect(page.get_by_text("Mã vừa nhập không có trên màn hình sảnh.")).to_be_visible()
    expect_accessible(page)


def test_an_answer_that_is_quicker_than_the_pages_first_look_is_shown(
    page: Page, connection: psycopg.Connection
) -> None:
    id_ = asked(page, connection)
    sync(connection, "W0001", answers=[word(id_, "issued")])
    looks = re.compile(f"/public/requests/W0001/{id_}$")
    held: list[Route] = []
    answered: list[str] = []

    def hold(route: Route) -> None:
        route.continue_() if answered else held.append(route)

    page.get_by_label("Mã tại sảnh").fill("9999")
    page.route(looks, hold)
    with page.expect_request(looks):
        page.get_by_role("button", name="Báo có mặt").click()
    expect(page.get_by_text("Đang báo với phường…")).to_be_visible()
    (step,) = sync(connection, "W0001")
    told = {"code": "presence_wrong", "vi": "Mã vừa nhập không có trên màn hình sảnh.", "en": "Wrong."}
    sync(connection, "W0001", answers=[word(step["id"], "refused", told=told)])
    answered.append(step["id"])
    for route in held:
        with suppress(Error):  # of the page before
            route.continue_()
    expect(page.get_by_text("Mã vừa nhập không có trên màn hình sảnh.")).to_be_visible()


def test_a_centre_that_goes_silent_is_told_and_a_late_number_turns_the_page(
    page: Page, connection: psycopg.Connection, conninfo: str
) -> None:
    id_ = asked(page, connection)
    silent(conninfo)
    expect(page.get_by_role("heading", name="Phường đang mất kết nối")).to_be_visible()
    time_passes(connection, 121)
    expect(page.get_by_role("heading", name="Yêu cầu đã hết hạn, ông/bà chưa có số")).to_be_visible()
    expect_accessible(page)
    sync(connection, "W0001", answers=[word(id_, "issued", told=TOLD)])
    expect(page.get_by_text("A007")).to_be_visible()


def test_before_it_can_ask_a_phone_is_told_that_the_centre_is_silent(
    page: Page, conninfo: str, connection: psycopg.Connection
) -> None:
    silent(conninfo, seconds=300)
    page.reload()
    expect(page.get_by_text("Phường đang mất kết nối: không lấy số từ xa được")).to_be_visible()
    expect(page.get_by_role("button", name="Lấy số")).to_have_count(0)
    expect_accessible(page)
    page.goto("/afar/W0001?lang=en")
    expect(page.get_by_text("The ward is not connected now")).to_be_visible()


def test_a_number_that_lapsed_says_so(page: Page, connection: psycopg.Connection) -> None:
    id_ = asked(page, connection)
    sync(connection, "W0001", answers=[word(id_, "issued")])
    expect(page.get_by_role("heading", name="Đã giữ chỗ")).to_be_visible()
    sync(connection, "W0001", answers=[word(id_, "lapsed")])
    page.dispatch_event("body", "visibilitychange")  # it looks at once, and draws its page anew by itself
    expect(page.get_by_role("heading", name="Số đã hết hiệu lực")).to_be_visible()
    expect_accessible(page)
