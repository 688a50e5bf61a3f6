"""The manager's page of the city: how the line is, what to do about a trouble, and its end."""

import html
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.link.now import CatalogueNow, LinkNow, Parted, Trouble
from server.core.link.troubles import TROUBLES
from server.core.units import HOUR_MS
from server.link.joined import read
from tests.api.browsing import sign_in, submit
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.fake_city import FakeCity
from tests.support.linked import all_is_there, join
from tests.support.waiting import until

NOW = LinkNow("https://city.example.vn", "W0001", "Phường Thử", 1795395600000, "goiso", 1795395600000, 12)


@pytest.fixture
def city() -> Iterator[FakeCity]:
    with FakeCity() as running:
        yield running


def page_of(server: Server, language: str = "vi") -> str:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    answer = browser.get(f"/admin/city?lang={language}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def told(server: Server, now: LinkNow | None) -> None:
    """As if the line were so."""
    ports = server.app.extensions["goiso"]
    server.app.extensions["goiso"] = replace(ports, city=replace(ports.city, now=lambda: now))


def marked(browser: FlaskClient) -> bool:
    """Whether the manager's first page says that the city wants looking at."""
    link = browser.get("/admin").text.split('href="/admin/city"')[1].split("</li>")[0]
    return "Cần kiểm tra" in html.unescape(link)


def test_a_centre_of_no_city_is_told_how_to_join_and_what_would_leave(server: Server, api: Api) -> None:
    page = page_of(server)
    assert "Chưa thuộc thành phố nào" in page
    assert f"goiso link --data {server.settings.server.data.absolute()} --city" in page
    assert "Tên cán bộ và mọi người dùng" in page
    assert "Ngừng gửi, xóa kết nối" not in page


def test_it_tells_who_joined_when_and_what_is_still_to_send(server: Server, api: Api) -> None:
    told(server, NOW)
    page = page_of(server)
    for text in (
        "https://city.example.vn",
        "người thực hiện: goiso",
        "08:00:00 · 23/11/2026",
        "12 dòng nhật ký",
    ):
        assert text in page
    assert "Đang gửi tốt" in page


@pytest.mark.parametrize("code", TROUBLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_trouble_is_told_with_what_to_do(server: Server, api: Api, code: str, language: str) -> None:
    told(server, replace(NOW, trouble=Trouble(code, 1795395600000, 1234, "<said>")))
    page = page_of(server, language)
    kind = TROUBLES[code]
    what, action = (getattr(text, language) for text in (kind.what, kind.action))
    assert what.format(row=1234) in page
    assert action in page


def test_a_parting_is_told_with_the_numbers_that_follow(server: Server, api: Api) -> None:
    told(server, replace(NOW, parted=Parted(1795395600000, 1200, {"A": 1001})))
    page = page_of(server)
    assert "đi tiếp từ dòng 1200" in page
    assert "A1001" in page


def test_the_manager_is_told_on_the_first_page_of_what_does_not_heal(server: Server, api: Api) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")

    told(server, NOW)
    assert not marked(browser)
    told(server, replace(NOW, trouble=Trouble("unreachable", server.context.clock())))
    assert not marked(browser)
    told(server, replace(NOW, trouble=Trouble("unreachable", server.context.clock() - 3_600_000)))
    assert marked(browser)
    told(server, replace(NOW, trouble=Trouble("never", server.context.clock(), 7)))
    assert marked(browser)


def test_what_lasts_is_told_with_what_to_do_then(server: Server, api: Api, clock: SetClock) -> None:
    told(server, replace(NOW, trouble=Trouble("unreachable", clock() - HOUR_MS)))
    page = page_of(server, "en")
    assert "On a machine of the same network open the city's address in a browser." in page
    assert "Nothing to do: all is kept here" not in page


@pytest.mark.parametrize(
    ("state", "said"), [("taken", "đang dùng bản 7"), ("waiting", "dùng bản 7 từ ngày mai")]
)
def test_what_became_of_the_citys_catalogue_is_told(server: Server, api: Api, state: str, said: str) -> None:
    told(server, replace(NOW, catalogue=CatalogueNow(7, state, {"vi": "", "en": ""}, wished=False)))
    assert said in page_of(server)


def test_a_catalogue_of_no_use_is_told_with_its_reason_and_marked(server: Server, api: Api) -> None:
    why = {"vi": "thiếu cột {x}", "en": "no column {x}"}
    told(server, replace(NOW, catalogue=CatalogueNow(7, "refused", why, wished=False)))
    page = page_of(server, "en")
    assert "no column {x}" in page
    assert "Read this reason to the city's people" in page
    told(server, replace(NOW, catalogue=CatalogueNow(7, "refused", why, wished=True)))
    assert "Read this reason" not in page_of(server, "en")


def test_each_joining_and_leaving_is_told_with_who_did_it(server: Server, api: Api, city: FakeCity) -> None:
    join(city, server.context, server.settings.server.data)
    server.watches.city.look()
    assert f"Kết nối với thành phố {city.url}, tên ở đó: Phường Thử (W0001)" in page_of(server)
    server.watches.city.leave("admin:binh")
    page = page_of(server, "en")
    assert f"Left the city {city.url}" in page
    assert "Trần Thị Bình" in page.split("Left the city")[1]


def test_a_token_that_is_gone_is_told_marked_and_can_be_ended(
    server: Server, api: Api, city: FakeCity
) -> None:
    data = server.settings.server.data
    join(city, server.context, data)
    server.watches.city.look()
    (data / "city.json").unlink()
    server.watches.city.look()
    page = page_of(server)
    assert f"chạy: goiso link --city {city.url} --code MÃ" in page
    browser = server.app.test_client()
    sign_in(browser, "binh")
    assert marked(browser)
    assert submit(browser, "/admin/city/end", "/admin/city").status_code == 303
    assert "Mất kết nối với thành phố" not in page_of(server)
    assert not marked(browser)


def test_one_click_ends_it(server: Server, api: Api, city: FakeCity) -> None:
    data = server.settings.server.data
    join(city, server.context, data)
    server.watches.city.look()
    all_is_there(server.context, city)
    until(lambda: server.watches.city.now() is not None)
    browser = server.app.test_client()
    sign_in(browser, "binh")
    assert submit(browser, "/admin/city/end", "/admin/city").status_code == 303
    assert read(data) is None
    assert "Chưa thuộc thành phố nào" in browser.get("/admin/city").text
    assert submit(browser, "/admin/city/end", "/admin").status_code == 303  # twice is once


def test_an_officer_sees_nothing_of_it(server: Server, api: Api) -> None:
    browser = server.app.test_client()
    sign_in(browser, "lan")
    assert browser.get("/admin/city").status_code == 403
