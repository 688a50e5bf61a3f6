"""Where a machine is enrolled, and what it shows first."""

from typing import Final

_FIRST_PAGE: Final = {"kiosk": "/kiosk", "display": "/screen", "helper": "/helper", "counter": "/pin"}


def enrolment_path(kind: str, token: str) -> str:
    """The address that enrols the machine it is opened on; a fragment is never sent nor logged."""
    return f"/enter#kind={kind}&token={token}&next={_FIRST_PAGE[kind]}"
