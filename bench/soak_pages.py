"""Screens of a soak that are real Chromium pages: cut off by chance, weighed, and compared with a page just opened."""

import random
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

_SIZE: Final = {"width": 1280, "height": 720}
_PATIENCE_MS: Final = 60_000
_OFFLINE_S: Final = (2.0, 12.0)
_ONLINE_S: Final = (4.0, 20.0)
_MIB: Final = 1024 * 1024
_SHOWN: Final = "() => document.querySelector('main').innerText + document.querySelector('.stale').hidden"


@dataclass(frozen=True, slots=True)
class PageWeight:
    """After garbage collection: JavaScript's heap in MiB, DOM nodes, event listeners."""

    heap_mib: float
    nodes: int
    listeners: int


class Pages:
    """`count` hall screens, enrolled with `token`, of the server on `port`."""

    def __init__(self, browser: Browser, port: int, token: str, count: int) -> None:
        self.disconnections = 0
        self._browser = browser
        self._url = f"http://127.0.0.1:{port}"
        self._token = token
        self._pages = [self.open() for _ in range(count)]
        for page in self._pages:
            page.evaluate("window.aged = true")
        self._tools = [page.context.new_cdp_session(page) for page in self._pages]
        for tools in self._tools:
            tools.send("Performance.enable")
        self._dice = random.Random(1)
        self._turn_at = [time.monotonic() + self._dice.uniform(*_ONLINE_S) for _ in self._pages]
        self._offline = [False] * count

    def open(self) -> Page:
        """One more screen, as soon as it shows the hall."""
        context = self._browser.new_context(viewport=_SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        link = urlencode({"kind": "display", "token": self._token, "next": "/display"})
        page.goto(f"{self._url}/enter#{link}")
        page.wait_for_selector("body[data-view=live]")
        return page

    def trouble(self) -> None:
        """Disconnect the pages whose time has come, and reconnect those that have been away long enough."""
        for n, page in enumerate(self._pages):
            if time.monotonic() >= self._turn_at[n]:
                self._offline[n] = not self._offline[n]
                self.disconnections += self._offline[n]
                self._set(n, page)

    def calm(self) -> None:
        """Let everybody in."""
        for n, page in enumerate(self._pages):
            self._offline[n] = False
            self._set(n, page)

    def _set(self, n: int, page: Page) -> None:
        page.context.set_offline(self._offline[n])
        away = _OFFLINE_S if self._offline[n] else _ONLINE_S
        self._turn_at[n] = time.monotonic() + self._dice.uniform(*away)

    def weigh(self) -> list[PageWeight]:
        """What each page holds that it still needs."""
        return [self._weight(tools) for tools in self._tools]

    def _weight(self, tools: Any) -> PageWeight:
        for _ in range(3):
            tools.send("HeapProfiler.collectGarbage")
        used = tools.send("Runtime.getHeapUsage")["usedSize"]
        found = {m["name"]: m["value"] for m in tools.send("Performance.getMetrics")["metrics"]}
        return PageWeight(used / _MIB, int(found["Nodes"]), int(found["JSEventListeners"]))

    def shown(self) -> list[str]:
        """The whole text of each page, and whether it says that it is up to date."""
        return [page.evaluate(_SHOWN) for page in self._pages]

    def text_of(self, page: Page) -> str:
        """The same of another page."""
        found: str = page.evaluate(_SHOWN)
        return found

    def kept_living(self) -> bool:
        """Whether no page was loaded anew."""
        return all(page.evaluate("window.aged === true") for page in self._pages)
