"""What every API request goes through before its route: body, access, parameters, idempotency."""

import hashlib
import re
from collections.abc import Callable
from typing import Final, cast

from flask import current_app, g, request

from server.auth import check_access
from server.core.refusal import Refusal
from server.http.body import checked_key, json_object, whole_json
from server.http.described import Described
from server.ports import ports
from server.service.queue.tickets import Once

_LANGUAGE: Final = "lang"
"""What every route takes: the language of its texts."""
_LONGEST_NAME: Final = 40
_MOST_NAMED: Final = 5


def before() -> None:
    """Refuse who may not, a parameter that the route does not know, a body that is no JSON and a key that no key can be; note a device's or a program's sign of life."""
    check_access(ports().context)
    _check_parameters()
    if g.caller is not None and g.caller.device is not None:
        ports().devices.seen(g.caller.device, _version("X-Goiso-Page"), _version("X-Goiso-Box"))
    if g.caller is not None and g.caller.program is not None:
        ports().programs.used(g.caller.program)
    if request.method in ("POST", "PATCH") and request.get_data():
        json_object()
    if request.method == "PUT" and request.is_json and request.get_data():  # else it is a file
        whole_json(request.get_json)
    if request.method == "POST":
        checked_key(request.headers.get("Idempotency-Key", "none"))


def _check_parameters() -> None:
    """Raise `wrong_parameter`: without it a mistyped filter would answer everything."""
    taken = cast("Described", current_app).parameters.get(request.endpoint or "")
    if taken is None:
        return
    known = taken | {_LANGUAGE}
    unknown = sorted(name[:_LONGEST_NAME] for name in request.args if name not in known)
    if unknown:
        raise Refusal(
            "wrong_parameter", parameters=", ".join(unknown[:_MOST_NAMED]), known=", ".join(sorted(known))
        )


def _version(header: str) -> str | None:
    """The version that a device tells, as far as it looks like one."""
    said = request.headers.get(header, "")
    return said if re.fullmatch(r"[0-9][0-9A-Za-z.+-]{0,30}", said) else None


def once() -> Once | None:
    """The request's Idempotency-Key, bound to its path and body; `None` without one."""
    return _once(lambda said: hashlib.sha256(said).digest())


def once_with_secret() -> Once | None:
    """The same for a body with a password: what is stored of it must not allow fast guessing."""
    return _once(lambda said: hashlib.scrypt(said, salt=b"goiso once", n=2**14, r=8, p=1, dklen=32))


def _once(digest: Callable[[bytes], bytes]) -> Once | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    said = f"{request.method} {request.path}\n".encode() + request.get_data()
    return Once(g.caller.actor if g.caller else "slip", checked_key(key), digest(said))
