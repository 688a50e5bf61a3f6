"""Where a machine is enrolled, and what it shows first."""

from typing import Final

_FIRST_PAGE: Final = {
    "kiosk": "/kiosk",
    "display": "/screen",
    "helper": "/helper",
    "counter": "/pin",
    "rating": "/rating",
}


def first_page(kind: str) -> str:
    """The page that a machine of this kind opens."""
    return _FIRST_PAGE[kind]


def enrolment_path(kind: str, token: str) -> str:
    """The address that enrols the machine it is opened on; a fragment is never sent nor logged."""
    return f"/enter#kind={kind}&token={token}&next={first_page(kind)}"
