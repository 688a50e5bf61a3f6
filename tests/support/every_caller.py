"""A caller of every kind that may use the API; callers who lost their access get a new one."""

from collections.abc import Mapping
from typing import Final

from server.core.refusal import Refusal
from server.core.roles import MACHINES, OF_TOKENS, ROLES
from server.service.context import Context
from server.service.people.devices import enrol_device
from server.service.people.people import NewPerson, add_person
from server.service.people.programs import NewProgram, make_token
from server.service.people.tokens import bearer, token_for
from tests.support.enrolled import PASSWORD

NOBODY: Final = "nobody"
KINDS: Final = (
    *(f"machine {kind}" for kind in MACHINES),
    *(f"person {role}" for role in ROLES),
    *(f"program {role}" for role in OF_TOKENS),
    NOBODY,
)


class EveryCaller:
    """A token for each of `KINDS`, made when it is first asked for and when the one before opens nothing more."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tokens: dict[str, str] = {}
        self._made = 0

    def headers(self, who: str) -> Mapping[str, str]:
        """How they say who they are; nobody says nothing."""
        if who == NOBODY:
            return {}
        if who not in self._tokens or not self._holds(self._tokens[who]):
            self._tokens[who] = self._token(*who.split())
        return {"Authorization": f"Bearer {self._tokens[who]}"}

    def _holds(self, token: str) -> bool:
        try:
            bearer(self._context, token)
        except Refusal:
            return False
        return True

    def _token(self, sort: str, kind: str) -> str:
        self._made += 1
        name = f"{kind}{self._made}"
        if sort == "machine":
            return enrol_device(self._context, kind, name, "test")[1]
        if sort == "program":
            return str(make_token(self._context, NewProgram(name, kind), "test")["token"])
        add_person(self._context, NewPerson(name, name, kind, PASSWORD), "test")
        return token_for(self._context, name, "test")
