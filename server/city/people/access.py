"""Who is asking at the city's pages, and what they may."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from flask import Flask, g, redirect, request, session, url_for

from server.city.database import DatabaseGone
from server.city.people import sessions
from server.city.people.people import Person
from server.city.people.roles import PERMISSIONS
from server.city.ports import city
from server.city.web.forms import csrf
from server.core.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")
HELD: Final = "city_session"
"""Where a browser's cookie has the session."""


def install(app: Flask, sizes: Mapping[str, int]) -> None:
    """Give the app its users: every change carries a CSRF token, and pages know their user.

    `sizes` are the largest forms in bytes, by endpoint, if they may exceed a body's usual size.
    """

    @app.before_request
    def let_files_in() -> None:
        """Before anybody looks for the token: a form is read for that. Nobody but those who are signed in sends much."""
        most = sizes.get(request.endpoint or "")
        if most is not None and person_here() is not None:
            request.max_content_length = most

    csrf.init_app(app)

    @app.context_processor
    def shown() -> dict[str, Any]:
        return {"me": _shown()}


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A route for signed-in people with this permission; who has not signed in is led to the sign-in page.

    Raises `ValueError` for a permission that there is not.
    """
    if permission not in PERMISSIONS:
        raise ValueError(f"no permission {permission!r}")

    def wrap(route: Callable[P, R]) -> Callable[P, R]:
        @wraps(route)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            me = person_here()
            if me is None and is_page():
                return redirect(url_for("city_sign_in.form", next=request.full_path.rstrip("?")))
            if not person().may(permission):
                raise Refusal("not_allowed")
            return route(*args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def person() -> Person:
    """Who sent this request. Raises `not_signed_in`."""
    found = person_here()
    if found is None:
        raise Refusal("not_signed_in")
    return found


def may(permission: str) -> bool:
    """Whether the caller, by a page or a live line, has this permission. Raises `DatabaseGone`."""
    me = person_here()
    return me is not None and me.may(permission)


def actor() -> str:
    """The caller's name in the audit; empty without a caller."""
    me = person_here()
    return "" if me is None else me.username


def person_here() -> Person | None:
    """Who is signed in in this browser; looked up once a request. Raises `DatabaseGone`."""
    if "city_person" not in g:
        held = session.get(HELD)
        g.city_person = None
        if isinstance(held, str):
            with city().database.transaction() as transaction:
                g.city_person = sessions.find(transaction, held, city().clock())
    found: Person | None = g.city_person
    return found


def may_see(centre: str) -> None:
    """Raise `not_allowed` if the caller may not see this centre."""
    sees = person().sees
    if sees is not None and centre not in sees:
        raise Refusal("not_allowed")


def sees_all() -> bool:
    """Whether the caller may see every centre; a liaison may not. Raises `DatabaseGone`."""
    me = person_here()
    return me is not None and me.sees is None


def _shown() -> Person | None:
    """For what is shown alone: a page that says that the database is gone is shown without it."""
    try:
        return person_here()
    except DatabaseGone:
        return None


def is_page() -> bool:
    """Whether a page is asked for, so that a caller without a session can be sent to the sign-in page."""
    asked = request.method in {"GET", "HEAD"} and request.accept_mimetypes.accept_html
    return asked and not request.path.endswith(".json")
