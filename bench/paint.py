"""(h) The kiosk's page on a slow machine: when its largest part is painted, and how far things move after that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from bench.centre import prepare
from bench.figures import Figure, median
from bench.process import goiso
from tests.support.browser import WIDEST_DAY
from tests.support.chromium import FLAGS, executable

KIOSK: Final = (1080, 1920)
SLOWER: Final = 4
_TARGET_MS: Final = 1000.0
_WATCH: Final = """
globalThis.paint = { largest: 0, what: "", shift: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    paint.largest = entry.startTime;
    paint.what = entry.element?.localName ?? "";
  }
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) paint.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_BARE: Final = "<!doctype html><html lang=vi><title>bare</title><h1>Mời ông/bà chọn việc cần làm</h1></html>"


class Paint(NamedTuple):
    """When the largest part of a page was painted (ms), which element that is, and the sum of all layout shifts."""

    largest_ms: float
    what: str
    shift: float


def watched(browser: Browser, url: str, state: StorageState, path: str = "/kiosk") -> tuple[Page, Paint]:
    """Open the page in a browser that has kept nothing, on a machine `SLOWER` times as slow, until it is live."""
    context = browser.new_context(
        viewport={"width": KIOSK[0], "height": KIOSK[1]}, locale="vi-VN", storage_state=state
    )
    page = context.new_page()
    page.add_init_script(_WATCH + WIDEST_DAY)
    page.route("**/bare", lambda route: route.fulfill(body=_BARE, content_type="text/html; charset=utf-8"))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url + path)
    if path == "/kiosk":
        page.wait_for_function("() => document.querySelector('.tile [data-role=load]').textContent !== ''")
    # Two frames on, whatever was drawn has been painted and told.
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
    )
    found = page.evaluate("globalThis.paint")
    return page, Paint(found["largest"], found["what"], found["shift"])


def enrolled(browser: Browser, url: str, token: str) -> StorageState:
    """What the browser of an enrolled kiosk keeps."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}/enter#{urlencode({'kind': 'kiosk', 'token': token, 'next': '/kiosk'})}")
    page.wait_for_url(f"{url}/kiosk")
    state = context.storage_state()
    context.close()
    return state


@dataclass(frozen=True, slots=True)
class Size:
    """How often each page is loaded."""

    loads: int = 12


TINY: Final = Size(loads=1)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Loads with an empty cache, the page and the baseline in turns."""
    prepared = prepare(folder / "paint")
    with goiso(prepared) as running, _browser() as browser:
        url = f"http://127.0.0.1:{running.port}"
        state = enrolled(browser, url, prepared.kiosk)
        ours, bare = list[Paint](), list[Paint]()
        for _ in range(size.loads):
            for path, found in (("/kiosk", ours), ("/bare", bare)):
                page, paint = watched(browser, url, state, path)
                page.context.close()
                found.append(paint)
    return figures(ours, bare)


def figures(ours: list[Paint], bare: list[Paint]) -> list[Figure]:
    """What the loads say."""
    largest = [paint.largest_ms for paint in ours]
    return [
        Figure(
            f"The kiosk's largest part painted, CPU {SLOWER} × slower, nothing kept",
            f"median {median(largest):.0f} ms, worst {max(largest):.0f} ms",
            f"a page of one heading: median {median([paint.largest_ms for paint in bare]):.0f} ms",
            f"< {_TARGET_MS:.0f} ms",
            median(largest) < _TARGET_MS,
        ),
        Figure(
            "… how far things move afterwards (cumulative layout shift)",
            f"{max(paint.shift for paint in ours):.3f}",
            "",
            "0",
            max(paint.shift for paint in ours) == 0,
        ),
    ]


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser
        browser.close()
