"""How often one machine may try."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", default_limits=[])

_MISSED: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
Route = Callable[..., Any]


def against_guessing(asker: Callable[[], str] = get_remote_address) -> Callable[[Route], Route]:
    """Brake whoever tries dossier codes: those that are found, and more so those that are not. Page and API count together.

    `asker` says whose questions are counted together.
    """
    often = limiter.shared_limit("20/minute;120/hour", scope="dossiers", key_func=asker)
    missed = limiter.shared_limit(
        "6/minute;30/hour", scope="dossiers not found", key_func=asker, deduct_when=_was_missed
    )
    return lambda route: often(missed(route))


def _was_missed(response: Response) -> bool:
    return response.status_code in _MISSED
