"""Who is asking: a device or a script by bearer token, a person by session; and what each kind may do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from flask import current_app, g, request
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect

from server.core.people import Person
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people import people, tokens
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

    `kind` is a device's (kiosk, display, helper, counter) or a person's role (officer, admin).
    """

    kind: str
    actor: str
    username: str | None = None
    device: int | None = None


class SignedIn(UserMixin):  # type: ignore[misc]
    """A person with a session, as pages see them. The session ends when they are removed, or may less than before."""

    def __init__(self, person: Person) -> None:
        self.username = person.username
        self.id = f"{person.username}:{person.since}"
        self.name = person.name
        self.role = person.role
        self.counter = person.counter

    @property
    def actor(self) -> str:
        """Their name in the journal."""
        return _caller_of_person(self.role, self.username).actor


def caller_by_token(context: Context, token: str) -> Caller:
    """Whose token this is. Raises `not_signed_in` or `token_expired`."""
    return _caller_of(tokens.bearer(context, token))


def caller_by_session() -> Caller | None:
    """Who has a session in this browser."""
    if not current_user.is_authenticated:
        return None
    return _caller_of_person(current_user.role, current_user.username)


def _caller_of(bearer: Bearer) -> Caller:
    if bearer.person is not None:
        return _caller_of_person(bearer.person.role, bearer.person.username)
    device = bearer.device
    assert device is not None
    return Caller(device.kind, f"{device.kind}:{device.id}", device=device.id)


def _caller_of_person(role: str, username: str) -> Caller:
    return Caller(role, f"{role}:{username}", username=username)


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


def _load(session: str) -> SignedIn | None:
    person = people.find_person(current_app.extensions["goiso"].context, session.rpartition(":")[0])
    signed_in = None if person is None else SignedIn(person)
    return signed_in if signed_in is not None and signed_in.id == session else None


logins.user_loader(_load)
