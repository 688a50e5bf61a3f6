"""The page after signing in: the one that the address names, if it is on this server."""

from urllib.parse import urlsplit


def onward(address: str | None) -> str:
    """The address if it is on this server, else nothing: signing in never leads to another site."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return ""
    if not address.isprintable():  # what cannot stand in a header: ends of lines among it
        return ""
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else ""
