"""How a centre's program is told no: a code that it knows, and facts. Nothing was changed."""

from http import HTTPStatus
from typing import Any, Final

from server.core.units import LARGEST

RETRY_S: Final = 2
UNREADABLE: Final = "unreadable"


class Refused(Exception):
    """An answer that is no success: `code` and `facts` are its JSON."""

    def __init__(self, status: HTTPStatus, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts

    @property
    def body(self) -> dict[str, Any]:
        """What is sent."""
        return {"code": self.code, **self.facts}

    @property
    def headers(self) -> dict[str, str]:
        """When to come again, or how to come in."""
        if self.status == HTTPStatus.SERVICE_UNAVAILABLE:
            return {"Retry-After": str(RETRY_S)}
        return {"WWW-Authenticate": "Bearer"} if self.status == HTTPStatus.UNAUTHORIZED else {}


def unreadable(why: str) -> Refused:
    """The body, or the address, is not what the protocol says."""
    return Refused(HTTPStatus.BAD_REQUEST, UNREADABLE, why=why)


def too_large(why: str) -> Refused:
    """More than one message may carry."""
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", why=why)


def never(row: object, why: str) -> Refused:
    """This batch can never be taken, because of this row of the journal, if it is one."""
    named = row if isinstance(row, int) and not isinstance(row, bool) and abs(row) <= LARGEST else None
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "never", row=named, why=why)


def later() -> Refused:
    """The database is gone, or too slow."""
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "later")


def unknown_token() -> Refused:
    """The token belongs to no centre, or no longer does."""
    return Refused(HTTPStatus.UNAUTHORIZED, "unknown_token")


def forked(stored: int) -> Refused:
    """Its history is not the one that is stored here."""
    return Refused(HTTPStatus.CONFLICT, "forked", stored=stored)


def gap(stored: int) -> Refused:
    """Rows are missing before these: `stored` is the last one here."""
    return Refused(HTTPStatus.CONFLICT, "gap", stored=stored)


def another_instance() -> Refused:
    """The same centre is being run elsewhere."""
    return Refused(HTTPStatus.CONFLICT, "another_instance")
