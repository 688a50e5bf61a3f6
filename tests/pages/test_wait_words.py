"""Pages word a wait as slips do: the real module, in the browser, on the one table of cases."""

from playwright.sync_api import Page

from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.wait_cases import WAIT_CASES

MODULE = """async ({ waits, language }) => {
  const { waitFigures, waitText, waitWords } = await import("/static/js/wait.js");
  document.documentElement.lang = language;
  return waits.map((wait) => [waitWords(wait), waitText(wait), waitFigures(wait).figures, waitFigures(wait).unit]);
}"""
UNDER = {"vi": "dưới", "en": "under"}
WAITS = [{"low_s": case.rounded.low_s, "high_s": case.rounded.high_s} for case in WAIT_CASES]


def said(page: Page, language: str) -> list[list[str]]:
    answers: list[list[str]] = page.evaluate(MODULE, {"waits": WAITS, "language": language})
    return answers


def test_every_page_words_a_wait_as_the_table_says(visitors: Visitors) -> None:
    """Alone, in a sentence that says that it is about so long, and where a screen names the unit apart."""
    page = visitors.page("/kiosk")
    for language, about in (("vi", "khoảng "), ("en", "about ")):
        for case, (words, text, *_) in zip(WAIT_CASES, said(page, language), strict=True):
            assert words == getattr(case, language)
            assert text == (words if words.startswith(UNDER[language]) else about + words)
    units = {"minutes": "phút", "hours": "giờ"}
    for words, _, figures, unit in said(page, "vi"):
        assert f"{figures} {units[unit]}" == words.replace("dưới ", "0–")


def test_a_phone_has_the_same_words(visitors: Visitors, demo: Demo) -> None:
    page = visitors.page(f"/t/{demo.take('CT')['track']}")
    assert [row[0] for row in said(page, "vi")] == [case.vi for case in WAIT_CASES]
