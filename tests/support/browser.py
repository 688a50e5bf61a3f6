"""A centre's pages in a real browser. Whatever goes wrong in a page is remembered and fails the test.

with Visitors(browser, demo) as visitors:
    kiosk = visitors.kiosk()
    console = visitors.counter(1)
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol, Self
from urllib.parse import urlencode

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.support.chromium import FLAGS, executable

KIOSK = (1080, 1920)
KIOSK_WIDE = (1920, 1080)
HALL = (1920, 1080)
ANY_KIOSK = (800, 1280)
ANY_HALL = (1280, 720)
"""Where the size is not what is tried: a third and a half of the points that a processor has to draw."""
COUNTER = (1366, 768)
PHONE = (390, 844)
TABLET = (1280, 800)
STILL = {"reduced_motion": "reduce"}
"""Who wants pages that do not move. A call breathes for seconds on a large screen, and here a processor has to draw it."""
PATIENCE_MS = 60_000
"""How long to wait for what should be there in a moment: the machine may be busy. Only a test that fails waits so long."""

_TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
_PEOPLE_TYPE = """(() => {
  const told = Object.getOwnPropertyDescriptor(Event.prototype, "timeStamp").get;
  const times = new WeakMap();
  let last = 0;
  Object.defineProperty(Event.prototype, "timeStamp", { configurable: true, get() {
    if (!(this instanceof KeyboardEvent) || this.type !== "keydown") return told.call(this);
    if (!times.has(this)) times.set(this, (last = Math.max(told.call(this), last + 500)));
    return times.get(this);
  } });
})();
"""
"""A test presses keys faster than a scanner: by the keys' own times, which pages go by, half a second apart."""
WIDEST_DAY = """(() => {
  const day = { vi: "2026-11-29", "en-GB": "2026-09-30", zh: "2026-11-29" };
  Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { configurable: true, get() {
    return () => this.formatToParts(Date.parse(day[this.resolvedOptions().locale]))
      .map(({ value }) => value).join("");
  } });
})();
"""
"""A page to measure writes the widest day of its language, whatever today is: Chủ Nhật, Wednesday."""
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
_REFUSED = re.compile(r"the server responded with a status of (\d+)")
"""The message in a browser's console for every answer of 400 and above; the address is beside it."""
_LINT = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  const faults = ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `two elements with id ${id}`);
  if (!document.title.replace("· Gọi Số", "").trim()) faults.push("no title");
  if (!["vi", "en"].includes(document.documentElement.lang)) faults.push("no language");
  if (document.body.dataset.failed) faults.push(`module ${document.body.dataset.failed} did not start`);
  return faults;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser, until the block ends; what is expected of its pages is waited for as long as tests wait."""
    path = executable()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Centre(Protocol):
    """What a visitor has to know: where it is, and who may do what there."""

    @property
    def url(self) -> str: ...
    @property
    def kiosk_token(self) -> str: ...
    @property
    def display_token(self) -> str: ...
    @property
    def passwords(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class Trouble:
    """Something that a page should not do, and on which page."""

    page: str
    what: str


class Visitors:
    """Browsers at one centre, each page in a browser profile of its own."""

    def __init__(
        self,
        browser: Browser,
        centre: Centre,
        sessions: dict[str, Any] | None = None,
        opened: Callable[[Page], None] = lambda _: None,
    ) -> None:
        """`sessions` keeps who has signed in (signing in is limited to ten times a minute) and what was enrolled.

        A machine goes by its link the first time, and then has its token already: the link's page is a page more.

        `opened` is called with each page before it goes anywhere. A page opened with `own_clock=True` has a clock that
        the test can move; put under a page that runs already, such a clock shows 1970 for a moment.
        """
        self._opened = opened
        self.troubles: list[Trouble] = []
        self.browser = browser
        self._centre = centre
        self._sessions = {} if sessions is None else sessions
        self._contexts: list[BrowserContext] = []
        self._forgiven: list[re.Pattern[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.check()
        for context in self._contexts:
            context.close()

    def forgive(self, *patterns: str) -> None:
        """Expect troubles that say this: the test makes them happen."""
        self._forgiven += [re.compile(pattern) for pattern in patterns]

    def forgive_lost_line(self) -> None:
        """Expect what browsers say when the server or the network is gone."""
        self.forgive(r"net::ERR_", r"WebSocket connection")

    def check(self) -> None:
        """Fail when any page did something wrong so far, or is not well made."""
        for context in self._contexts:
            for page in context.pages:
                self.lint(page)
        left = [t for t in self.troubles if not any(pattern.search(t.what) for pattern in self._forgiven)]
        assert not left, "\n".join(f"{trouble.page}: {trouble.what}" for trouble in left)

    def lint(self, page: Page) -> None:
        """Note what every page must have and this one has not."""
        self.troubles += [Trouble(page.url, fault) for fault in _linted(page)]

    def page(self, path: str, size: tuple[int, int] = COUNTER, **profile: Any) -> Page:
        """Somebody who has not signed in looks at a page."""
        page = self._new_page(size, **profile)
        return self.go(page, path)

    def fresh(self, size: tuple[int, int] = COUNTER, **profile: Any) -> Page:
        """A browser that has opened nothing yet."""
        return self._new_page(size, **profile)

    def go(self, page: Page, path: str) -> Page:
        """Open another address in the same browser."""
        page.goto(self._centre.url + path)
        self.lint(page)
        return page

    def kiosk(self, size: tuple[int, int] = ANY_KIOSK, *, token: str | None = None, **profile: Any) -> Page:
        """An enrolled kiosk that shows the hall's numbers."""
        return self._enrolled("kiosk", token or self._centre.kiosk_token, "/kiosk", size, **profile)

    def helper(self, token: str, size: tuple[int, int] = TABLET, **profile: Any) -> Page:
        """An enrolled helper's tablet."""
        return self._enrolled("helper", token, "/helper", size, **profile)

    def rating(self, token: str, size: tuple[int, int] = TABLET, **profile: Any) -> Page:
        """An enrolled rating tablet."""
        return self._enrolled("rating", token, "/rating", size, **profile)

    def hall(self, size: tuple[int, int] = ANY_HALL, *, token: str | None = None, **profile: Any) -> Page:
        """An enrolled hall screen."""
        return self._enrolled(
            "display", token or self._centre.display_token, "/display?hall=1", size, **profile
        )

    def counter(
        self, n: int, username: str | None = None, size: tuple[int, int] = COUNTER, **profile: Any
    ) -> Page:
        """The console of counter `n`, live, with its officer (or another) signed in."""
        page = self.signed_in(username or f"canbo{n:02d}", f"/counter/{n}", size, **profile)
        expect(page.locator('[data-role="live"]')).to_have_attribute("data-live", "true")
        return page

    def admin(self, size: tuple[int, int] = COUNTER, **profile: Any) -> Page:
        """The manager's page, live."""
        page = self.signed_in("quanly", "/admin", size, **profile)
        expect(page.locator('[data-role="live"]')).to_have_attribute("data-live", "true")
        return page

    def signed_in(self, username: str, path: str, size: tuple[int, int] = COUNTER, **profile: Any) -> Page:
        """Open a page as a signed-in person; the sign-in form is only shown in tests of the form."""
        if username in self._sessions:
            return self.page(path, size, storage_state=self._sessions[username], **profile)
        page = self._new_page(size, **profile)
        self._sign_in(page.context, username)
        self._sessions[username] = page.context.storage_state()
        return self.go(page, path)

    def _sign_in(self, context: BrowserContext, username: str) -> None:
        """By the form's own request: its page is a page more."""
        address = f"{self._centre.url}/sign-in"
        token = _CSRF.search(context.request.get(address).text())
        assert token, "the sign-in page has no form"
        said = {"username": username, "password": self._centre.passwords[username], "csrf_token": token[1]}
        answer = context.request.post(address, form=said, max_redirects=0)
        assert answer.status == HTTPStatus.SEE_OTHER, answer.text()

    def _enrolled(self, kind: str, token: str, path: str, size: tuple[int, int], **profile: Any) -> Page:
        page = self._new_page(size, **profile)
        if (machine := f"{kind} {token}") in self._sessions:
            page.goto(f"{self._centre.url}/healthz")  # nothing to draw there, and the same origin
            page.evaluate(
                "([name, token]) => localStorage.setItem(name, token)", [f"goiso.{kind}.token", token]
            )
            return self.go(page, path)
        link = urlencode({"kind": kind, "token": token, "next": path})
        self.go(page, f"/enter#{link}")
        page.wait_for_url(self._centre.url + path)
        self._sessions[machine] = token
        self.lint(page)
        return page

    def _new_page(self, size: tuple[int, int], *, own_clock: bool = False, **profile: Any) -> Page:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", **STILL | profile
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(_TELL_VIOLATIONS)
        context.add_init_script(_PEOPLE_TYPE)
        context.on("console", self._heard_console)
        context.on("weberror", lambda error: self._note(error.page, f"error: {error.error}"))
        context.on("requestfailed", self._heard_failure)  # no "response": each one costs the driver a message
        self._contexts.append(context)
        page = context.new_page()
        if own_clock:
            page.clock.install()
        self._opened(page)
        return page

    def _heard_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        refused = _REFUSED.search(message.text)
        self._note(
            message.page, f"{refused[1]} {message.location['url']}" if refused else f"console: {message.text}"
        )

    def _heard_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that was left in the middle of something
            self._note(None, f"{request.failure} {request.url}")

    def _note(self, page: Page | None, what: str) -> None:
        self.troubles.append(Trouble(page.url if page else "", what))


def _linted(page: Page) -> list[str]:
    """What every page must have and this one has not; a page on its way to another one is waited for."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while True:
        try:
            page.wait_for_load_state()
            found: list[str] = page.evaluate(_LINT)
        except Error:
            if page.is_closed() or time.monotonic() > until:
                raise
        else:
            return found
