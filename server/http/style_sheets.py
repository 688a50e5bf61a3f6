"""Style sheets that import others, served as one file; and the colour of a browser's frame.

A page of the kiosk on a slow machine pays a round trip for every sheet that it links, and one more for each level of
`@import`. So the sheets that a page always needs are one file for each component, bundled here into one answer.
The files stay plain CSS: without this module a browser would follow the same imports itself.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

from server.core.colours import FAMILY, MEANINGS, palette

_ROOT: Final = Path(__file__).parent.parent.parent
GATHERED: Final = {
    "/static/style.css": _ROOT / "server" / "static" / "style.css",
    "/static/phone/phone.css": _ROOT / "server" / "static" / "phone" / "phone.css",
    "/static/counter/counter.css": _ROOT / "server" / "static" / "counter" / "counter.css",
    "/static/manage/manage.css": _ROOT / "server" / "static" / "manage" / "manage.css",
    "/static/manage/reports/reports.css": _ROOT / "server" / "static" / "manage" / "reports" / "reports.css",
    "/kiosk/static/kiosk.css": _ROOT / "kiosk" / "static" / "kiosk.css",
    "/display/static/hall.css": _ROOT / "display" / "static" / "hall.css",
}
"""The sheets that import others: address → file."""
PLAIN: Final = {
    f"/display/static/{name}.css": _ROOT / "display" / "static" / f"{name}.css"
    for name in ("plain", "plain_board")
}
"""The sheets for televisions that do not know variables: they contain the raw values of tokens.css."""
_RAW: Final = re.compile("|".join(FAMILY.values()))
_KEPT: Final = 16
_IMPORT: Final = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
_BEGINS: Final = re.compile(r"^(--?[a-z0-9-]+|[a-z-]+): ")
_ENDS: Final = (";", "{", "}", ",")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def sheets(accent: Callable[[], str]) -> Blueprint:
    """The routes of all sheets, in the hue that `accent` (#rrggbb, or empty for the product's own) has at that moment."""
    pages = Blueprint("style_sheets", __name__)

    @pages.app_context_processor
    def frame() -> dict[str, Any]:
        """The value of `<meta name="theme-color">`, where browsers do not read variables."""
        return {"theme_color": palette(accent())[MEANINGS["brand-deep"]]}

    def sheet(address: str) -> Answer:
        return _sheet((GATHERED | PLAIN)[address], accent())

    for address in (*GATHERED, *PLAIN):
        pages.add_url_rule(address, view_func=sheet, defaults={"address": address})
    return pages


def _sheet(path: Path, accent: str) -> Answer:
    """A bundled sheet, cached like other static files."""
    response = Response(coloured(path, accent), mimetype="text/css")
    response.cache_control.no_cache = True
    response.cache_control.max_age = 0
    response.add_etag()
    return response.make_conditional(request)


@lru_cache(maxsize=_KEPT)
def coloured(path: Path, accent: str) -> str:
    """The bundled sheet in the hue of the centre's accent."""
    own = {FAMILY[name]: colour for name, colour in palette(accent).items()}
    return _RAW.sub(lambda found: own[found[0]], gathered(path))


@cache
def gathered(path: Path) -> str:
    """The sheet with its imports filled in, without comments and unneeded white space.

    It is read once, as templates are.
    """
    lines = (line.strip() for line in _COMMENT.sub("", _whole(path)).splitlines())
    return "".join(_tight(line) for line in lines if line)


def _tight(line: str) -> str:
    tight = _BEGINS.sub(r"\1:", line).replace(" {", "{") if line.endswith((";", "{")) else line
    return tight if tight.endswith(_ENDS) else f"{tight}\n"


def _whole(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: _whole(path.parent / found[1]), text)
