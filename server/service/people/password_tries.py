"""How often somebody may try a password for one user name, from wherever.

Nobody can lock an officer out: browsers in which this name has signed in before (they hold
a signed cookie that says so) are counted each for itself, all others together.
"""

from typing import Final

from server.core.guessing import PASSWORDS
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS
from server.service.context import Context
from server.service.people.brakes import Brake
from server.service.people.kept_tries import CountedTries, KeptTries
from server.service.people.pins import Lockouts
from server.service.people.sign_in import Proven, by_password, known, meant

_BRAKE: Final = "password"
_Key = tuple[str, str | None]


class PasswordTries:
    """Who may try a password now, and whether it is right."""

    def __init__(self, context: Context, lockouts: Lockouts) -> None:
        self._context = context
        self._lockouts = lockouts
        self._brake = Brake(PASSWORDS)
        self._browsers: dict[str, set[str]] = {}
        self._stored = KeptTries(context)
        for key, facts in self._stored.load(_BRAKE).items():
            username, _, browser = key.partition("\n")
            if not username:
                continue
            self._brake.restore((username, browser or None), facts)
            if browser:
                self._browsers.setdefault(username, set()).add(browser)

    def sign_in(self, username: str, password: str, browser: str | None) -> Proven:
        """The person with this name and password; `browser` is the id of one in which they signed in before.

        Raises `sign_in_failed`, `sign_in_locked`.
        """
        username = meant(self._context, username)
        key = (username, browser)
        if browser is not None:
            self._browsers.setdefault(username, set()).add(browser)
        left_ms = self._brake.take(key, self._context.clock())
        if left_ms:
            raise Refusal("sign_in_locked", minutes=-(-left_ms // MINUTE_MS))
        try:
            proven = by_password(self._context, username, password)
        except Refusal:
            self._note(username, key)
            if known(self._context, username)[0] is not None:
                self._keep([key])
            else:
                self._keep_nobodys()
            raise
        before = self._brake.facts(key)
        self._brake.clear(key)
        if before[:1] != [1]:  # more than this very try, which was right
            self._keep([key])
        return proven

    def release(self, username: str) -> None:
        """A manager gave this name a new password: its owner need not wait."""
        keys = [(username, browser) for browser in (None, *self._browsers.pop(username, ()))]
        for key in keys:
            self._brake.clear(key)
        self._keep(keys)

    def _keep(self, keys: list[_Key]) -> None:
        self._stored.keep(
            CountedTries(_BRAKE, f"{key[0]}\n{key[1] or ''}", self._brake.facts(key)) for key in keys
        )

    def _keep_nobodys(self) -> None:
        """A name that nobody has is not kept; but something is written, or its answer would come sooner and tell."""
        self._stored.keep([CountedTries(_BRAKE, "\n", [1, 0, self._context.clock()])])

    def _note(self, username: str, key: _Key) -> None:
        left_ms = self._brake.left(key, self._context.clock())
        if left_ms:
            self._lockouts.note(f"name {username}", username, "password_name", left_ms // 1000, "sign_in")
