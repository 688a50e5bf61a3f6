"""What a page may load, and that nobody frames or sniffs it: on every answer there is."""

import pytest
from flask.testing import FlaskClient

from server.app import Server
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.every_route import walk

PAGES = [
    "/sign-in",
    "/kiosk",
    "/helper",
    "/display",
    "/enter",
    "/t/{track}",
    "/t/{track}/keep",
    "/t/{track}/qr.svg",
]
STAFF_PAGES = ["/", "/admin", "/counter/1"]
OTHERS = [
    "/nowhere",
    "/t/unknown",
    "/api/v1/centre",
    "/api/v1/nowhere",
    "/api/v1/openapi.json",
    "/healthz",
    "/metrics",
    "/static/base.css",
    "/kiosk/static/kiosk.js",
    "/display/static/hall.js",
]


@pytest.fixture
def browser(client: FlaskClient, tokens: object) -> FlaskClient:
    """A manager's browser: no page is closed to it."""
    sign_in(client, "binh")
    return client


@pytest.fixture
def track(api: Api) -> str:
    code: str = api.take()["track"]
    return code


def policy(client: FlaskClient, path: str) -> dict[str, set[str]]:
    header = client.get(path).headers["Content-Security-Policy"]
    parts = (part.split() for part in header.split(";"))
    return {name: set(sources) for name, *sources in parts}


def test_only_our_own_scripts_and_styles_run(browser: FlaskClient, track: str) -> None:
    for path in PAGES + STAFF_PAGES + OTHERS:
        allowed = policy(browser, path.format(track=track))
        assert allowed["default-src"] == {"'none'"}, path
        assert allowed["script-src"] == {"'self'"}, path
        assert allowed["style-src"] == {"'self'"}, path
        assert allowed["form-action"] == {"'self'"}, path
        assert allowed["base-uri"] == {"'none'"}, path
        assert allowed["frame-ancestors"] == {"'self'"}, path
        loose = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
        assert not loose & set().union(*allowed.values()), path


def test_nobody_frames_sniffs_or_follows(browser: FlaskClient, track: str) -> None:
    for path in PAGES + STAFF_PAGES + OTHERS:
        headers = browser.get(path.format(track=track)).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "SAMEORIGIN", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path


def test_no_route_with_any_method_may_be_framed_by_another_site(server: Server, browser: FlaskClient) -> None:
    walked = 0
    for _, method, address in walk(server):
        headers = browser.open(address, method=method).headers
        assert headers["X-Frame-Options"] == "SAMEORIGIN", (method, address)
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"], (method, address)
        assert "script-src 'self';" in headers["Content-Security-Policy"], (method, address)
        walked += 1
    assert walked > 200


def test_no_cache_keeps_what_is_not_static(browser: FlaskClient) -> None:
    for path in ("/sign-in", "/admin", "/counter/1", "/api/v1/centre", "/nowhere"):
        assert browser.get(path).headers["Cache-Control"] == "no-store", path


def test_static_files_are_asked_about_again(client: FlaskClient) -> None:
    for path in ("/static/base.css", "/kiosk/static/kiosk.js", "/display/static/hall.js"):
        answer = client.get(path)
        assert "no-store" not in answer.headers["Cache-Control"], path
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, path


def test_every_page_without_a_sign_in_is_looked_at_here(server: Server) -> None:
    rules = {
        rule.rule.replace("<track>", "{track}")
        for rule in server.app.url_map.iter_rules()
        if rule.endpoint.startswith(("pages.", "sign_in.")) and "GET" in (rule.methods or ())
    }
    assert rules <= set(PAGES + STAFF_PAGES)
