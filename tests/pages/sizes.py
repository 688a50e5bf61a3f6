"""What must hold on a manager's page at a desk and on a phone alike, looked at without doing everything twice."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.pages.steps import resized
from tests.support.browser import COUNTER, PHONE


def at_each_size(page: Page, *checks: Callable[[Page], None]) -> None:
    """Check the page as it is now on a phone, and then at a desk, where it stays."""
    for size in (PHONE, COUNTER):
        resized(page, size)
        for check in checks:
            check(page)
