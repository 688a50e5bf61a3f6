"""English on every page, and the kiosk back in Vietnamese for the next person."""

import pytest
from playwright.sync_api import Page, expect

from server.demo import people
from tests.pages.steps import call_next, choose, expect_step, role, take
from tests.support.browser import Visitors
from tests.support.demo import Demo

VIETNAMESE = r"""(known) => {
  const marks = /[ăâđêôơưĂÂĐÊÔƠƯ]|[àáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
  const words = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const place = text.parentElement;
    if (place.closest("[lang=vi], script, template, noscript") || !place.checkVisibility()) continue;
    words.push(text.data.trim());
  }
  for (const node of document.querySelectorAll("[aria-label], [alt], [title], [placeholder]")) {
    if (node.closest("[lang=vi], template") || !node.checkVisibility()) continue;
    for (const name of ["aria-label", "alt", "title", "placeholder"]) words.push(node.getAttribute(name) ?? "");
  }
  words.push(document.title);
  const left = known.reduce((text, name) => text.replaceAll(name, ""), words.join("\n"));
  return left.split("\n").filter((line) => marks.test(line));
}"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def names(demo: Demo) -> list[str]:
    """What is called so in every language: the product, the ward, people."""
    devices = [
        "Kiosk cửa chính",
        "Màn hình sảnh",
        "Màn hình 1",
        "Màn hình 2",
        "Máy tại quầy",
        "Máy người hướng dẫn",
        "Máy đánh giá quầy 1",
    ]
    rest = [f"Quầy {n}" for n in range(10, 0, -1)]
    return ["Gọi Số", demo.centre()["ward"], *people.NAMES, *devices, *rest]


def test_every_page_is_english_after_one_touch(demo: Demo, visitors: Visitors, names: list[str]) -> None:
    call_next(demo, 1)
    track = demo.take("CT")["track"]
    for page in (visitors.counter(1), visitors.admin(), visitors.page("/")):
        expect_english_after_one_touch(page, visitors, names)
        page.get_by_role("link", name="Tiếng Việt").click()
        expect(page.locator("html")).to_have_attribute("lang", "vi")
    for path in ("/sign-in", "/pin", "/demo/printer", "/components", "/helper", f"/t/{track}"):
        page.context.clear_cookies()  # somebody else, who has chosen no language
        expect_english_after_one_touch(visitors.go(page, path), visitors, names)


def expect_english_after_one_touch(page: Page, visitors: Visitors, names: list[str]) -> None:
    """All of it; and another leads back."""
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visitors.lint(page)
    assert (page.url, page.evaluate(VIETNAMESE, names)) == (page.url, [])
    expect(page.get_by_role("link", name="Tiếng Việt")).to_be_visible()


def test_english_stays_on_the_way_to_another_page_where_a_sign_in_that_fails_is_told_in_it(
    visitors: Visitors,
) -> None:
    visitors.forgive("401")
    page = visitors.page("/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visitors.go(page, "/sign-in?next=/admin")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.fill('[name="username"]', "nobody")
    page.fill('[name="password"]', "nothing")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator('[name="next"]')).to_have_value("/admin")


def test_the_kiosk_is_english_at_every_step_and_vietnamese_for_the_next_person(
    demo: Demo, visitors: Visitors, names: list[str]
) -> None:
    both = names + vietnamese_field_names(demo)
    kiosk = visitors.kiosk()
    choose(kiosk, "CT")
    kiosk.get_by_role("button", name="English").click()  # in the middle of a step
    expect(role(kiosk, "chosen-name")).to_have_text("Certification")
    expect(role(kiosk, "chosen-counters")).to_have_text("Counters 1, 2")
    assert kiosk.evaluate(VIETNAMESE, both) == []
    kiosk.keyboard.press("Escape")
    kiosk.get_by_role("button", name="English").click()
    assert kiosk.evaluate(VIETNAMESE, both) == []
    ticket = take(kiosk, "DD")
    assert ticket["language"] == "en"
    assert kiosk.evaluate(VIETNAMESE, names) == []
    kiosk.locator('[data-action="done"]').click()
    expect_step(kiosk, "start")
    expect(kiosk.locator("html")).to_have_attribute("lang", "vi")
    expect(kiosk.locator("#start-title")).to_have_text("Mời ông/bà chọn việc cần làm")


def test_an_officer_sees_that_somebody_reads_another_language(demo: Demo, visitors: Visitors) -> None:
    console = visitors.counter(1)
    demo.take("CT")
    demo.act(1, "call")
    expect(role(console, "current-number")).to_be_visible()
    expect(role(console, "language")).to_be_hidden()
    demo.act(1, "serve")
    demo.act(1, "finish")
    demo.take("CT", language="en")
    demo.act(1, "call")
    expect(role(console, "language")).to_have_text("Tiếng Anh")


def vietnamese_field_names(demo: Demo) -> list[str]:
    """Every field's name stands in both languages where one chooses."""
    return [field["names"]["vi"] for field in demo.centre()["fields"]]
