"""How this server's cookies are kept."""

from flask import current_app, request


def secure_cookies() -> bool:
    """Whether a cookie is for https alone: what people open is, or this request came by it."""
    return request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])
