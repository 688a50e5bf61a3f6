"""Thirty calls within ten seconds from five counters: each number is on the board for its time, in order."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import PATIENCE_MS, Visitors
from tests.support.process import FIELDS, Officer, Process
from tests.support.staffed import StaffedCentre

CALLS = 30
COUNTERS = 5
WITHIN_S = 10
STAYS_S = 1
WATCH = """() => {
  window.stood = [];
  const standing = new Map();
  let turn = 0;
  const look = () => {
    const cards = Number(document.body.dataset.calling) === 0 ? []
      : [...document.querySelectorAll(".hall-newest, .hall-card")].filter((card) => card.checkVisibility());
    const now = new Set(cards.map((card) => card.dataset.number).reverse());
    const at = performance.now();
    for (const [number, { since, place }] of standing)
      if (!now.has(number)) { window.stood.push([number, place, at - since]); standing.delete(number); }
    document.body.dataset.stood = String(window.stood.length);
    for (const number of now) if (!standing.has(number)) standing.set(number, { since: at, place: turn++ });
  };
  new MutationObserver(look).observe(document.querySelector(".hall-calls"), { subtree: true, childList: true, attributes: true });
}"""


@pytest.fixture
def rushed(tmp_path: Path) -> Iterator[StaffedCentre]:
    """Its calls keep their place for one second only, so that the test is short."""
    with Process(tmp_path) as process:
        settings = tmp_path / "centre.toml"
        stays = f"\n[display]\ncall_stays_seconds = {STAYS_S}\n"
        settings.write_text(settings.read_text(encoding="utf-8") + stays, encoding="utf-8")
        staff = process.enrol(officers=COUNTERS)
        process.start(60)
        centre = StaffedCentre(process, staff)
        for officer in staff.officers:
            centre.act("open", officer)
        for n in range(2 * CALLS):
            centre.take(FIELDS[n % len(FIELDS)])
        yield centre


def test_each_of_thirty_numbers_stands_for_its_time_and_in_order(
    browser: Browser, rushed: StaffedCentre
) -> None:
    with Visitors(browser, rushed) as visitors:
        hall = visitors.hall()
        expect(hall.locator("body")).to_have_attribute("data-view", "live")
        hall.evaluate(WATCH)
        began = time.monotonic()
        with ThreadPoolExecutor(COUNTERS) as officers:
            called = [
                n
                for own in officers.map(lambda who: hurried(rushed, who), rushed.staff.officers)
                for n in own
            ]
        assert time.monotonic() - began < WITHIN_S
        stood = stays(hall)
    assert [number for number, _, lasted in stood if lasted < STAYS_S * 1000] == []
    assert [number for number, _, _ in stood] == in_order(rushed, dict(called))


def in_order(centre: StaffedCentre, numbers: dict[int, str]) -> list[str]:
    """The numbers as the journal has their calls."""
    status, journal = centre.process.get("/api/v1/journal?since=0&limit=1000", centre.staff.admin)
    assert status == 200, journal
    return [numbers[entry["ticket"]] for entry in journal["items"] if entry["type"] == "ticket_called"]


def hurried(centre: StaffedCentre, officer: Officer) -> list[tuple[int, str]]:
    """Six calls as fast as they go, nobody waited for: (ticket, number)."""
    made = []
    for _ in range(CALLS // COUNTERS):
        ticket = centre.act("call", officer)
        made.append((ticket["id"], ticket["number"]))
        centre.act("no-show", officer)
    return made


def stays(hall: Page) -> list[tuple[str, int, float]]:
    """(number, place in the order of beginning, milliseconds) of every number that has stood, when all have."""
    expect(hall.locator("body")).to_have_attribute("data-stood", str(CALLS), timeout=3 * PATIENCE_MS)
    found: list[tuple[str, int, float]] = hall.evaluate("window.stood")
    return sorted(found, key=lambda stay: stay[1])
