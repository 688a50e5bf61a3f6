"""The scripts of pages, each served in one answer with everything that it imports.

A kiosk's page has sixty small modules, and on a slow line each costs a round trip. So the build bundles
them (bundle.mjs), and the bundles are served under the addresses that the pages use anyway. The modules stay plain
JavaScript: if one has changed since the build, browsers follow the imports themselves.
"""

import json
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, send_from_directory

from server.http.page_files import ROOT, STATIC, digests

_VENDOR: Final = Path("server/static/vendor")
_WHOLE: Final = _VENDOR / "whole"


def scripts() -> Blueprint:
    """The routes of all bundles; none if the modules have changed since they were bundled."""
    pages = Blueprint("scripts", __name__)

    def script(address: str) -> Response:
        return send_from_directory(ROOT / _WHOLE, address[1:])

    for address in gathered():
        pages.add_url_rule(address, view_func=script, defaults={"address": address})
    return pages


@cache
def gathered(tree: Path = ROOT) -> tuple[str, ...]:
    """The addresses that are served as bundles, like /kiosk/static/kiosk.js."""
    whole, made_of = tree / _WHOLE, tree / _WHOLE / "made-of.json"
    if not made_of.is_file() or json.loads(made_of.read_text(encoding="utf-8")) != _modules(tree):
        return ()
    return tuple(sorted(f"/{path.relative_to(whole).as_posix()}" for path in whole.rglob("*.js")))


def _modules(tree: Path) -> dict[str, str]:
    """Path → SHA-256 of every module of ours."""
    found = digests(STATIC, (".js",), tree).items()
    return {path: read for path, read in found if not path.startswith(f"{_VENDOR}/")}
