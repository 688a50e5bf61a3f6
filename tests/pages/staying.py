"""Staff whose page stays open while the tests of a module come and go, as it stays open all day: none is loaded for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.steps import expect_counters_shown, expect_shown, role
from tests.support.browser import COUNTER, TABLET, Visitors
from tests.support.demo import Demo

AT_REST = """(path) => {
  document.querySelector("[data-role=said]:not([hidden]) [data-action=hush]")?.click();
  if (document.activeElement.matches("[data-action=hush]")) document.activeElement.blur();
  scrollTo(0, 0);
  const typed = [...document.querySelectorAll("input")].some(({ value, defaultValue }) => value !== defaultValue);
  return location.pathname + location.search === path && !typed && !document.querySelector("dialog[open], details[open]")
    && document.activeElement === document.body
    && document.querySelector("[data-role=live]")?.dataset.live === "true"
    && (document.querySelector("[data-role=notice]")?.hidden ?? true);
}"""
"""Nothing is left on the page of what the last test did there."""


class Staying(Visitors):
    """Visitors of which the officer at counter 1, the manager and the helper stay; all others leave when a test ends."""

    def __init__(self, browser: Browser, demo: Demo, sessions: dict[str, Any]) -> None:
        super().__init__(browser, demo, sessions)
        self._demo = demo
        self._stay: dict[str, Page] = {}

    @contextmanager
    def one_test(self, request: pytest.FixtureRequest) -> Iterator[Self]:
        """What goes wrong in this block, or is forgiven, is this one test's: no page stays after a test that failed."""
        failed = request.session.testsfailed
        yield self
        try:
            self.check()
        finally:
            if request.session.testsfailed > failed:
                self._stay.clear()
            self._see_out()

    def counter(
        self, n: int, username: str | None = None, size: tuple[int, int] = COUNTER, **profile: Any
    ) -> Page:
        """The console of counter `n`, live; it shows what is so there now."""
        if n == 1 and username is None and size == COUNTER and not profile:
            console = self._stayed("/counter/1", "canbo01")
        else:
            console = super().counter(n, username, size, **profile)
        expect_shown(console, self._demo, n)
        return console

    def admin(self, size: tuple[int, int] = COUNTER, **profile: Any) -> Page:
        """The manager's page, live; it shows how the counters are now."""
        if size == COUNTER and not profile:
            page = self._stayed("/admin", "quanly")
        else:
            page = super().admin(size, **profile)
        expect_counters_shown(page, self._demo)
        return page

    def helper(self, token: str, size: tuple[int, int] = TABLET, **profile: Any) -> Page:
        """A helper's tablet, loaded anew."""
        if size != TABLET or profile:
            return super().helper(token, size, **profile)
        tablet = self._stay.get("/helper")
        if tablet is not None:
            return self.go(tablet, "/helper")
        tablet = self._stay["/helper"] = super().helper(token)
        return tablet

    def lint(self, page: Page) -> None:
        """A page that waits for the next test is none to look at."""
        if page.url != "about:blank":
            super().lint(page)

    def leaves(self, page: Page) -> None:
        """This page does not stay: the test does to it what nothing takes back."""
        self._stay = {path: stays for path, stays in self._stay.items() if stays is not page}

    def _stayed(self, path: str, username: str) -> Page:
        """Whoever stays at this address, or sits down there now."""
        page = self._stay.get(path)
        if page is None:
            page = self._stay[path] = self.signed_in(username, path)
        elif not page.evaluate(AT_REST, path):
            self.go(page, path)
        expect(role(page, "live")).to_have_attribute("data-live", "true")
        return page

    def _see_out(self) -> None:
        """Close what does not stay, and forget what was."""
        stays = [page.context for page in self._stay.values()]
        for page in self._stay.values():
            page.unroute_all()
            if self._forgiven:
                page.goto("about:blank")  # nothing of what was forgiven is heard later
        for context in [context for context in self._contexts if context not in stays]:
            self._contexts.remove(context)
            context.close()
        self.troubles.clear()
        self._forgiven.clear()
