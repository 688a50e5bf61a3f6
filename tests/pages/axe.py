"""What axe-core has to say about a page."""

import json

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.pages.settled import settle

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": _TAGS, "resultTypes": ["violations"]}
"""Of what breaks nothing it names one place each: to gather all of them takes as long as to look."""
_SCRIPT = Axe().axe_script
_RUN = """async ([options, within]) => {
  const { url, passes, violations } = await axe.run(document.querySelector(within) ?? document, options);
  return { url, passes: passes.length, violations };
}"""


_QUESTION = "dialog:modal"
"""While a question is open the page below it is inert, and as it was: the question alone is looked at."""


def faults(page: Page, within: str = _QUESTION) -> list[str]:
    """What breaks WCAG 2.2 AA or axe's best practice, a line each, once nothing moves any more.

    `within` is the one part to look at, where all else was looked at before.
    """
    assert within == _QUESTION or page.locator(within).first.is_visible(), f"{within} is not shown"
    page.emulate_media(reduced_motion="reduce")  # no colour is caught on its way to another
    settle(page)
    # Injected over the debugging protocol, so that the content security policy stays on.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    answer = page.evaluate(_RUN, [_OPTIONS, within])
    assert answer["passes"], f"axe looked at nothing: {answer['url']}"
    return [
        f"{found['id']}: {found['help']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for found in answer["violations"]
        for node in found["nodes"]
    ]


def expect_accessible(page: Page, within: str = _QUESTION) -> None:
    """Axe finds nothing."""
    assert not (found := faults(page, within)), "\n".join(found)
