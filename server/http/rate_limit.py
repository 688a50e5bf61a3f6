"""How often one machine may try."""

from collections.abc import Callable
from http import HTTPStatus
from time import time
from typing import Any, Final

from flask import Response
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from limits import parse_many

from server.core.refusal import Refusal


class _Limiter(Limiter):
    """A limiter that only acts on routes with limits; there are no limits for all routes or for an area."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:  # noqa: FBT001, FBT002 - the library calls it
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = _Limiter(get_remote_address, storage_uri="memory://")

_MISSED: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
_ASKED: Final = "20/minute;120/hour"
_NOT_FOUND: Final = "6/minute;30/hour"
_MINUTE_S: Final = 60
Route = Callable[..., Any]


def against_guessing(
    asker: Callable[[], str] = get_remote_address, shared: Callable[[], bool] = lambda: False
) -> Callable[[Route], Route]:
    """Slow down guessing of dossier codes: unknown codes count more than known ones. Page and API count together.

    `asker` says whose questions count together. If `shared`, many people ask and mistype at that place: an unknown code
    then counts like a known one. The route raises `dossiers_braked`.
    """
    often = limiter.shared_limit(_ASKED, scope="dossiers", key_func=asker, on_breach=_braked(_ASKED))
    missed = limiter.shared_limit(
        _NOT_FOUND,
        scope="dossiers not found",
        key_func=asker,
        deduct_when=_was_missed,
        exempt_when=shared,
        on_breach=_braked(_NOT_FOUND),
    )
    return lambda route: often(missed(route))


def retry_after(refusal: Refusal) -> dict[str, str]:
    """The header that tells programs how long to wait, if the refusal tells people."""
    match refusal.parameters.get("minutes"):
        case int(minutes) if refusal.kind.status == HTTPStatus.TOO_MANY_REQUESTS:
            return {"Retry-After": str(minutes * _MINUTE_S)}
        case _:
            return {}


def _braked(limits: str) -> Callable[[RequestLimit], None]:
    """Refuse until every limit allows a try again, not just the first one that was exceeded."""
    each = parse_many(limits)

    def refuse(breached: RequestLimit) -> None:
        windows = [limiter.limiter.get_window_stats(limit, *breached.request_args) for limit in each]
        left_s = max(reset - time() for reset, left in windows if left <= 0)
        raise Refusal("dossiers_braked", minutes=max(1, int(-(-left_s // _MINUTE_S))))

    return refuse


def _was_missed(response: Response) -> bool:
    return response.status_code in _MISSED
