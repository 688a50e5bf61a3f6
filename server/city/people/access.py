"""Who may do what on the city's pages: nobody who has not signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from flask import abort, current_app, g

P = ParamSpec("P")
R = TypeVar("R")
_PERMISSIONS: Final = frozenset({"board.read", "fleet.read", "fleet.act"})
WHO: Final = "goiso_city_person"
"""Where an app may keep a function that says who asks, by name, or nobody."""


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A page for those who have this permission. Raises `ValueError` for a permission that there is not."""
    if permission not in _PERMISSIONS:
        raise ValueError(f"no permission {permission!r}")

    def wrap(page: Callable[P, R]) -> Callable[P, R]:
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if not may(permission):
                abort(403)
            return page(*args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def may(permission: str) -> bool:
    """Whether whoever asks now, by a page or a live line, has this permission."""
    return permission in _PERMISSIONS and bool(actor())


def actor() -> str:
    """The name of whoever asks now; empty for nobody."""
    asks = current_app.extensions.get(WHO)
    return str(g.get("city_person") or (asks() if asks is not None else "") or "")
