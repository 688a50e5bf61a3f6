"""Who is asking: a device or a script by bearer token, a person by session; and what each kind may do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Final, ParamSpec, TypeVar

from flask import current_app, g, request
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect

from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people import sessions, tokens
from server.service.people.sessions import SessionNow
from server.service.people.tokens import Bearer

P = ParamSpec("P")
R = TypeVar("R")
csrf = CSRFProtect()
logins = LoginManager()

_STAFF: Final = frozenset({"officer", "admin"})
_TAKERS: Final = frozenset({"kiosk", "helper"}) | _STAFF
EVERYBODY: Final[frozenset[str]] = frozenset()

# Endpoint → the kinds that may call it. A route that is not here is refused to all.
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "centre.show": EVERYBODY,
    "centre.procedures": EVERYBODY,
    "centre.asked": EVERYBODY,
    "tickets.issue": _TAKERS,
    "offline.series": frozenset({"kiosk"}),
    "offline.bring_in": frozenset({"kiosk"}),
    "tickets.show": _TAKERS,
    "tickets.cancel": _TAKERS,
    "tickets.print_slip": _TAKERS,
    "tickets.dismiss_slip": frozenset({"admin"}),
    "tickets.track": EVERYBODY,
    "tickets.cancel_tracked": EVERYBODY,
    "board.show": frozenset({"display"}) | _TAKERS,
    "notices.show": frozenset({"admin"}),
    "notices.receive": frozenset({"admin"}),
    "notices.place": frozenset({"admin"}),
    "notices.arrange": frozenset({"admin"}),
    "notices.switch": frozenset({"admin"}),
    "notices.remove": frozenset({"admin"}),
    "notices.trouble": frozenset({"display"}),
    "notices.declare_outage": frozenset({"admin"}),
    "notices.end_outage": frozenset({"admin"}),
    "notices.raise_emergency": frozenset({"admin"}),
    "notices.lift_emergency": frozenset({"admin"}),
    "counters.show": _STAFF,
    "counters.open_counter": _STAFF,
    "counters.close_counter": _STAFF,
    "counters.pause": _STAFF,
    "counters.resume": _STAFF,
    "counters.call": _STAFF,
    "counters.recall": _STAFF,
    "counters.serve": _STAFF,
    "counters.finish": _STAFF,
    "counters.no_show": _STAFF,
    "counters.return_ticket": _STAFF,
    "counters.call_next": _STAFF,
    "counters.park": _STAFF,
    "counters.priority": _STAFF,
    "counters.transfer": _STAFF,
    "counters.undo": _STAFF,
    "counters.hand_over": _STAFF,
    "counters.call_for_help": _STAFF,
    "counters.answer_help": _STAFF,
    "tickets.resume": _STAFF,
    "speech.say": frozenset({"kiosk", "helper"}),
    "people.officers": _STAFF | {"counter"},
    "people.show": frozenset({"admin"}),
    "people.add": frozenset({"admin"}),
    "people.change": frozenset({"admin"}),
    "people.remove": frozenset({"admin"}),
    "tokens.show": frozenset({"admin"}),
    "tokens.make": frozenset({"admin"}),
    "tokens.end": frozenset({"admin"}),
    "webhooks.show": frozenset({"admin"}),
    "webhooks.place": frozenset({"admin"}),
    "webhooks.change": frozenset({"admin"}),
    "webhooks.remove": frozenset({"admin"}),
    "reports.calls": frozenset({"admin"}),
    "reports.waits": frozenset({"admin"}),
    "reports.journal": frozenset({"admin"}),
    "journal.show": frozenset({"admin"}),
    "screens.begin": EVERYBODY,
    "screens.claim": EVERYBODY,
    "screens.me": frozenset({"display"}),
    "voice.file": frozenset({"display", "admin"}),
    "description.show": EVERYBODY,
}

# Socket.IO namespace → the kinds that may listen to it.
LISTENERS: Final[Mapping[str, frozenset[str]]] = {
    "/board": frozenset({"display"}) | _STAFF,
    "/kiosk": frozenset({"kiosk", "helper"}) | _STAFF,
    "/counter": _STAFF,
    "/admin": frozenset({"admin"}),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: `actor` is their name in the journal.

    `kind` is a device's (kiosk, display, helper, counter) or a person's or program's role (officer, admin). `session` is
    the id of theirs, if they came with one; at `until` (UTC milliseconds) the session or token ends by itself.
    `program` is the id of a program's token.
    """

    kind: str
    actor: str
    username: str | None = None
    device: int | None = None
    session: int | None = None
    until: int | None = None
    program: int | None = None


class SignedIn(UserMixin):  # type: ignore[misc]
    """A person with a session, as pages see them. What their browser holds is `id`: the session's and its moment."""

    def __init__(self, now: SessionNow) -> None:
        person = now.person
        self.session = now.session
        self.username = person.username
        self.id = f"{now.session.id}.{now.session.begun_at}"
        self.name = person.name
        self.role = person.role
        self.counter = person.counter

    @property
    def actor(self) -> str:
        """Their name in the journal."""
        return self.caller.actor

    @property
    def caller(self) -> Caller:
        """They, as the API knows them."""
        session = self.session
        return _person(self.role, self.username, session=session.id, until=session.until)


def caller_by_token(context: Context, token: str) -> Caller:
    """Whose token this is. Raises `not_signed_in` or `token_expired`."""
    return _caller_of(tokens.bearer(context, token))


def caller_by_session() -> Caller | None:
    """Who has a session in this browser."""
    if not current_user.is_authenticated:
        return None
    caller: Caller = current_user.caller
    return caller


def proof(context: Context, token: str | None) -> Callable[[], Caller | None]:
    """What tells, now and whenever it is asked again, who this request's `token` or session belongs to.

    It may be asked outside of the request. It answers `None` or raises what `caller_by_token` raises once they hold
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
    return Caller(token.role or "", f"program:{token.name}", until=token.expires_at, program=token.id)


def _person(role: str, username: str, *, session: int | None = None, until: int | None = None) -> Caller:
    return Caller(role, f"{role}:{username}", username=username, session=session, until=until)


def identify(context: Context) -> Caller | None:
    """Who sent this request: by bearer token when there is one, else by session.

    A session that changes something must carry its CSRF token; a bearer token needs none, since no
    browser sends it by itself.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return caller_by_token(context, token.strip())
    caller = caller_by_session()
    if caller is not None and request.method not in ("GET", "HEAD", "OPTIONS"):
        csrf.protect()
    return caller


def check_access(context: Context) -> None:
    """Before every API request: raise unless this caller may call this endpoint."""
    allowed = ALLOWED.get(request.endpoint or "")
    if allowed is None:
        raise Refusal("not_allowed")
    if allowed is EVERYBODY:
        g.caller = None
        return
    g.caller = permit(identify(context), allowed)


def machine(context: Context, kind: str) -> int:
    """The device of this kind whose token the request carries, whoever has signed in on it.

    Raises `not_signed_in`, `token_expired`, `not_allowed`.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refusal("not_signed_in")
    device = permit(caller_by_token(context, token.strip()), frozenset({kind})).device
    assert device is not None
    return device


def permit(caller: Caller | None, allowed: frozenset[str]) -> Caller:
    """The caller, when of an allowed kind. Raises `not_signed_in` or `not_allowed`."""
    if caller is None:
        raise Refusal("not_signed_in")
    if caller.kind not in allowed:
        raise Refusal("not_allowed")
    return caller


def caller() -> Caller:
    """Who sent the present request, after `check_access`."""
    found: Caller = g.caller
    return found


def needs(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A page that only signed-in people of these roles see; others are sent to the sign-in page."""

    def wrap(page: Callable[P, R]) -> Callable[P, R]:
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if not current_user.is_authenticated:
                return logins.unauthorized()
            if current_user.role not in roles:
                raise Refusal("not_allowed")
            return page(*args, **kwargs)

        guarded.needs = roles  # type: ignore[attr-defined]
        return guarded

    return wrap


def _load(held: str) -> SignedIn | None:
    return _signed_in(current_app.extensions["goiso"].context, held)


def _signed_in(context: Context, held: str) -> SignedIn | None:
    """Whose session a browser holds, by what it holds; `None` for one that is over, or that never was."""
    session, _, begun_at = held.partition(".")
    if not (session.isdecimal() and begun_at.isdecimal()):
        return None
    now = sessions.find(context, int(session), int(begun_at))
    return None if now is None else SignedIn(now)


logins.user_loader(_load)
