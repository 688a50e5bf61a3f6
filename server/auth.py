"""Finds the caller: a device or script by its bearer token, a person by their session.

Their permissions are in `server/core/roles.py`, those that a route needs in `server/http/access.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Final, ParamSpec, TypeVar

from flask import current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect

from server.core import roles
from server.core.refusal import Refusal
from server.http.access import ALLOWED, EVERYBODY
from server.http.onward import form_page
from server.service.context import Context
from server.service.people import sessions, tokens
from server.service.people.sessions import SessionNow
from server.service.people.tokens import Bearer

P = ParamSpec("P")
R = TypeVar("R")
csrf = CSRFProtect()
_READS: Final = ("GET", "HEAD", "OPTIONS")
logins = LoginManager()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: `actor` is their name in the journal.

    `kind` is a device's (kiosk, display, helper, counter, rating) or a person's or program's role (`server.core.roles`).
    `session` is the id of theirs, if they came with one; at `until` (UTC milliseconds) the session or token ends by
    itself. `program` is the id of a program's token.
    """

    kind: str
    actor: str
    username: str | None = None
    device: int | None = None
    session: int | None = None
    until: int | None = None
    program: int | None = None

    @property
    def identity(self) -> str | int | None:
        """A person's user name or a program's token; a machine has neither."""
        return self.username if self.program is None else self.program

    def may(self, permission: str) -> bool:
        """Whether the caller has this permission; everybody has the permission of everybody."""
        allowed = roles.may if self.device is None else roles.machine_may
        return permission == EVERYBODY or allowed(self.kind, permission)


class SignedIn(UserMixin):  # type: ignore[misc]
    """A person with a session, as pages see them. `id` is what their browser holds: the session's id and moment."""

    def __init__(self, now: SessionNow) -> None:
        person = now.person
        self.session = now.session
        self.username = person.username
        self.id = f"{now.session.id}.{now.session.begun_at}"
        self.name = person.name
        self.role = person.role
        self.counter = person.counter

    def may(self, permission: str) -> bool:
        """Whether they have this permission."""
        return roles.may(self.role, permission)

    @property
    def actor(self) -> str:
        """Their name in the journal."""
        return self.caller.actor

    @property
    def caller(self) -> Caller:
        """The person as a caller of the API."""
        session = self.session
        return _person(self.role, self.username, session=session.id, until=session.until)


def caller_by_token(context: Context, token: str) -> Caller:
    """The caller with this token. Raises `not_signed_in` or `token_expired`."""
    return _caller_of(tokens.bearer(context, token))


def caller_by_session() -> Caller | None:
    """The caller with a session in this browser."""
    if not current_user.is_authenticated:
        return None
    caller: Caller = current_user.caller
    return caller


def proof(context: Context, token: str | None) -> Callable[[], Caller | None]:
    """A function that finds, now or later, the caller of this request's `token` or session.

    It may be called outside the request. It returns `None` or raises what `caller_by_token` raises once they are
    no longer.
    """
    if token is not None:
        return partial(caller_by_token, context, token)
    return partial(_caller_of_session, context, current_user.id if current_user.is_authenticated else "")


def _caller_of_session(context: Context, held: str) -> Caller | None:
    signed_in = _signed_in(context, held)
    return None if signed_in is None else signed_in.caller


def _caller_of(bearer: Bearer) -> Caller:
    token, device = bearer.token, bearer.device
    if bearer.person is not None:
        return _person(bearer.person.role, bearer.person.username, until=token.expires_at)
    if device is not None:
        return Caller(device.kind, f"{device.kind}:{device.id}", device=device.id, until=token.expires_at)
    return Caller(
        token.role or "", roles.actor_of_program(str(token.name)), until=token.expires_at, program=token.id
    )


def _person(role: str, username: str, *, session: int | None = None, until: int | None = None) -> Caller:
    return Caller(role, roles.actor_of(role, username), username=username, session=session, until=until)


def identify(context: Context) -> Caller | None:
    """The caller of this request: by bearer token if there is one, else by session.

    A session that changes something must send its CSRF token; a bearer token needs none, because no
    browser sends it by itself.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return caller_by_token(context, token.strip())
    caller = caller_by_session()
    if caller is not None and request.method not in _READS:
        csrf.protect()
    return caller


def check_access(context: Context) -> None:
    """Before every API request: raise unless this caller may call this endpoint."""
    allowed = ALLOWED.get(request.endpoint or "")
    if allowed is None:
        raise Refusal("not_allowed")
    if allowed == EVERYBODY:
        g.caller = None
        return
    g.caller = permit(identify(context), allowed)


def machine(context: Context, kind: str) -> int:
    """The device of this kind whose token the request carries, no matter who has signed in on it.

    Raises `not_signed_in`, `token_expired`, `not_allowed`.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refusal("not_signed_in")
    found = caller_by_token(context, token.strip())
    if found.device is None or found.kind != kind:
        raise Refusal("not_allowed")
    return found.device


def machine_asking(context: Context) -> int | None:
    """The device whose token a public request carries; `None` without a valid token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return caller_by_token(context, token.strip()).device
    except Refusal:
        return None


def permit(caller: Caller | None, permission: str) -> Caller:
    """The caller, if they have this permission. Raises `not_signed_in` or `not_allowed`."""
    if caller is None:
        raise Refusal("not_signed_in")
    if not caller.may(permission):
        raise Refusal("not_allowed")
    return caller


def caller() -> Caller:
    """The caller of the present request, after `check_access`."""
    found: Caller = g.caller
    return found


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A page for signed-in people with this permission; others are sent to the sign-in page.

    Raises `ValueError` for an unknown permission.
    """
    if permission not in roles.PERMISSIONS:
        raise ValueError(f"no permission {permission!r}")

    def wrap(page: Callable[P, R]) -> Callable[P, R]:
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if not current_user.is_authenticated:
                return _first_sign_in()
            if not current_user.may(permission):
                raise Refusal("not_allowed")
            return page(*args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def _first_sign_in() -> Any:
    """To the sign-in page, and from there to the page that was asked for; of a form it is said that it was not saved."""
    if request.method in _READS:
        return logins.unauthorized()
    return redirect(url_for("sign_in.form", next=form_page(), unsaved=1), 303)


def _load(held: str) -> SignedIn | None:
    return _signed_in(current_app.extensions["goiso"].context, held)


def _signed_in(context: Context, held: str) -> SignedIn | None:
    """The person whose session a browser holds; `None` if the session is over or never existed."""
    session, _, begun_at = held.partition(".")
    if not (session.isdecimal() and begun_at.isdecimal()):
        return None
    now = sessions.find(context, int(session), int(begun_at))
    return None if now is None else SignedIn(now)


logins.user_loader(_load)
