"""A rehearsal: the new version runs beside the old one, on a copy of the box's file and a spare port, without the server."""

import http.client
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kiosk.alone.memory import FILE
from kiosk.alone.upstream import Answer, Gone
from kiosk.drawing import render
from kiosk.filling import SlipFiller
from kiosk.texts import LANGUAGES
from kiosk.upgrade.installing import Interrupted, clean_environment, must_be_its_fault

PAGES: Final = ("/api/v1/centre", "/kiosk")
"""The pages that a working version serves from the box's memory."""
_PATIENCE_S: Final = 300.0
_LOOK_S: Final = 0.5
_ASK_S: Final = 20.0
_END_S: Final = 20.0
_LAST_WORDS: Final = 800


class NotStarted(Exception):
    """The new version does not work; the text is its last output."""


class NoServer:
    """The line to the server in a rehearsal: it never answers, so the server does not take the new version for a copy of this box."""

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(
        self,
        method: str,  # noqa: ARG002
        target: str,  # noqa: ARG002
        headers: Iterable[tuple[str, str]],  # noqa: ARG002
        body: bytes | None,  # noqa: ARG002
        within_s: float,  # noqa: ARG002
    ) -> Answer:
        """As `Upstream.ask`: nobody is there."""
        raise Gone("a rehearsal")


def copy_of(data: Path, to: Path) -> None:
    """Copy the memory of a running box, and the further languages beside it. Raises `OSError`."""
    try:
        with (
            closing(sqlite3.connect(f"{(data / FILE).absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(to / FILE)) as target,
        ):
            source.backup(target)
    except sqlite3.Error as error:
        raise OSError(f"{FILE} cannot be copied: {error}") from error
    if (data / "translations").is_dir():
        shutil.copytree(data / "translations", to / "translations")


def rehearse(python: Path, arguments: Sequence[str], data: Path, pages: Sequence[str] = PAGES) -> None:
    """Let a version serve these pages from a copy of `data`; then end it.

    Raises `NotStarted`, `Interrupted`, `NoRoom`, `OSError`.

    `arguments` are those of `goiso kiosk` that are the box's own; the port, the folder and `--rehearse` are added.
    """
    with tempfile.TemporaryDirectory(dir=data / "versions", prefix=".rehearsal-") as folder:
        copy, said = Path(folder), Path(folder) / "output.txt"
        copy_of(data, copy)
        port = spare_port()
        command = [str(python), "-I", "-m", "server.command.main", "kiosk", *arguments]
        command += ["--port", str(port), "--data", str(copy), "--rehearse"]
        with said.open("wb") as output:
            running = subprocess.Popen(  # noqa: S603 - a version of ours
                command,
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            _watch(lambda: running.poll() is None, port, pages)
        except NotStarted as error:
            words = said.read_text(encoding="utf-8", errors="replace").strip()
            _must_be_its_fault(running.poll(), words)
            raise NotStarted(f"{error}: {words[-_LAST_WORDS:]}") from error
        finally:
            end(running)


def _must_be_its_fault(status: int | None, words: str) -> None:
    """Raise `Interrupted` or `NoRoom` if the machine is to blame; the status `None` means that the program still runs.

    Status 0 means that the box was told to end; in a rehearsal only a shutdown of the machine does that.
    """
    if status == 0:
        raise Interrupted("the rehearsal was ended")
    if status is not None:
        must_be_its_fault(status, words)


def draw_a_slip(fill: SlipFiller, centre: dict[str, object] | None, width: int) -> None:
    """Draw a slip of each language as one would be printed now: what fails here would fail before a person."""
    fields = centre["fields"] if centre else []
    for language in LANGUAGES:
        for field in fields if isinstance(fields, list) else []:
            ticket = {
                "number": "A001",
                "field": field["code"],
                "procedure": None,
                "priority": None,
                "issued_at": datetime.now(UTC).isoformat(),
            }
            render(fill.offline(ticket, language), width)


def answers(port: int, page: str, within_s: float = _ASK_S) -> bytes | None:
    """The content of a page of a box on this machine; `None` if it is not served."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=within_s)
    try:
        line.request("GET", page)
        answer = line.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()
    return body if answer.status == http.client.OK else None


def spare_port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def end(running: subprocess.Popen[bytes], within_s: float = _END_S) -> None:
    """End a process, by force if necessary."""
    running.terminate()
    try:
        running.wait(within_s)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def _watch(runs: Callable[[], bool], port: int, pages: Sequence[str]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not all(answers(port, page) is not None for page in pages):
        if not runs():
            raise NotStarted("it ended")
        if time.monotonic() > until:
            raise NotStarted(f"it serves nothing after {_PATIENCE_S:.0f} s")
        time.sleep(_LOOK_S)
