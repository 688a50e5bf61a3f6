"""The script that `goiso kiosk` and `goiso screen` write, run with a real Chromium that has no window."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from display.machine import MachinePage, files
from tests.support.waiting import until


@dataclass(frozen=True)
class Machine:
    """A machine that shows `what` of the server at `url`; its user's home is a folder, its `chromium` the program at this path."""

    home: Path
    url: str
    what: MachinePage
    chromium: str

    @property
    def profile(self) -> Path:
        """Where the script lets the browser keep what it keeps."""
        return self.home / ".local" / "share" / f"goiso-{self.what.name}"

    @contextmanager
    def started(self, without: Sequence[str] = ()) -> Iterator[Page]:
        """The page that the script shows, with a Chromium that is not told these flags; at the end its power is cut."""
        (script,) = (file for file in files(self.what, self.url, "sanh", "/usr/local/bin/x") if file.program)
        programs = self.home / "programs"
        programs.mkdir(parents=True, exist_ok=True)
        (self.home / "start").write_text(script.text)
        self._pretend_chromium(programs / "chromium", without)
        env = {"HOME": str(self.home), "PATH": f"{programs}:{os.environ['PATH']}"}
        with running(["sh", str(self.home / "start")], self.profile, env) as browser:
            page = browser.contexts[0].pages[0]
            page.wait_for_url(f"{self.url}{self.what.page}")
            yield page

    def _pretend_chromium(self, program: Path, without: Sequence[str]) -> None:
        """A `chromium` that starts the real one without a window, without these flags."""
        taken = "|".join(without) or "-"
        program.write_text(
            "#!/bin/sh\nfor flag do\n  shift\n"
            f'  case "$flag" in {taken}) ;; *) set -- "$@" "$flag" ;; esac\ndone\n'
            f'exec {self.chromium} {" ".join(WITHOUT_WINDOW)} "$@" 2>/dev/null\n'
        )
        program.chmod(0o755)


WITHOUT_WINDOW = ("--headless=new", "--no-sandbox", "--remote-debugging-port=0")


@contextmanager
def running(command: Sequence[str], profile: Path, env: dict[str, str] | None = None) -> Iterator[Browser]:
    """The Chromium that this starts `WITHOUT_WINDOW` and with this profile; at the end its power is cut."""
    told = profile / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    process = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        until(lambda: told.exists() and told.read_text().count("\n") >= 1)
        with sync_playwright() as playwright:
            yield playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{told.read_text().split()[0]}")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
