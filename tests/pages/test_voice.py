"""What a hall hears, from the audio elements' own events in a real browser."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import call_next, role
from tests.support.browser import ANY_HALL, HALL, Visitors
from tests.support.chromium import FLAGS, executable
from tests.support.demo import Demo
from tests.support.tone_clips import pack

SILENCED = "--autoplay-policy=document-user-activation-required"
LISTEN = """
window.heard = [];
window.said = [];
window.told = [];
const parse = JSON.parse;
JSON.parse = (text, ...more) => {
  const read = parse(text, ...more);
  const turn = Array.isArray(read) && read[0] === "speak" ? read[1] : null;
  if (turn) told.push({ ...turn, heard: Date.now(), ahead: Date.parse(turn.starts_at) - Date.parse(turn.at) });
  return read;
};
window.addEventListener("screen-sound", (event) => said.push(event.detail));
document.addEventListener("DOMContentLoaded", () => {
  const audio = document.querySelector('[data-role="voice"]');
  const shown = (name) => document.querySelector(`[data-role="${name}"]`).textContent;
  for (const name of ["play", "ended", "pause"]) {
    audio.addEventListener(name, () => {
      const at = performance.timeOrigin + performance.now();
      heard.push({ name, at, number: shown("speaking-number"), counter: shown("speaking-counter") });
    });
  }
});
"""

REMEMBER = """
const remember = (what) => {
  sessionStorage.remembered = JSON.stringify([...JSON.parse(sessionStorage.remembered ?? "[]"), what]);
};
document.addEventListener("DOMContentLoaded", () => {
  remember("loaded");
  const audio = document.querySelector('[data-role="voice"]');
  for (const name of ["play", "pause"]) audio.addEventListener(name, () => remember(name));
});
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose voice is recordings of a few hundredths of a second a word."""
    clips = pack(tmp_path_factory.mktemp("clips"))
    program = ("tests.support.quick_voice", str(clips))
    with Demo(tmp_path_factory.mktemp("demo"), program=program) as demo:
        yield demo


def listening(visitors: Visitors, demo: Demo, more: str = "", script: str = LISTEN) -> Page:
    """A hall screen that notes what can be heard."""
    page = visitors.fresh(ANY_HALL)
    page.add_init_script(script)
    there = quote(f"/display?hall=1{more}", safe="")
    visitors.go(page, f"/enter#kind=display&token={demo.display_token}&next={there}")
    page.wait_for_url(f"**/display?hall=1{more}")
    return page


def plays(page: Page, name: str = "play") -> list[dict[str, Any]]:
    return [heard for heard in page.evaluate("heard") if heard["name"] == name and heard["number"]]


def wait_for_plays(page: Page, number: int, within_s: float = 60) -> list[dict[str, Any]]:
    page.wait_for_function(
        "wanted => heard.filter(each => each.name === 'play' && each.number).length >= wanted",
        arg=number,
        timeout=within_s * 1000,
    )
    return plays(page)


@pytest.mark.parametrize("turns", [2, pytest.param(5, marks=pytest.mark.torture)])
def test_two_screens_are_told_one_moment_and_calls_in_a_rush_are_heard_in_order_and_never_two_at_once(
    turns: int, demo: Demo, visitors: Visitors
) -> None:
    first, second = listening(visitors, demo), listening(visitors, demo)
    call_next(demo, 1, "KQ")
    begun = [wait_for_plays(hall, 1)[0] for hall in (first, second)]
    told = [hall.evaluate("told.filter(({ number }) => number)") for hall in (first, second)]
    assert [turn["id"] for turn in told[0]] == [turn["id"] for turn in told[1]]
    assert told[0][0]["starts_at"] == told[1][0]["starts_at"]
    for heard, (turn, *_) in zip(begun, told, strict=True):
        assert heard["number"] == turn["number"]
        assert heard["at"] > turn["heard"] + turn["ahead"] - 50  # two clocks of one browser

    demo.act(1, "no-show")
    for _ in range(5 * turns):
        demo.take("KQ")
    demo.act(3, "close")
    demo.act(3, "open", fields=["KQ"])
    wanted = [(begun[0]["number"], "1")]
    for turn in range(turns):
        for n in (1, 2, 3, 4, 5):
            if turn:
                demo.act(n, "no-show")
            wanted.append((demo.act(n, "call")["number"], str(n)))

    for hall in (first, second):
        heard = wait_for_plays(hall, len(wanted), within_s=240)
        assert [(h["number"], h["counter"]) for h in heard] == wanted
        now = None
        for event in hall.evaluate("heard"):
            if event["name"] == "play":
                assert now is None, f"{event['number']} began while {now} was heard"
                now = event["number"]
            else:
                now = None


def test_a_call_undone_while_it_is_heard_falls_silent_and_the_next_is_heard(
    demo: Demo, visitors: Visitors
) -> None:
    hall = listening(visitors, demo)
    undone = call_next(demo, 1)["number"]
    heard = wait_for_plays(hall, 1)
    assert heard[0]["number"] == undone
    expect(role(hall, "speaking-number")).to_have_text(undone)
    demo.act(1, "undo")
    expect(role(hall, "speaking")).to_be_hidden()
    again = demo.act(1, "call")["number"]
    assert wait_for_plays(hall, 2)[1]["number"] == again


def test_a_change_of_the_settings_cuts_no_call_short(demo: Demo, visitors: Visitors) -> None:
    hall = listening(visitors, demo, script=REMEMBER)
    call_next(demo, 1)
    was = demo.settings()["display"]
    with hall.expect_event("domcontentloaded"):
        demo.manage("PUT", "/settings/display", was | {"call_stays_seconds": was["call_stays_seconds"] + 1})
    expect(hall.locator("body")).to_have_attribute("data-view", "live")
    remembered = hall.evaluate("JSON.parse(sessionStorage.remembered)")
    before = remembered[1 : remembered.index("loaded", 1)]
    assert before == ["play", "pause"] * 2  # the browser is tried with silence; then the call, to its end
    demo.manage("PUT", "/settings/display", was)


def test_a_screen_that_comes_late_hears_nothing_old_and_a_silent_one_only_shows(
    demo: Demo, visitors: Visitors
) -> None:
    early = listening(visitors, demo)
    call_next(demo, 1)
    wait_for_plays(early, 1)
    late = listening(visitors, demo)
    silent = listening(visitors, demo, "&sound=off")
    expect(role(silent, "newest-number")).to_be_visible()
    second = call_next(demo, 2, "HT")["number"]
    expect(role(silent, "speaking-number")).to_have_text(second)
    assert [h["number"] for h in wait_for_plays(late, 1)] == [second]
    assert plays(silent) == []
    assert silent.evaluate("said") == ["off"]


def test_a_browser_that_blocks_sound_shows_a_large_button_and_the_manager_is_told(
    demo: Demo, visitors: Visitors
) -> None:
    chromium = visitors.browser.browser_type.launch(
        executable_path=executable(), args=[flag for flag in FLAGS if "autoplay" not in flag] + [SILENCED]
    )
    with Visitors(chromium, demo, {}) as others:
        page = others.hall(HALL)
        button = role(page, "sound-on")
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box is not None
        assert box["width"] > 200
        assert box["height"] > 48
        expect_accessible(page)
        expect(button).to_contain_text("Bật âm thanh")

        manager = visitors.signed_in("quanly", "/admin/voice")
        expect_soon(manager, "1 màn hình bị trình duyệt chặn tiếng")
        expect_accessible(manager)

        button.click()
        expect(button).to_be_hidden()
        expect_soon(manager, "Loa hoạt động tốt")
    chromium.close()


def test_a_screen_whose_sound_does_not_arrive_or_cannot_be_played_says_so_until_one_is_heard(
    demo: Demo, visitors: Visitors
) -> None:
    visitors.forgive("503")
    hall = listening(visitors, demo)
    answers = [{"status": 503}, {"body": "no sound", "content_type": "audio/wav"}]

    def answer(route: Route) -> None:
        route.fulfill(**answers.pop(0)) if answers else route.continue_()

    hall.route("**/api/v1/voice/*", answer)
    call_next(demo, 1)
    hall.wait_for_function("() => said.at(-1) === 'none'")
    call_next(demo, 2, "HT")
    demo.act(1, "no-show")
    call_next(demo, 1)
    hall.wait_for_function("() => said.at(-1) === 'on'")
    assert hall.evaluate("said") == ["on", "none", "on"]
    assert answers == []


def test_the_manager_hears_a_sample(demo: Demo, visitors: Visitors) -> None:
    manager = visitors.admin()
    expect(manager.get_by_role("link", name=re.compile("Loa đọc số"))).to_have_attribute(
        "href", "/admin/voice"
    )
    visitors.go(manager, "/admin/voice")
    manager.get_by_role("button", name="Nghe thử").click()
    expect(role(manager, "tried")).to_contain_text("Đã phát xong")


def expect_soon(page: Page, text: str) -> None:
    """The page says this when it is loaded again, after some times at most."""
    for _ in range(30):
        page.reload()
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{text!r} is not there")
