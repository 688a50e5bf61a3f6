"""Which page comes next: after signing in the one that the address names, after a form in vain the one with the form."""

from urllib.parse import urlsplit, urlunsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException


def onward(address: str | None) -> str:
    """The address if it is on this server, else nothing: signing in never leads to another site."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return ""
    if not address.isprintable():  # what cannot stand in a header: ends of lines among it
        return ""
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else ""


def form_page() -> str:
    """The page on which the form of this request stood, as far as it can be opened.

    Where the browser does not say from where it came, it is the nearest page above the form's own address.
    """
    way = request.path.rstrip("/").split("/")
    above = ("/".join(way[:n]) or "/" for n in range(len(way), 0, -1))
    return next((address for address in (_page_before(), *above) if _opens(address)), "/")


def _page_before() -> str:
    """The address on this server of the page from which the request came; nothing if that was elsewhere."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    return onward(urlunsplit(("", "", parts.path, parts.query, ""))) if parts.netloc == request.host else ""


def _opens(address: str) -> bool:
    """Whether there is a page at this address: one that takes forms alone has none."""
    try:
        current_app.url_map.bind("").match(urlsplit(address).path)
    except HTTPException:
        return False
    return bool(address)
