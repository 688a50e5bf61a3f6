"""The session that a browser's cookie holds.

Nearly all requests come from machines with a token and no cookie; the library would prepare a cookie check for each.
"""

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface


class Sessions(SecureCookieSessionInterface):
    """The library's sessions, used only if there is a cookie to read."""

    def open_session(self, app: Flask, request: Request) -> Any:
        """The session in the cookie; an empty one without a cookie."""
        if self.get_cookie_name(app) in request.cookies:
            return super().open_session(app, request)
        return self.session_class()
