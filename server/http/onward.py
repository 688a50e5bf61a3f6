"""Where somebody is led after they have signed in: what the address said, as far as it is one of this server."""

from urllib.parse import urlsplit


def onward(address: str | None) -> str:
    """An address on this server, or nothing: nobody is sent elsewhere after signing in."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return ""
    if not address.isprintable():  # what cannot stand in a header: ends of lines among it
        return ""
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else ""
