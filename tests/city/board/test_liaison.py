"""A liaison's board in a browser, by a process of its own: their centres, their totals, and no other's code on the wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pages.axe import expect_accessible
from tests.support.board import BoardProcess
from tests.support.browser import COUNTER, PATIENCE_MS
from tests.support.city_rows import City, code_of, name_of, state_of
from tests.support.ports import free_port

CENTRES = 6
THEIRS = (2, 4)
OTHERS = tuple(n for n in range(CENTRES) if n not in THEIRS)
SHOWN = """([code, v]) => document.querySelector(`[data-role="rows"] [data-key="${code}"]`)?.dataset.v === String(v)"""


def names(said: list[str], n: int) -> bool:
    """Whether a centre is in any of it."""
    return any(word in each for each in said for word in (code_of(n), name_of(n)))


@pytest.fixture
def url(tmp_path: Path, conninfo: str, city: City) -> Iterator[str]:
    city.fill(CENTRES)
    running = BoardProcess(tmp_path, free_port(), conninfo, liaison_of=[code_of(n) for n in THEIRS])
    try:
        running.start()
        yield f"http://127.0.0.1:{running.port}"
    finally:
        running.kill()


def test_their_centres_and_totals_and_no_frame_has_another_centre(browser, url, city):
    context = browser.new_context(viewport={"width": COUNTER[0], "height": COUNTER[1]}, locale="vi-VN")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    said: list[str] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: said.append(str(frame))))
    page.goto(f"{url}/board")
    page.wait_for_selector("body[data-ready]")
    for n in range(CENTRES):
        city.change(n, 2)
    city.connection.execute("UPDATE centre SET retired_at = now() WHERE code = %s", (code_of(OTHERS[0]),))
    city.change(THEIRS[0], 3)
    page.wait_for_function(SHOWN, arg=[code_of(THEIRS[0]), 3])
    page.wait_for_function(SHOWN, arg=[code_of(THEIRS[1]), 2])
    expect(page.get_by_role("heading", level=1)).to_have_text("Trung tâm của tôi")
    expect(page.get_by_role("link", name="Trung tâm của tôi")).to_have_attribute("aria-current", "page")
    visits = sum(state_of(n)["visits"] for n in THEIRS)
    expect(page.locator('[data-role="sum-visits"]')).to_have_text(str(visits))
    expect(page.locator('[data-role="sum-connected"]')).to_have_text("2/2")
    expect_accessible(page)
    assert any("told" in frame for frame in said)
    said += [page.content(), page.evaluate("fetch('/board.json').then((answer) => answer.text())")]
    page.goto(f"{url}/board?view=wall&lang=en")
    expect(page.locator(".board-tile")).to_have_count(len(THEIRS))
    expect(page.get_by_role("heading", level=1)).to_have_text("My centres")
    context.close()
    assert all(names(said, n) for n in THEIRS)
    assert not any(names(said, n) for n in OTHERS)
