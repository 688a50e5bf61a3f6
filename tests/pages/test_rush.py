"""Thirty calls from five counters as fast as they go: each number is on the board for its time, in order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import PATIENCE_MS, Visitors
from tests.support.long_day import MOVED_BY_MS
from tests.support.process import FIELDS, Officer, Process
from tests.support.staffed import StaffedCentre

CALLS = 30
COUNTERS = 5
STAYS_S = 2
WATCH = """() => {
  window.stood = [];
  const standing = new Map();
  let turn = 0;
  const look = () => {
    const at = Date.now();
    const cards = Number(document.body.dataset.calling) === 0 ? []
      : [...document.querySelectorAll(".hall-newest, .hall-card")].filter((card) => card.checkVisibility());
    const now = new Set(cards.map((card) => card.dataset.number).reverse());
    for (const [number, place] of standing)
      if (!now.has(number)) { window.stood.push([number, place, at]); standing.delete(number); }
    document.body.dataset.stood = String(window.stood.length);
    for (const number of now) if (!standing.has(number)) standing.set(number, turn++);
  };
  new MutationObserver(look).observe(document.querySelector(".hall-calls"), { subtree: true, childList: true, attributes: true });
}"""


@pytest.fixture
def rushed(tmp_path: Path) -> Iterator[StaffedCentre]:
    """Its calls keep their place for two seconds only, so that the test is short."""
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
        with ThreadPoolExecutor(COUNTERS) as officers:
            made = list(officers.map(lambda who: hurried(rushed, who), rushed.staff.officers))
        stood = stays(hall)
    called = {ticket: number for own, _ in made for ticket, number in own.items()}
    begin = {number: since for _, staged in made for number, since in staged.items()}
    assert [number for number, ended in stood if ended < begin[number] + STAYS_S] == []
    assert [number for number, _ in stood] == in_order(rushed, called)


def beginnings(centre: StaffedCentre) -> dict[str, float]:
    """When each number's time in a large place begins, in seconds since 1970: a slow machine may draw it later.

    Those whose time is over are not told: ask soon after a call.
    """
    status, board = centre.process.get("/api/v1/board", centre.staff.display)
    assert status == 200, board
    return {
        staged["number"]: datetime.fromisoformat(staged["since"]).timestamp() for staged in board["stage"]
    }


def in_order(centre: StaffedCentre, numbers: dict[int, str]) -> list[str]:
    """The numbers as the journal has their calls."""
    status, journal = centre.process.get("/api/v1/journal?since=0&limit=1000", centre.staff.admin)
    assert status == 200, journal
    return [numbers[entry["ticket"]] for entry in journal["items"] if entry["type"] == "ticket_called"]


def hurried(centre: StaffedCentre, officer: Officer) -> tuple[dict[int, str], dict[str, float]]:
    """Six calls as fast as they go, nobody waited for: their numbers by ticket, and what `beginnings` told meanwhile."""
    made: dict[int, str] = {}
    begin: dict[str, float] = {}
    for _ in range(CALLS // COUNTERS):
        ticket = centre.act("call", officer)
        made[ticket["id"]] = ticket["number"]
        begin |= beginnings(centre)
        centre.act("no-show", officer)
    return made, begin


def stays(hall: Page) -> list[tuple[str, float]]:
    """(number, seconds since 1970 when it left its place) of each that has stood, as they began, when all have.

    The browser tells the machine's time; the server under test tells that of its long day, and so does what is returned.
    """
    expect(hall.locator("body")).to_have_attribute("data-stood", str(CALLS), timeout=6 * PATIENCE_MS)
    found: list[tuple[str, int, int]] = hall.evaluate("window.stood")
    return [
        (number, (ended_ms + MOVED_BY_MS) / 1000)
        for number, _, ended_ms in sorted(found, key=lambda stay: stay[1])
    ]
