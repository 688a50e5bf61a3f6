"""The manager's page of the city: in both languages, at every size, joined and not."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import expect

from server.link.joined import Ended, Joined, forget, journal_mark, keep
from server.store import journal
from server.store.connect import open_reader
from server.store.store import database_path
from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.waiting import until


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def city(demo: Demo) -> Iterator[FakeCity]:
    """A city that the demo centre has joined."""
    with closing(open_reader(database_path(demo.data))) as connection:
        mark = journal_mark(journal.first_digest(connection))
    with FakeCity() as running:
        running.wait_s = 1
        keep(demo.data, Joined(running.url, "W0001", "Phường Hòa Bình", TOKEN, mark, 1795395600000, "goiso"))
        yield running
        forget(demo.data, Ended("system"))


@EACH_SIZE
def test_it_says_how_to_join_what_leaves_and_what_stays(visitors: Visitors, at_each_size: AtEachSize) -> None:
    page = visitors.signed_in("quanly", "/admin/city")
    expect(page.get_by_role("heading", name="Chưa thuộc thành phố nào")).to_be_visible()
    expect(page.get_by_text("Tên cán bộ và mọi người dùng")).to_be_visible()
    at_each_size(page, expect_accessible, expect_well_laid_out)


@EACH_SIZE
def test_it_tells_how_the_line_is_and_ends_it(
    visitors: Visitors, city: FakeCity, at_each_size: AtEachSize
) -> None:
    until(lambda: city.now.stored > 0)
    page = visitors.signed_in("quanly", "/admin/city")
    expect(page.get_by_text("Đang gửi tốt")).to_be_visible()
    at_each_size(page, expect_accessible, expect_well_laid_out)
    city.next_answers = [(422, {"code": "never", "row": 1234, "why": "ticket_called: counter"}, {})] * 2
    until(lambda: len(city.next_answers) < 2)
    page.reload()
    expect(page.get_by_text("dòng 1234 của nhật ký")).to_be_visible()
    at_each_size(page, expect_accessible, expect_well_laid_out)
    visitors.go(page, "/admin/city?lang=en")
    expect(page.get_by_text("cannot take row 1234")).to_be_visible()
    at_each_size(page, expect_accessible, expect_well_laid_out)
    page.get_by_text("Leave the city").click()
    page.get_by_role("button", name="Stop sending, forget the city").click()
    expect(page.get_by_role("heading", name="Belongs to no city")).to_be_visible()
