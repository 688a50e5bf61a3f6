"""The names of this centre's cookies. Browsers keep cookies by host and not by port, so two servers on one host share them."""

import hashlib

from flask import current_app


def centre_mark(session_key: bytes, port: int) -> str:
    """A mark that keeps this server's cookies apart from those of another server on the same host."""
    return hashlib.sha256(session_key + str(port).encode()).hexdigest()[:8]


def named(what: str) -> str:
    """The name of this server's cookie for `what`."""
    return f"{what}_{current_app.config['CENTRE_MARK']}"
