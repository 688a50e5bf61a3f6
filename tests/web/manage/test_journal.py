"""Where each day's journal ended, as the manager reads and prints it."""

import re

from server.app import Server
from server.core.written_digest import grouped
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.clock import SetClock


def rows(page: str) -> list[tuple[str, ...]]:
    """The table's rows: their cells' texts."""
    found = re.findall(r"<tr><td>(.*?)</td><td[^>]*>(.*?)</td><td>(.*?)</td></tr>", page)
    return [tuple(re.sub(r"<[^>]*>", "", cell) for cell in row) for row in found]


def test_each_day_stands_there_with_the_digest_that_programs_are_told(
    server: Server, api: Api, clock: SetClock
) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    api.take()
    clock.forward(days=1)
    api.take()
    told = {day: api.admin.get(f"/reports/journal?day=2026-11-{day}").json for day in ("23", "24")}
    assert rows(browser.get("/admin/journal").text) == [
        ("24/11/2026 chưa hết ngày", str(told["24"]["seq"]), grouped(bytes.fromhex(told["24"]["digest"]))),
        ("23/11/2026", str(told["23"]["seq"]), grouped(bytes.fromhex(told["23"]["digest"]))),
    ]


def test_it_is_the_managers_alone(server: Server, api: Api) -> None:
    browser = server.app.test_client()
    assert browser.get("/admin/journal").status_code in (302, 401)
    sign_in(browser, "lan")
    assert browser.get("/admin/journal").status_code == 403
