"""Browsers in which somebody has signed in before: a signed cookie with an id of the browser and their user names.

The cookie gives no access. Wrong passwords for these names are counted separately here, so that nobody elsewhere can lock
them out.
"""

import secrets
from typing import Final, cast

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from server.http.cookie_names import named
from server.http.cookies import secure_cookies

_COOKIE: Final = "goiso_known"
_A_YEAR_S: Final = 365 * 24 * 3600
_MOST_NAMES: Final = 12


def known_browser(username: str) -> str | None:
    """The id of this browser, if this user name has signed in here before."""
    browser, names = _held()
    return browser if username in names else None


def remember_browser(response: Response, username: str) -> Response:
    """Remember in the browser that this user name has signed in here."""
    browser, names = _held()
    newest = [username, *(name for name in names if name != username)][:_MOST_NAMES]
    response.set_cookie(
        named(_COOKIE),
        str(_signer().dumps([browser, newest])),
        max_age=_A_YEAR_S,
        httponly=True,
        samesite="Lax",
        secure=secure_cookies(),
    )
    return response


def _held() -> tuple[str, list[str]]:
    try:
        browser, names = _signer().loads(request.cookies.get(named(_COOKIE), ""))
    except (BadSignature, ValueError, TypeError):
        return secrets.token_hex(8), []
    return str(browser), list(names)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(cast("str", current_app.secret_key), salt=_COOKIE)
