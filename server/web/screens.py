"""The hall's screens: one address, `/display`, whose `layout` says what a screen shows."""

from typing import Final

from flask import Blueprint, Response, render_template, request

from server.core.errors import Refusal
from server.core.halls import hall_named
from server.core.screens import ScreenLayout
from server.ports import ports

pages = Blueprint("screens", __name__)
_TRY_AGAIN_S: Final = "30"
_LONGEST: Final = 20
_PAGES: Final = {
    ScreenLayout.MAIN: "display/hall.html",
    ScreenLayout.TOTEM: "display/hall.html",
}


@pages.after_request
def try_again(response: Response) -> Response:
    """A screen that was refused asks again by itself: nobody stands before it with a keyboard."""
    if response.status_code >= 400:  # noqa: PLR2004 - HTTP's own border
        response.headers["Refresh"] = _TRY_AGAIN_S
    return response


@pages.get("/display")
def show() -> str:
    """A screen of a hall. Raises `unknown_layout`, `unknown_hall`."""
    layout = _layout()
    hall = hall_named(ports().context.centre.layout, _asked("hall", ""))
    return render_template(_PAGES[layout], hall=hall, layout=layout)


def _layout() -> ScreenLayout:
    asked = _asked("layout", ScreenLayout.MAIN)
    if asked not in set(_PAGES):
        raise Refusal("unknown_layout", layout=asked, layouts=", ".join(_PAGES))
    return ScreenLayout(asked)


def _asked(name: str, default: str) -> str:
    return (request.args.get(name) or default)[:_LONGEST]
