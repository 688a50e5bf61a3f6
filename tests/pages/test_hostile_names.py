"""Hostile names in a browser: every page that the app has runs only its own scripts and shows what was typed as text.

What is smuggled into a page all the same does not run, and another site frames none.

`tests/web/test_hostile_names.py` looks at the pages as they are sent, for each role.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from server.app import Server
from server.service.people.devices import enrol_device
from tests.pages.smuggled import REFUSED, SMUGGLED, elsewhere, framed
from tests.pages.steps import expect_settled
from tests.support import hostile
from tests.support.api import Api
from tests.support.browser import Visitors
from tests.support.centre import default_settings
from tests.support.enrolled import PASSWORD, enrol_everybody
from tests.support.every_route import needed_by, walk
from tests.support.long_day import long_day_clock
from tests.support.process import Process
from tests.support.quick_server import quick_server

NO_PAGES = {
    *(
        "pages.qr",
        "pairing.qr",
        "logo_files.file",
        "notice_pages.file",
        "trust.authority",
    ),  # pictures and files
    *(
        "admin_voice.sample",
        "setup_pages.sample",
        "day_report_pages.text",
        "day_report_pages.file",
        "report_pages.file",
    ),
    *("operations.healthz", "operations.readyz", "operations.metrics"),  # for programs
    "display.let_in",  # leads on with a token
    *("start.form", "restore.form", "restore.now"),  # until there is an administrator
    "api_docs.home",  # nobody's words are on it
}
ON_A_MACHINE = {
    "screen_pages.start",
    "pages.kiosk",
    "pages.helper",
    "display.show",
    "ratings_pages.tablet",
    "pin.form",
}
READY = """() => {
  const live = document.querySelector('[data-role="live"]');
  return document.readyState === "complete" && (!live || live.dataset.live === "true")
    && !document.querySelector('[aria-busy="true"]');
}"""
MARKS = """() => [...document.querySelectorAll('#hit, [src="x"], [href^="javascript:"]')].map((node) => node.outerHTML).concat(
  [...document.querySelectorAll("*")].flatMap((node) =>
    [...node.attributes].map(({ name }) => name).filter((name) => name.startsWith("on"))))"""
LOOKS = ("", "?layout=counter&counter=1", "?layout=totem", "?layout=entrance", "?layout=plain")


@dataclass(frozen=True)
class Centre:
    """The centre as visitors know it: where it is, and what each sort of page is opened with."""

    url: str
    machines: dict[str, str]
    public: list[str]
    guarded: list[str]
    passwords: dict[str, str]

    @property
    def kiosk_token(self) -> str:
        return self.machines["kiosk"]

    @property
    def display_token(self) -> str:
        return self.machines["display"]


def filled(server: Server, url: str) -> Centre:
    """A morning with hostile words; everybody's number is of today."""
    tokens = enrol_everybody(server.context)
    api = Api(server.app, tokens)
    hostile.fill(api)
    left = hostile.work(api)
    rating = enrol_device(server.context, "rating", hostile.SHORT, "test")[1]
    machines = {kind: getattr(tokens, kind) for kind in ("kiosk", "display", "helper", "counter")}
    values = {"track": left.track, "ticket": left.ticket, "part": "fields"}
    found = [
        (needed_by(server, rule), address)
        for rule, method, address in walk(server, values)
        if method == "GET" and not rule.rule.startswith("/api/") and "static" not in rule.rule
        if rule.endpoint not in NO_PAGES | ON_A_MACHINE
    ]
    return Centre(
        url,
        machines | {"rating": rating},
        [address for needed, address in found if not needed],
        [address for needed, address in found if needed],
        dict.fromkeys(("binh", "lan", "xem"), PASSWORD),
    )


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Process(tmp_path_factory.mktemp("hostile")) as process:
        server = quick_server(default_settings(process.data), long_day_clock)
        try:
            found = filled(server, f"http://127.0.0.1:{process.port}")
        finally:
            server.close()
        process.start()
        yield found


@pytest.fixture
def page(browser: Browser, centre: Centre) -> Iterator[Page]:
    """One browser in which one person after another looks; whatever its pages do wrong fails the test."""
    with Visitors(browser, centre, {}) as visitors:
        found = visitors.fresh()
        found.on("dialog", lambda dialog: visitors.troubles.append(dialog.message))
        yield found


def look(page: Page, centre: Centre, address: str) -> bool:
    """Open a page and wait until it has drawn itself; whether it shows what was typed."""
    page.goto(centre.url + address, wait_until="domcontentloaded")
    page.wait_for_function(READY)
    expect_settled(page)
    assert page.evaluate(MARKS) == [], address
    text: Any = page.evaluate("document.body.innerText")
    return "<i id=hit>" in text or "<b id=hit>" in text


def sign_in(page: Page, centre: Centre, username: str) -> None:
    page.goto(f"{centre.url}/sign-in?username={username}")
    page.fill('[name="password"]', centre.passwords[username])
    page.click('form[action="/sign-in"] button')
    page.wait_for_url(lambda url: "/sign-in" not in url)


def enter(page: Page, centre: Centre, kind: str, address: str) -> None:
    page.goto(f"{centre.url}/enter#kind={kind}&token={centre.machines[kind]}&next={address}")
    page.wait_for_url(centre.url + address)


def test_every_page_shows_hostile_names_as_text_and_runs_nothing(page: Page, centre: Centre) -> None:
    for kind, address in (("kiosk", "/kiosk"), ("helper", "/helper"), ("rating", "/rating")):
        enter(page, centre, kind, address)
        look(page, centre, address)
    enter(page, centre, "display", "/display")
    for layout in LOOKS[:-1]:
        look(page, centre, f"/display{layout}")
    shown = [address for address in centre.public if look(page, centre, address)]
    sign_in(page, centre, "lan")
    assert look(page, centre, "/counter/1")
    sign_in(page, centre, "binh")
    shown += [address for address in centre.guarded if look(page, centre, address)]
    assert len(shown) > 12


def ways_in(page: Page, centre: Centre) -> Iterator[str]:
    """One page of each sort is open, one after the other."""
    for kind in ("kiosk", "display", "helper"):
        enter(page, centre, kind, f"/{kind}")
        yield page.url
    slip = next(address for address in centre.public if address.startswith("/t/"))
    page.goto(centre.url + slip, wait_until="domcontentloaded")
    yield page.url
    for username, address in (("lan", "/counter/1"), ("binh", "/admin"), ("xem", "/admin/reports")):
        sign_in(page, centre, username)
        page.goto(centre.url + address, wait_until="domcontentloaded")
        yield page.url


def test_what_is_smuggled_in_does_not_run_and_another_site_frames_no_page(
    browser: Browser, centre: Centre
) -> None:
    with Visitors(browser, centre, {}) as visitors, elsewhere() as site:
        visitors.forgive("net::ERR_BLOCKED_BY_RESPONSE", "(?i)content security policy")
        page, other = visitors.fresh(), visitors.fresh()
        other.goto(site)
        assert framed(other, site) == site
        for address in ways_in(page, centre):
            assert page.evaluate(SMUGGLED) == [[], REFUSED], address
            other.context.add_cookies(page.context.cookies())
            assert framed(other, address).startswith("chrome-error:"), address
