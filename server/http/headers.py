"""Headers of every answer: what a page may load, and that nobody may frame it or guess its type."""

from typing import Final

from flask import Flask, Response, request

_SOURCES: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' ws: wss:",
    "media-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
)
_HEADERS: Final = {
    "Content-Security-Policy": "; ".join(_SOURCES),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def secure(app: Flask) -> None:
    """Add the headers to every answer that does not set them; only static files may be cached without asking."""

    @app.after_request
    def add(response: Response) -> Response:
        own = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - pairs are what it iterates over
        response.headers.extend((name, value) for name, value in _HEADERS.items() if name.lower() not in own)
        if "cache-control" not in own and "/static/" not in request.path:
            response.headers.add("Cache-Control", "no-store")
        return response
