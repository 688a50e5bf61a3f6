"""Pages word a wait as slips do: the real module, in the browser, on the one table of cases."""

import pytest
from playwright.sync_api import Page

from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.wait_cases import WAIT_CASES

MODULE = """async ({ waits, language }) => {
  const { waitFigures, waitText, waitWords } = await import("/static/js/wait.js");
  document.documentElement.lang = language;
  return waits.map((wait) => [waitWords(wait), waitText(wait), waitFigures(wait).figures, waitFigures(wait).unit]);
}"""
WAITS = [{"low_s": case.rounded.low_s, "high_s": case.rounded.high_s} for case in WAIT_CASES]


def said(page: Page, language: str) -> list[list[str]]:
    answers: list[list[str]] = page.evaluate(MODULE, {"waits": WAITS, "language": language})
    return answers


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_words_a_wait_as_the_table_says(language: str, visitors: Visitors) -> None:
    words = [getattr(case, language) for case in WAIT_CASES]
    assert [row[0] for row in said(visitors.page("/kiosk"), language)] == words


@pytest.mark.parametrize(
    ("language", "about", "under"), [("vi", "khoảng ", "dưới"), ("en", "about ", "under")]
)
def test_a_sentence_says_that_it_is_about_so_long(
    language: str, about: str, under: str, visitors: Visitors
) -> None:
    for words, text, *_ in said(visitors.page("/kiosk"), language):
        assert text == (words if words.startswith(under) else about + words)


def test_a_phone_has_the_same_words(visitors: Visitors, demo: Demo) -> None:
    page = visitors.page(f"/t/{demo.take('CT')['track']}")
    assert [row[0] for row in said(page, "vi")] == [case.vi for case in WAIT_CASES]


def test_a_screen_that_names_the_unit_apart_has_the_same_figures(visitors: Visitors) -> None:
    units = {"minutes": "phút", "hours": "giờ"}
    for words, _, figures, unit in said(visitors.hall(), "vi"):
        assert f"{figures} {units[unit]}" == words.replace("dưới ", "0–")
