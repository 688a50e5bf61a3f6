"""Programs that use the API: each holds a token with a name, a role and, where it has one, an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from server.core.events import TokenIssued, TokenRevoked
from server.core.people import Token
from server.core.person_rules import is_name
from server.core.refusal import Refusal
from server.core.roles import OF_TOKENS
from server.core.texts import BothTexts
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.first_answers import answered
from server.service.people import tokens
from server.service.people.views import new_token_view
from server.service.undoing import ORDINARY, Undoing
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.people import token_uses
from server.store.people import tokens as stored

MOST: Final = 1000
"""So many programs may hold a token at once."""
_ENDED_SHOWN: Final = 100
_NAME_RULE: Final = BothTexts("tên chương trình: từ 1 đến 60 chữ", "name: 1 to 60 letters")
_ROLE_RULE: Final = BothTexts("vai trò: một trong các vai trò {roles}", "role: one of {roles}")
_END_RULE: Final = BothTexts(
    "ngày hết hạn (expires_at): phải ở sau thời điểm này, nhiều nhất 50 năm",
    "expires_at: has to lie in the future, at most 50 years from now",
)
_LONGEST_MS: Final = 50 * 366 * 24 * 3600 * SECOND_MS


@dataclass(frozen=True, slots=True)
class NewProgram:
    """A program to admit; `expires_at` (UTC milliseconds) is when its token expires, if ever."""

    name: str
    role: str
    expires_at: int | None = None


def make_token(context: Context, new: NewProgram, actor: str, once: Once | None = None) -> View:
    """Admit a program; returns its token, which is shown only this once.

    Raises `not_valid`, `token_name_taken`, `too_many_tokens`; `secret_shown_once` for a repeat with the same key: what was
    shown once is kept nowhere.
    """
    name, token = " ".join(new.name.split()), tokens.new_token()
    _check(context, name, new)

    def add(transaction: Transaction) -> Token:
        now = transaction.now
        in_force = [each for each in stored.programs(transaction.connection) if each.holds(now)]
        if name.casefold() in {(each.name or "").casefold() for each in in_force}:
            raise Refusal("token_name_taken", name=name)
        if len(in_force) >= MOST:
            raise Refusal("too_many_tokens", most=MOST)
        issued = TokenIssued(transaction.seq + 1, expires_at=new.expires_at, name=name, role=new.role)
        tokens.record(transaction, token, issued, actor)
        made = stored.find(transaction.connection, issued.token)
        assert made is not None
        return made

    view, now_made = answered(context, once, add, partial(new_token_view, context))
    if not now_made:
        raise Refusal("secret_shown_once", id=view["id"])
    return view | {"token": token}


def end_token(context: Context, token: int, actor: str, *, undoing: Undoing = ORDINARY) -> None:
    """End a program's token: it opens nothing any more. One that has ended stays so. Raises `unknown_token`."""

    def end(transaction: Transaction) -> None:
        undoing.check(transaction)
        found = stored.find(transaction.connection, token)
        if found is None or found.name is None:
            raise Refusal("unknown_token")
        if found.revoked_at is None:
            transaction.record(TokenRevoked(token, takes_back=undoing.seq), actor)

    context.store.write(end)


def programs(context: Context) -> list[Token]:
    """The programs with a valid token, the newest first, then those with an ended token, at most a hundred."""
    now = context.clock()
    with context.store.read() as connection:
        found = stored.programs(connection)
    in_force = [each for each in found if each.holds(now)]
    return in_force + [each for each in found if not each.holds(now)][:_ENDED_SHOWN]


def last_uses(context: Context) -> dict[int, int]:
    """The last use of each program's token, as it was written down: UTC milliseconds by the token's id."""
    with context.store.read() as connection:
        return token_uses.everything(connection)


def note_uses(context: Context, uses: Mapping[int, int]) -> None:
    """Write down that these tokens were used at these moments (UTC milliseconds)."""
    context.store.write(lambda tr: token_uses.save(tr.connection, uses))


def _check(context: Context, name: str, new: NewProgram) -> None:
    now = context.clock()
    rules = (
        (is_name(name) and name.isprintable(), _NAME_RULE),
        (new.role in OF_TOKENS, _ROLE_RULE.filled(roles=", ".join(OF_TOKENS))),
        (new.expires_at is None or now < new.expires_at < now + _LONGEST_MS, _END_RULE),
    )
    for kept, rule in rules:
        if not kept:
            raise Refusal("not_valid", reason=rule)
