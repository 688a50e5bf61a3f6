"""An officer's own figures: linked from the console, of nobody else; a range that cannot be is refused above the form."""

import re

from server.app import Server
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.clock import SetClock


def test_an_officer_sees_their_own_work_and_nobody_elses(server: Server, api: Api) -> None:
    for caller, n, visits in ((api.officer, 1, 2), (api.other, 2, 1)):
        caller.post(f"/counters/{n}/open", {"fields": ["CT"]})
        for _ in range(visits):
            api.take("CT")
            for step in ("call", "serve", "finish"):
                assert caller.post(f"/counters/{n}/{step}", {}).status_code == 200
    for username, finished in (("lan", 2), ("minh", 1)):
        browser = server.app.test_client()
        sign_in(browser, username)
        page = browser.get("/account/figures?officer=lan")
        assert page.status_code == 200
        assert f"<dt>Lượt hoàn thành</dt><dd>{finished}</dd>" in page.text
    assert 'href="/account/figures"' in browser.get("/counter/2").text
    refused = browser.get("/account/figures?from=2026-11-23&to=2026-11-01")
    assert refused.status_code == 422
    assert refused.text.index('data-role="refused"') < refused.text.index('action="/account/figures"')
    sign_in(browser, "binh")
    for path in ("", "/counters", "/visits", "/form06"):
        page = browser.get(f"/admin/reports{path}?from=2026-11-23&to=2026-11-01").text
        assert page.index("autofocus") < page.index(f'action="/admin/reports{path}"'), path


def test_days_on_which_nobody_came_are_told_as_the_total_counts_them(
    server: Server, api: Api, clock: SetClock
) -> None:
    nobody_comes(api, 3)
    browser = server.app.test_client()
    sign_in(browser, "lan")
    page = browser.get("/account/figures").text
    assert "<dt>Vắng mặt</dt><dd>3</dd>" in page
    assert "Chưa có lượt phục vụ nào" not in page
    clock.set("2026-11-24 08:00")
    server.keepers.day.look()
    nobody_comes(api, 2)
    page = browser.get("/account/figures?from=2026-11-20&to=2026-11-24").text
    assert "<dt>Vắng mặt</dt><dd>5</dd>" in page
    titles = re.findall(r'<th scope="col" class="is-number">([^<]*)</th>', page)
    days = [re.findall(r'<td class="is-number">([^<]*)</td>', row) for row in page.split("<tr>")[2:]]
    assert [day[titles.index("Vắng mặt")] for day in days] == ["3", "2"]
    assert "Chưa có lượt phục vụ nào" in browser.get("/account/figures?from=2026-11-20&to=2026-11-21").text


def nobody_comes(api: Api, times: int) -> None:
    """Lan calls so many numbers in vain."""
    api.officer.post("/counters/1/open", {"fields": ["CT"]})
    for _ in range(times):
        api.take("CT")
        for step in ("call", "no-show"):
            assert api.officer.post(f"/counters/1/{step}", {}).status_code == 200
