"""How the first administrator comes in: by a code that the start of the server prints, good once.

Code and tries are kept in memory alone: a restart makes another code and forgets the tries.
"""

import secrets
from typing import Final

from server.core.guessing import PASSWORDS
from server.core.people import Person
from server.core.refusal import Refusal
from server.core.roles import ADMINISTRATOR, actor_of
from server.core.units import MINUTE_MS
from server.service.context import Context
from server.service.people import guard
from server.service.people.brakes import Brake
from server.service.people.people import NewPerson, adding_of, people
from server.service.setup.steps import begin_in
from server.store import Transaction

DIGITS: Final = 8


class FirstRun:
    """The code of this start, while the centre has no administrator who can sign in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        self._proof = secrets.token_urlsafe(32)
        self._brake = Brake(PASSWORDS)
        self._over = False

    @property
    def code(self) -> str | None:
        """The code in the form for reading aloud; `None` once there is an administrator."""
        half = DIGITS // 2
        return f"{self._code[:half]} {self._code[half:]}" if self.open else None

    @property
    def open(self) -> bool:
        """Whether an administrator is still to come. Once there is one, there always is (`guard.leave_an_administrator`)."""
        self._over = self._over or any(p.role == ADMINISTRATOR and p.active for p in people(self._context))
        return not self._over

    @property
    def nobody_signs_in(self) -> bool:
        """Whether there is nobody at all who can sign in."""
        return self.open and not any(person.active for person in people(self._context))

    def prove(self, said: str) -> str:
        """Check the code; returns the proof that `begin` needs. Raises `setup_over`, `setup_code_wrong`, `setup_locked`."""
        if not self.open:
            raise Refusal("setup_over")
        if left_ms := self._brake.take("", self._context.clock()):
            raise Refusal("setup_locked", minutes=-(-left_ms // MINUTE_MS))
        digits = "".join(sign for sign in said if sign not in " -.")
        if not secrets.compare_digest(digits.encode(), self._code.encode()):
            raise Refusal("setup_code_wrong")
        self._brake.clear("")
        return self._proof

    def proven(self, proof: str | None) -> bool:
        """Whether this is what `prove` gave, since this start, and still opens something."""
        return self._is_proof(proof) and self.open

    def begin(self, proof: str | None, username: str, name: str, password: str) -> Person:
        """Make a person the administrator. If several try at once, one succeeds and the others are refused.

        Raises `setup_over`, `setup_code_old` without a proof of this start, `bad_request`, `username_taken`.
        """
        if not self.open:
            raise Refusal("setup_over")
        if not self._is_proof(proof):
            raise Refusal("setup_code_old")
        actor = actor_of(ADMINISTRATOR, username)
        adding = adding_of(self._context, NewPerson(username, name, ADMINISTRATOR, password), actor)

        def add(transaction: Transaction) -> Person:
            guard.nobody_administers(transaction)
            person = adding(transaction)
            begin_in(transaction, actor)
            return person

        return self._context.store.write(add)

    def _is_proof(self, said: str | None) -> bool:
        return said is not None and secrets.compare_digest(said, self._proof)
