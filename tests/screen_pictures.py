"""Pictures of every layout of a screen, from made-up halls of 0, 1, 20 and 60 counters, into docs/pictures/screens."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from flask import render_template
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from display.plain import plain
from server.core.forecast.wait_words import wait_words
from tests.support.browser import Visitors
from tests.support.centre import default_settings
from tests.support.demo import Demo
from tests.support.long_day import long_day_clock, long_day_now, moved
from tests.support.made_boards import SIZES, Made, MadeLine, made_board, made_state
from tests.support.quick_server import quick_server

FOLDER: Final = Path(__file__).parent.parent / "docs" / "pictures" / "screens"
CROWDS: Final = {
    "0": Made(counters=0, large=0),
    "1": Made(counters=1, fields=3),
    "20": Made(counters=20, fields=12, large=2, recalled=True),
    "60": Made(counters=60, fields=24, large=3, missed=9, long=True),
}
PICTURES: Final = tuple(f"{layout}-{crowd}" for layout in SIZES for crowd in CROWDS)
_WIDEST: Final = 800


def take_all(browser: Browser) -> None:
    """Take them all, saying which, at half their size or less."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        Demo(Path(folder)) as demo,
        Visitors(browser, demo) as visitors,
    ):
        for name, page in _screens(visitors, Path(folder)):
            page.evaluate("document.fonts.ready")
            page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
            _smaller(FOLDER / f"{name}.png")
            sys.stdout.write(f"docs/pictures/screens/{name}.png\n")


def _screens(visitors: Visitors, folder: Path) -> Iterator[tuple[str, Page]]:
    for layout in SIZES:
        page = visitors.fresh(SIZES[layout], reduced_motion="reduce")
        show = _plain(visitors, page, folder) if layout == "plain" else _live(visitors, page, layout)
        for crowd, made in CROWDS.items():
            show(made)
            yield f"{layout}-{crowd}", page


def _live(visitors: Visitors, page: Page, layout: str) -> Callable[[Made], None]:
    page.add_init_script("localStorage.setItem('goiso.display.token', 'made')")
    line = MadeLine(page)
    line.send(made_board(Made(), long_day_now()))
    visitors.go(page, f"/display?layout={layout}&counter=1")

    def show(made: Made) -> None:
        board = made_board(made, long_day_now())
        line.send(board)
        expect(page.locator("body")).to_have_attribute("data-seq", str(board["seq"]))

    return show


def _plain(visitors: Visitors, page: Page, folder: Path) -> Callable[[Made], None]:
    server = quick_server(default_settings(folder / "plain"), long_day_clock)
    server.sockets.hear_clocks(lambda who, said: server.clock_watch.compare(who, moved(said)))
    server.close()

    def show(made: Made) -> None:
        with server.app.test_request_context("/display?layout=plain"):
            server.app.preprocess_request()
            html = render_template(
                "display/plain.html", board=plain(made_state(made, long_day_now()), wait_words), hall="1"
            )
        page.unroute_all()
        page.route(
            "**/display?layout=plain",
            lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
        )
        visitors.go(page, "/display?layout=plain")

    return show


def _smaller(file: Path) -> None:
    """At most 800 dots wide and of 128 colours: nobody reads a board in a document from 8 metres."""
    with Image.open(file) as picture:
        scale = min(1.0, _WIDEST / max(picture.size))
        small = picture.convert("RGB").resize((int(picture.width * scale), int(picture.height * scale)))
    small.quantize(128).save(file, optimize=True)
