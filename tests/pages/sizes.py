"""What must hold on a manager's page at a desk and on a phone alike, looked at without doing everything twice."""

import os
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Protocol

import pytest
from playwright.sync_api import Page

from tests.pages.axe import expect_accessible
from tests.pages.steps import resized
from tests.support.browser import COUNTER, PHONE

SIZES = PHONE, COUNTER
_looks: Counter[str] = Counter()
"""How often axe has looked in each test."""


class AtEachSize(Protocol):
    """Check the page as it is now on a phone, and then at a desk, where it stays."""

    def __call__(self, page: Page, *checks: Callable[[Page], None]) -> None: ...


def _at_each_size(page: Page, *checks: Callable[[Page], None], everywhere: bool) -> None:
    """Axe looks for a second or more: it takes a test's states in turn on a phone and at a desk, unless `everywhere`."""
    test = os.environ["PYTEST_CURRENT_TEST"]
    turn = SIZES[_looks[test] % len(SIZES)]
    _looks[test] += expect_accessible in checks
    for size in SIZES:
        wanted = [check for check in checks if everywhere or size == turn or check is not expect_accessible]
        if wanted or size == COUNTER:
            resized(page, size)
        for check in wanted:
            check(page)


EACH_SIZE = pytest.mark.parametrize(
    "at_each_size",
    [
        pytest.param(partial(_at_each_size, everywhere=False), id="axe-in-turn"),
        pytest.param(
            partial(_at_each_size, everywhere=True), id="axe-at-each-size", marks=pytest.mark.torture
        ),
    ],
)
"""A test with this mark is handed `at_each_size`."""
