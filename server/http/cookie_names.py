"""What this centre's cookies are called. Browsers keep cookies by host, not by port: two servers on one host share them."""

import hashlib

from flask import current_app


def centre_mark(session_key: bytes, port: int) -> str:
    """What tells this server's cookies from those of another one on the same host."""
    return hashlib.sha256(session_key + str(port).encode()).hexdigest()[:8]


def named(what: str) -> str:
    """The name of this server's cookie for `what`."""
    return f"{what}_{current_app.config['CENTRE_MARK']}"
