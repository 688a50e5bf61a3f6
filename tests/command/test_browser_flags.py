"""The script that `goiso kiosk` and `goiso screen` write, run with a real Chromium: what its flags do there.

Each is compared with a Chromium that was not told so, so that a flag that has lost its effect is noticed.
"""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, sync_playwright

from display.machine import SCREEN, Shown, files
from server.command.kiosk_files import KIOSK
from tests.support.chromium import executable
from tests.support.waiting import until

PINCH = {"x": 200, "y": 200, "scaleFactor": 2.0, "gestureSourceType": "mouse"}
PLAY = """(async () => {
  const bytes = new Uint8Array([..."RIFF\\x2c\\0\\0\\0WAVEfmt \\x10\\0\\0\\0\\x01\\0\\x01\\0\\x40\\x1f\\0\\0\\x80\\x3e\\0\\0\\x02\\0\\x10\\0data\\x08\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"]
    .map((sign) => sign.charCodeAt(0)));
  const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })));
  try { await audio.play(); return "plays"; } catch (error) { return error.name; }
})()"""
FLAGS_TAKEN_AWAY = ("--disable-pinch", "--autoplay-policy=no-user-gesture-required")


class Answers(BaseHTTPRequestHandler):
    """Whatever is asked for is a small page."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>page</title><body style='height:3000px'>page"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server that answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def shown(tmp_path: Path, url: str) -> Callable[..., "contextmanager[Page]"]:  # type: ignore[type-arg]
    """Runs the script of a machine; its page as Chromium shows it."""

    @contextmanager
    def show(what: Shown, without: tuple[str, ...] = ()) -> Iterator[Page]:
        (script,) = (file for file in files(what, url, "sanh", "/usr/local/bin/x") if file.program)
        home = tmp_path / f"home{len(without)}"
        programs = home / "programs"
        programs.mkdir(parents=True)
        (home / "start").write_text(script.text)
        _pretend_chromium(programs / "chromium", without)
        env = {"HOME": str(home), "PATH": f"{programs}:{os.environ['PATH']}"}
        process = subprocess.Popen(["sh", str(home / "start")], env=env, start_new_session=True)
        try:
            with sync_playwright() as playwright:
                profile = home / ".local" / "share" / f"goiso-{what.name}"
                browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{_port(profile)}")
                page = browser.contexts[0].pages[0]
                page.wait_for_url(f"{url}{what.page}")
                yield page
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    return show


def _pretend_chromium(program: Path, without: tuple[str, ...]) -> None:
    """A `chromium` that starts the real one without a window, without these flags."""
    taken = "|".join(without) or "-"
    program.write_text(
        "#!/bin/sh\nfor flag do\n  shift\n"
        f'  case "$flag" in {taken}) ;; *) set -- "$@" "$flag" ;; esac\ndone\n'
        f'exec {executable()} --headless=new --no-sandbox --remote-debugging-port=0 "$@" 2>/dev/null\n'
    )
    program.chmod(0o755)


def _port(profile: Path) -> int:
    """Where the browser can be driven, once it has said so."""
    told = profile / "DevToolsActivePort"
    until(lambda: told.exists() and told.read_text().count("\n") >= 1)
    return int(told.read_text().split()[0])


def _sound(page: Page) -> str:
    """Whether sound may be played though nobody has touched the page."""
    session = page.context.new_cdp_session(page)
    asked = {"expression": PLAY, "awaitPromise": True, "returnByValue": True, "userGesture": False}
    return str(session.send("Runtime.evaluate", asked)["result"]["value"])


def _scale_after_pinch(page: Page) -> float:
    page.context.new_cdp_session(page).send("Input.synthesizePinchGesture", PINCH)
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return float(page.evaluate("visualViewport.scale"))


@pytest.mark.parametrize("what", [SCREEN, KIOSK], ids=lambda what: what.name)
def test_sound_plays_without_a_touch_and_a_pinch_enlarges_nothing(
    shown: Callable[..., "contextmanager[Page]"],  # type: ignore[type-arg]
    what: Shown,
) -> None:
    with shown(what) as page:
        assert _sound(page) == "plays"
        assert _scale_after_pinch(page) == 1


def test_a_chromium_that_was_not_told_so_is_silent_and_can_be_pinched(
    shown: Callable[..., "contextmanager[Page]"],  # type: ignore[type-arg]
) -> None:
    with shown(SCREEN, without=FLAGS_TAKEN_AWAY) as page:
        assert _sound(page) == "NotAllowedError"
        assert _scale_after_pinch(page) > 1.5
