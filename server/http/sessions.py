"""The session that a browser's cookie holds.

Nearly all requests come from machines with a token and no cookie; the library makes what checks cookies for each of them.
"""

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface


class Sessions(SecureCookieSessionInterface):
    """The library's own, where there is a cookie to read."""

    def open_session(self, app: Flask, request: Request) -> Any:
        """What the cookie holds; nothing without one."""
        if self.get_cookie_name(app) in request.cookies:
            return super().open_session(app, request)
        return self.session_class()
