"""Style sheets that are made of others, served whole; and the colour of a browser's frame.

A page of the kiosk on a slow machine pays a round trip for every sheet that it links, and one more for each level of
`@import`. So what a page always needs is written as one file for each component and gathered here into one answer.
The files stay plain CSS: without this module a browser would follow the same imports by itself.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

sheets = Blueprint("style_sheets", __name__)
_ROOT: Final = Path(__file__).parent.parent.parent
_TOKENS: Final = _ROOT / "server" / "static" / "tokens.css"
GATHERED: Final = {
    "/static/style.css": _ROOT / "server" / "static" / "style.css",
    "/static/phone/phone.css": _ROOT / "server" / "static" / "phone" / "phone.css",
    "/static/counter/counter.css": _ROOT / "server" / "static" / "counter" / "counter.css",
    "/static/manage/manage.css": _ROOT / "server" / "static" / "manage" / "manage.css",
    "/kiosk/static/kiosk.css": _ROOT / "kiosk" / "static" / "kiosk.css",
    "/display/static/hall.css": _ROOT / "display" / "static" / "hall.css",
}
"""The sheets that import others: address → file."""
_FRAME: Final = "--color-brand-deep"
_IMPORT: Final = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEANS: Final = re.compile(r"var\((--[\w-]+)\)")


def sheet(address: str) -> Answer:
    """A gathered sheet, to be asked about again as other static files are."""
    response = Response(gathered(GATHERED[address]), mimetype="text/css")
    response.cache_control.no_cache = True
    response.cache_control.max_age = 0
    response.add_etag()
    return response.make_conditional(request)


for _address in GATHERED:
    sheets.add_url_rule(_address, view_func=sheet, defaults={"address": _address})


@sheets.app_context_processor
def frame() -> dict[str, Any]:
    """What `<meta name="theme-color">` gets: browsers read no variables there."""
    return {"theme_color": token(_FRAME)}


@cache
def gathered(path: Path) -> str:
    """The sheet with what it imports in their places, without comments and indentation.

    It is read once, as templates are.
    """
    lines = _COMMENT.sub("", _whole(path)).splitlines()
    return "".join(f"{text}\n" for line in lines if (text := line.strip()))


@cache
def token(name: str) -> str:
    """The raw value behind a token of the light theme: `token("--color-page")` is `#f3efe5`."""
    light = _TOKENS.read_text(encoding="utf-8").partition(".theme-dark")[0]
    (value,) = re.findall(rf"^\s*{name}: (.+);$", light, re.MULTILINE)
    means = _MEANS.fullmatch(value)
    return token(means[1]) if means else str(value)


def _whole(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: _whole(path.parent / found[1]), text)
