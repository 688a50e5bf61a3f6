"""`python -m tests.looks FOLDER`: pictures that somebody looks at before a release, and sheets of them, into a folder.

The kiosk in six sizes and five looks at three steps, the console of a small desk with badge and notice, every layout of a
screen closed, silent, and while there is a fire.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from flask import render_template
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from display.board import BoardState, board
from display.plain import plain
from server.core.forecast.wait_words import wait_words
from tests.pages.kiosk_sizes import SIZES as KIOSKS
from tests.pages.settled import FRAME
from tests.pages.steps import choose, expect_in_hand, expect_print, expect_step, press, resized, role
from tests.pages.test_counter import QUEUE_EMPTY
from tests.support.browser import PATIENCE_MS, Visitors
from tests.support.centre import default_settings
from tests.support.chromium import FLAGS, executable
from tests.support.demo import Demo
from tests.support.long_day import long_day_clock, long_day_now
from tests.support.made_boards import SIZES, Made, MadeLine, made_state
from tests.support.quick_server import quick_server

LOOKS: Final = {
    "normal": ("vi", ""),
    "large": ("vi", "large"),
    "contrast": ("vi", "contrast"),
    "english": ("en", ""),
    "chinese": ("zh", ""),
}
_FIELDS: Final = ("CT", "HT", "CA", "CT", "VX", "BH", "CT", "DD", "TH", "KQ")
_WEAR: Final = """([tag, ease]) => {
  document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));
  document.querySelector(`button[data-language="${tag}"]`).click();
  for (const one of ["large", "contrast"]) document.documentElement.toggleAttribute(`data-${one}`, one === ease);
}"""
_FRAMES: Final = f"""async () => {{
  const frame = {FRAME};
  for (let n = 0; n < 6; n += 1) await frame();
}}"""
_NOTED: Final = """() => {
  document.querySelector("[data-role=note-shown]").hidden = false;
  document.querySelector("[data-role=note]").textContent = "Đã nộp bản chính ở quầy 3, cần thêm giấy ủy quyền có chứng thực";
}"""
_SILENT_MS: Final = 15_000
_CELL: Final = (560, 420)
_ACROSS: Final = 5
Save = Callable[[Page, str], None]


def kiosks(visitors: Visitors, save: Save) -> None:
    """One page for all: it is resized, not loaded again."""
    page = visitors.kiosk(KIOSKS[0], own_clock=True)
    expect(role(page.locator('[data-field="CT"]'), "wait")).not_to_be_empty()
    _dressed(page, "start", save)
    choose(page, "CT")
    _dressed(page, "confirm", save)
    page.locator('[data-action="take"]').click()
    expect_step(page, "result")
    expect_print(page, "printed")
    _dressed(page, "result", save)


def _parts() -> set[str]:
    """Which pictures are asked for: all, unless some are named after the folder."""
    return {*sys.argv[2:]} or {"console", "kiosk", "screens"}


def _dressed(page: Page, step: str, save: Save) -> None:
    for size in KIOSKS:
        resized(page, size)
        for look, worn in LOOKS.items():
            page.evaluate(_WEAR, worn)
            expect_step(page, step)
            save(page, f"kiosk-{step}-{size[0]}x{size[1]}-{look}")
    page.evaluate(_WEAR, LOOKS["normal"])


def console(visitors: Visitors, demo: Demo, save: Save) -> None:
    """Help that was asked for and what the last key was answered; then a priority's badge with a note."""
    visitors.forgive(QUEUE_EMPTY)
    demo.act(1, "help", text="Cần hỏi về thủ tục")
    page = visitors.counter(1, size=(1280, 720))
    press(page, "Enter")
    expect(role(page, "notice")).to_be_visible()
    expect(role(page, "help-shown")).to_be_visible()
    save(page, "console-notice")
    number = demo.take("CT", priority="elderly")["number"]
    for field in _FIELDS:
        demo.take(field)
    for state in ("called", "serving"):
        press(page, "Enter")
        expect_in_hand(page, number, state)
        save(page, f"console-{state}-badge")
        page.evaluate(_NOTED)
        save(page, f"console-{state}-badge-note")


def _closed(state: BoardState) -> BoardState:
    return replace(
        state,
        open=False,
        calls=(),
        missed=(),
        large_places=(),
        presence=None,
        counters=tuple(
            replace(one, state="closed", number=None, ticket_state=None) for one in state.counters
        ),
        queues=tuple(replace(one, waiting=0, wait=None) for one in state.queues),
        closed_reason={"vi": "Nghỉ Tết Nguyên đán", "en": "Closed for Tết, the Lunar New Year"},
        opens_text={
            "vi": "Mở cửa lại 07:30 thứ Hai, 25/11/2030.",
            "en": "Opens again at 07:30 on Monday, 25/11/2030.",
        },
    )


def _as_it_is(state: BoardState) -> BoardState:
    return state


FIRE: Final = {
    "vi": "Có cháy! Mời ông/bà bình tĩnh ra ngoài theo lối thoát hiểm gần nhất, không dùng thang máy.",
    "en": "Fire! Please leave calmly by the nearest emergency exit. Do not use the lift.",
}
STATES: Final = {"closed": _closed, "silent": _as_it_is, "fire": _as_it_is}


def _made() -> BoardState:
    return made_state(Made(large=2, recalled=True, presence=True), long_day_now())


def screens(visitors: Visitors, save: Save) -> None:
    """The live layouts: what they show comes from a made-up line, which falls silent."""
    visitors.forgive_lost_line()
    for layout in SIZES:
        if layout == "plain":
            continue
        page = visitors.fresh(SIZES[layout], own_clock=True, reduced_motion="reduce")
        page.add_init_script("localStorage.setItem('goiso.display.token', 'made')")
        line = MadeLine(page)
        line.send(_told(_made()))
        visitors.go(page, f"/display?layout={layout}&counter=1")
        expect(page.locator("body")).to_have_attribute("data-view", "live")
        save(page, f"screen-{layout}-as-usual")
        for name, change in STATES.items():
            told = _told(change(_made())) | ({"emergency": FIRE} if name == "fire" else {})
            line.send(told)
            expect(page.locator("body")).to_have_attribute("data-seq", str(told["seq"]))
            if name == "silent":
                line.cut()
                page.clock.fast_forward(_SILENT_MS)
                expect(role(page, "stale")).to_be_visible()
            save(page, f"screen-{layout}-{name}")


def _told(state: BoardState) -> dict[str, Any]:
    nothing: dict[str, Any] = {"notices": [], "ticker": [], "emergency": None, "outages": []}
    return dict(board(state)) | nothing


def plain_screen(visitors: Visitors, folder: Path, save: Save) -> None:
    """The board without scripts; when its server is silent it is the browser's own page, which nobody needs to look at."""
    server = quick_server(default_settings(folder / "plain"), long_day_clock)
    server.close()
    page = visitors.fresh(SIZES["plain"])
    for name in ("closed", "fire"):
        with server.app.test_request_context("/display?layout=plain"):
            server.app.preprocess_request()
            html = render_template(
                "display/plain.html",
                board=plain(STATES[name](_made()), wait_words),
                hall="1",
                emergency=FIRE if name == "fire" else None,
            )
        page.unroute_all()
        page.route("**/display?layout=plain", _answering(html))
        visitors.go(page, "/display?layout=plain")
        save(page, f"screen-plain-{name}")


def _answering(html: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


def sheets(folder: Path) -> Iterator[Path]:
    """Sheets of 25 pictures, of those that stand beside each other by name."""
    groups: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("[!=]*.png"), key=lambda found: found.stat().st_mtime_ns):
        groups.setdefault("-".join(file.stem.split("-")[:2]), []).append(file)
    for name, files in groups.items():
        sheet = Image.new("RGB", (_CELL[0] * _ACROSS, _CELL[1] * -(-len(files) // _ACROSS)), "gray")
        for place, file in enumerate(files):
            with Image.open(file) as picture:
                small = picture.convert("RGB")
            small.thumbnail((_CELL[0] - 8, _CELL[1] - 8))
            sheet.paste(small, (place % _ACROSS * _CELL[0], place // _ACROSS * _CELL[1]))
        sheet.save(folder / f"={name}.png")
        yield folder / f"={name}.png"


def take_all(browser: Browser, demo: Demo, folder: Path, work: Path) -> None:
    """Take them all, saying which."""

    def save(page: Page, name: str) -> None:
        page.evaluate("document.fonts.ready")
        page.evaluate(_FRAMES)
        page.screenshot(path=folder / f"{name}.png", animations="disabled")
        sys.stdout.write(f"{name}.png\n")
        sys.stdout.flush()

    with Visitors(browser, demo) as visitors:
        if "console" in _parts():
            console(visitors, demo, save)
        if "kiosk" in _parts():
            kiosks(visitors, save)
        if "screens" in _parts():
            screens(visitors, save)
            plain_screen(visitors, work, save)


def main() -> None:
    """Take them into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory() as work,
        Demo(Path(work)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        take_all(browser, demo, folder, Path(work))
        browser.close()
    for sheet in sheets(folder):
        sys.stdout.write(f"{sheet}\n")


if __name__ == "__main__":
    main()
