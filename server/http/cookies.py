"""How this server's cookies are kept."""

from flask import current_app, request


def secure_cookies() -> bool:
    """Whether cookies are for https only: if people open an https address, or this request came by https."""
    return request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])
