"""An officer's own figures: linked from the console, of nobody else; a range that cannot be is refused above the form."""

from server.app import Server
from tests.api.browsing import sign_in
from tests.support.api import Api


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
