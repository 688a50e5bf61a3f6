"""What every API request goes through before its route: body, access, idempotency."""

import hashlib
import re

from flask import g, request

from server.auth import check_access
from server.http.body import checked_key, json_object
from server.ports import ports
from server.service.queue.tickets import Once


def before() -> None:
    """Refuse who may not, and a body that is no JSON; note a device's sign of life."""
    check_access(ports().context)
    if g.caller is not None and g.caller.device is not None:
        ports().devices.seen(g.caller.device, _version("X-Goiso-Page"), _version("X-Goiso-Box"))
    if request.method == "POST" and request.get_data():
        json_object()


def _version(header: str) -> str | None:
    """The version that a device tells, as far as it looks like one."""
    said = request.headers.get(header, "")
    return said if re.fullmatch(r"[0-9][0-9A-Za-z.+-]{0,30}", said) else None


def once() -> Once | None:
    """The request's Idempotency-Key, bound to its path and body; `None` without one."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.get_data()).digest()
    return Once(g.caller.actor if g.caller else "slip", checked_key(key), digest)
