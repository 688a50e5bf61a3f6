"""Rating a visit in a real browser: at the counter's tablet, on the phone, at the kiosk; and the table that comes of it."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import expect_step, role, scan
from tests.support.browser import PHONE, Visitors
from tests.support.demo import Demo

UPRIGHT = (800, 1280)
LYING = (1280, 800)


def served(demo: Demo, n: int = 1) -> dict[str, Any]:
    """A visit that has ended at counter `n`."""
    ticket = demo.take("CT")
    for step in ("call", "serve", "finish"):
        demo.act(n, step)
    return ticket


def at(page: Page, part: str) -> None:
    """The page asks this of whoever rates, and touches count."""
    expect(page.locator("[data-rating]:visible")).to_have_attribute("data-rating", part)
    expect(page.locator("body[data-settling]")).to_have_count(0)


def ballots(demo: Demo) -> int:
    return int(demo.manage("GET", "/reports/ratings")["total"]["ballots"])


def test_a_visit_is_rated_at_its_counter_on_the_tablet(visitors: Visitors, demo: Demo) -> None:
    """It begins by itself; of two tablets the first wins, and the other says so; it goes away with the next call."""
    before = ballots(demo)
    first, second = (visitors.rating(demo.rating_token, size) for size in (UPRIGHT, LYING))
    for tablet in (first, second):
        expect_step(tablet, "idle")
        expect(role(tablet, "counter")).to_have_text("Quầy 1")
    expect_accessible(first)
    served(demo)
    for tablet in (first, second):
        at(tablet, "level")
        expect_accessible(tablet)
        expect_well_laid_out(tablet)
    second.get_by_role("button", name="中文").click()
    expect(second.locator('[data-level="3"]')).to_have_text("非常满意")
    first.locator('[data-level="3"]').click()
    at(first, "done")
    expect_step(second, "rated")
    assert ballots(demo) == before + 1
    served(demo)
    for tablet in (first, second):
        at(tablet, "level")
        expect(tablet.locator("html")).to_have_attribute("lang", "vi")
    demo.take("CT")
    demo.act(1, "call")
    expect_step(first, "idle")


def test_a_tablet_that_has_lost_the_server_does_not_pretend(visitors: Visitors, demo: Demo) -> None:
    visitors.forgive_lost_line()
    tablet = visitors.fresh(UPRIGHT)
    tablet.clock.install()
    visitors.go(tablet, f"/enter#kind=rating&token={demo.rating_token}&next=/rating")
    expect(role(tablet, "counter")).to_have_text("Quầy 1")
    served(demo)
    at(tablet, "level")
    tablet.context.set_offline(True)
    tablet.locator('[data-level="3"]').click()
    tablet.clock.run_for(11_000)
    expect_step(tablet, "offline")
    expect_accessible(tablet)
    tablet.context.set_offline(False)
    tablet.clock.run_for(3_000)
    at(tablet, "level")


def test_a_visit_is_rated_by_its_slip_on_the_phone_and_at_the_kiosk(visitors: Visitors, demo: Demo) -> None:
    before, slip = ballots(demo), demo.take("CT")
    phone = visitors.page(f"/t/{slip['track']}", PHONE)
    expect(phone.locator("body")).to_have_attribute("data-standing", "soon")
    for step in ("call", "serve", "finish"):
        demo.act(1, step)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # it asks at once
    at(phone, "level")
    other = served(demo)
    expect_accessible(phone)
    expect_well_laid_out(phone)
    phone.locator('[data-level="1"]').click()
    at(phone, "reason")
    expect_accessible(phone)
    phone.locator('[data-reason="wait"]').click()
    at(phone, "words")
    phone.locator("textarea").fill("Ghế ít, chờ lâu")
    role(phone, "rating-send").click()
    at(phone, "done")
    assert ballots(demo) == before + 1
    phone.reload()
    expect(role(phone, "rating-given")).to_be_visible()

    kiosk = visitors.kiosk()
    kiosk.locator('[data-action="rate"]').click()
    expect_step(kiosk, "rate")
    expect_accessible(kiosk)
    scan(kiosk, f"{demo.url}/t/{slip['track']}")
    expect(role(kiosk, "rate-said")).to_contain_text("đã được đánh giá")
    scan(kiosk, f"{demo.url}/t/{other['track']}")
    at(kiosk, "level")
    expect(role(kiosk, "rate-title")).to_have_text(f"Lượt của số {other['number']}")
    expect_accessible(kiosk)
    kiosk.locator('[data-level="2"]').click()
    at(kiosk, "done")
    assert ballots(demo) == before + 2


@EACH_SIZE
def test_the_table_of_ratings_is_a_page(visitors: Visitors, demo: Demo, at_each_size: AtEachSize) -> None:
    before = ballots(demo)
    for level in (3, 3, 2, 2, 2):
        body = {"track": served(demo, 2)["track"], "level": level}
        demo.manage("POST", "/ratings", body)
    page = visitors.signed_in("quanly", "/admin/ratings")
    total = page.locator(".ratings-total td")
    expect(total.first).to_contain_text(str(before + 5))
    row = page.get_by_role("row", name="Quầy 2")
    expect(row.locator("td")).to_have_text(["5", "2", "40,0%", "3", "60,0%", "0", "0,0%"])
    assert "/MediaBox [0 0 594.95" in page.pdf(prefer_css_page_size=True).decode("latin-1"), "A4"
    at_each_size(page, expect_accessible, lambda shown: expect_well_laid_out(shown, may_shorten=True))
    page.get_by_role("link", name="Hôm qua").click()
    expect(page.locator(".empty")).to_be_visible()
