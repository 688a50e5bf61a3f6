"""Releases as small as can be: wheels that hold a few bytes, or a program of a page that says what version it is."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from kiosk.alone.upstream import Answer
from kiosk.upgrade.release import Release, ReleaseFile

NAMES = ("goiso-{}-py3-none-any.whl", "pip-26.0-py3-none-any.whl")


def release_in(folder: Path, version: str = "0.3.0", more: tuple[str, ...] = ()) -> Release:
    """A release in a folder; each of its files has different bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [*(name.format(version) for name in NAMES), *more]
    for name in names:
        (folder / name).write_bytes(name.encode() * 40_000)
    return Release(version, tuple(described(folder / name) for name in names))


def described(path: Path) -> ReleaseFile:
    """A file as a release tells of it."""
    data = path.read_bytes()
    return ReleaseFile(path.name, len(data), hashlib.sha256(data).hexdigest())


def served(folder: Path) -> Callable[[str, int, int], Answer]:
    """Answers pieces of the files of a folder."""

    def ask(name: str, first: int, last: int) -> Answer:
        return Answer(206, [], (folder / name).read_bytes()[first : last + 1])

    return ask


def small_program(folder: Path, version: str, works: str) -> Path:
    """A wheel of a program that takes what `goiso kiosk` takes, and serves what a box serves while `works` holds, in Python.

    `rehearsing` says in it whether this is the rehearsal.
    """
    source = _PROGRAM.replace("WORKS", works)
    info = f"goiso-{version}.dist-info"
    files = {
        "server/__init__.py": "",
        "server/command/__init__.py": "",
        "server/command/main.py": source,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: goiso\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    wheel = folder / NAMES[0].format(version)
    with zipfile.ZipFile(wheel, "w") as packed:
        for name, text in (files | {f"{info}/RECORD": record}).items():
            packed.writestr(name, text)
    return wheel


_PROGRAM = """
import json, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

said = sys.argv[1:]
rehearsing = "--rehearse" in said
if not (WORKS):
    sys.exit("it does not work")


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"agent": {"alone": False, "ready": True}, "version": version("goiso")}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said):
        pass


HTTPServer(("127.0.0.1", int(said[said.index("--port") + 1])), Page).serve_forever()
"""
