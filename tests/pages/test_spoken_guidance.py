"""Spoken guidance at the kiosk, in step with the focus; and the further language that it can be used in."""

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import expect_step, role
from tests.support.browser import ANY_KIOSK, Visitors
from tests.support.demo import Demo

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
HEAR = """
globalThis.said = [];
const ask = globalThis.fetch;
globalThis.fetch = (address, options) => {
  const { pathname, searchParams } = new URL(address, location);
  if (pathname.endsWith("/speech")) said.push([searchParams.get("text"), searchParams.get("language")]);
  return ask(address, options);
};
globalThis.heard = { begun: 0, stopped: 0 };
const begin = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...when) {
  heard.begun += 1;
  this.playbackRate.value = heard.begun === 1 ? 1 : 16;  // the test does not listen to the end, but to the first one
  return begin.apply(this, when);
};
const stop = AudioBufferSourceNode.prototype.stop;
AudioBufferSourceNode.prototype.stop = function (...when) { heard.stopped += 1; return stop.apply(this, when); };
"""
BROWSERS_VOICE = """
globalThis.spoken = [];
const voice = { lang: "vi-VN", name: "Vietnamese" };
const own = { getVoices: () => [voice], cancel: () => {}, addEventListener: () => {},
  speak: (words) => { spoken.push([words.text, words.lang]); setTimeout(() => words.onend()); } };
Object.defineProperty(globalThis, "speechSynthesis", { value: own });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
NO_VOICE = 'Object.defineProperty(globalThis, "speechSynthesis", { value: undefined });'


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def kiosk(demo: Demo, visitors: Visitors) -> Callable[[str], Page]:
    """A kiosk whose browser begins with this script."""

    def opened(script: str) -> Page:
        page = visitors.fresh(ANY_KIOSK)
        page.add_init_script(script)
        visitors.go(page, f"/enter#kind=kiosk&token={demo.kiosk_token}&next=/kiosk")
        page.wait_for_url("**/kiosk")
        expect_step(page, "start")
        return page

    return opened


def hears(page: Page, text: str, tongue: str = "vi") -> None:
    """Wait until this is said."""
    page.wait_for_function(
        "([text, tongue]) => said.some(([words, language]) => words.includes(text) && language === tongue)",
        arg=[text, tongue],
    )


@needs_espeak
def test_each_step_and_control_is_said_and_a_press_stops_the_sentence_before(
    kiosk: Callable[[str], Page],
) -> None:
    page = kiosk(HEAR)
    page.keyboard.press("*")
    expect(role(page, "speech")).to_have_attribute("aria-pressed", "true")
    hears(page, "Đã bật giọng đọc")
    page.wait_for_function("() => heard.begun >= 1")
    page.locator('[data-field="CT"]').focus()
    hears(page, "Chứng thực, Chưa có ai chờ")
    assert page.evaluate("heard.stopped") >= 1
    page.keyboard.press("Enter")
    expect_step(page, "confirm")
    hears(page, "Ông/bà lấy số cho lĩnh vực này?")
    hears(page, "Nơi tiếp nhận, Quầy 1, 2")
    page.locator('[data-class="elderly"]').click()
    hears(page, "Người cao tuổi")
    page.locator('[data-action="take"]').click()
    expect_step(page, "result")
    letters = ", ".join(role(page, "number").inner_text().strip())
    hears(page, letters)
    hears(page, "lấy phiếu ở khe nhận phiếu")
    page.locator('[data-action="done"]').click()
    hears(page, "Đã tắt giọng đọc")
    expect(role(page, "speech")).to_have_attribute("aria-pressed", "false")
    before = page.evaluate("said.length")
    page.locator('[data-field="CT"]').focus()
    assert page.evaluate("new Promise(requestAnimationFrame).then(() => said.length)") == before


@needs_espeak
def test_english_is_said_in_english_and_a_warning_by_itself(kiosk: Callable[[str], Page]) -> None:
    page = kiosk(HEAR)
    page.locator('button[data-language="en"]').click()
    role(page, "speech").click()
    hears(page, "Reading aloud is on", "en")
    page.locator('[data-field="CT"]').focus()
    hears(page, "Certification, Nobody is waiting", "en")
    page.keyboard.type("abc|def")
    page.keyboard.press("Enter")
    hears(page, "could not be read", "en")


def test_without_the_servers_voice_the_browsers_own_speaks(
    kiosk: Callable[[str], Page], visitors: Visitors
) -> None:
    visitors.forgive("409")
    page = kiosk(BROWSERS_VOICE)
    page.route("**/api/v1/speech?**", _missing)
    role(page, "speech").click()
    page.wait_for_function("() => spoken.some(([text]) => text.includes('Mời ông/bà chọn việc cần làm'))")
    assert page.evaluate("spoken[0][1]") == "vi-VN"


def test_without_any_voice_the_page_says_so(kiosk: Callable[[str], Page], visitors: Visitors) -> None:
    visitors.forgive("409")
    page = kiosk(NO_VOICE)
    page.route("**/api/v1/speech?**", _missing)
    role(page, "speech").click()
    expect(role(page, "speech-missing")).to_contain_text("chưa có giọng đọc")
    expect(role(page, "speech")).to_have_attribute("aria-pressed", "false")
    expect_accessible(page)


def test_a_further_language_stands_where_it_is_translated_and_english_where_not(
    kiosk: Callable[[str], Page],
) -> None:
    page = kiosk("OffscreenCanvas.prototype.getContext = () => null;")  # as where every letter can be written
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator("#start-title")).to_have_text("请选择您要办理的业务")
    field = page.locator('[data-field="TH"]')
    expect(role(field, "name")).to_have_text("税务")
    expect(role(field, "other")).to_have_text("Thuế")
    expect(page.locator('[data-ease="contrast"] span')).to_have_text("高对比度")
    for_technicians = page.locator('[data-t="enrol_label"]')
    expect(for_technicians).to_have_text("Machine code")
    expect(for_technicians).to_have_attribute("lang", "en")
    field.click()
    expect_step(page, "confirm")
    expect(role(page, "chosen-name")).to_have_text("税务")
    page.locator('[data-action="take"]').click()
    expect_step(page, "result")
    page.locator('[data-action="done"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(role(field, "name")).to_have_text("Thuế")


def test_a_language_that_this_machine_cannot_write_is_not_offered(kiosk: Callable[[str], Page]) -> None:
    page = kiosk(
        "OffscreenCanvasRenderingContext2D.prototype.fillText = () => {};"
    )  # every letter looks the same
    expect(page.get_by_role("button", name="English")).to_be_visible()
    expect(page.locator('[data-language="zh"]')).to_be_hidden()


def _missing(route: Route) -> None:
    route.fulfill(status=409, content_type="application/problem+json", body='{"code": "speech_missing"}')
