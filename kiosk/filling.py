"""A slip filled in from what the API says of a ticket and of the centre."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.slip import Slip
from kiosk.texts import Language, Text

Centre = Mapping[str, Any]
"""The centre as GET /api/v1/centre shows it."""
WaitWords = Callable[[int, int, Language], str]
"""Puts a range of waiting in seconds, as the API answers it, into words."""


class SlipFiller:
    """Makes slips for one centre.

    `centre` gives the centre as it is now, `procedure_name` a procedure's name by its code, `address` where phones
    reach the server, as in "http://192.168.1.10:8000".
    """

    def __init__(
        self,
        centre: Callable[[], Centre],
        procedure_name: Callable[[str], str | None],
        address: Callable[[], str],
        wait_words: WaitWords,
    ) -> None:
        self._centre, self._procedure_name, self._address = centre, procedure_name, address
        self._wait_words = wait_words

    def __call__(self, ticket: Mapping[str, Any], language: Language, *, reprint: bool = False) -> Slip:
        """A ticket's slip, marked as a reprint or not. Raises `KeyError` when the centre does not have its field."""
        centre = self._centre()
        slip = _slip(centre, ticket, self._procedure_name, language)
        return replace(
            slip,
            ahead=ticket["ahead"],
            wait=self._wait(ticket, language),
            issued_at=slip.issued_at.astimezone(ZoneInfo(centre["timezone"])),
            track_url=f"{self._address().rstrip('/')}/t/{ticket['track']}",
            reprint=reprint,
        )

    def _wait(self, ticket: Mapping[str, Any], language: Language) -> str | None:
        wait = ticket["wait"]
        return None if wait is None else self._wait_words(wait["low_s"], wait["high_s"], language)


def offline_slip(
    centre: Centre,
    ticket: Mapping[str, Any],
    procedure_name: Callable[[str], str | None],
    language: Language,
) -> Slip:
    """The slip of a ticket that the kiosk gave alone, from the centre as it was last known."""
    return replace(_slip(centre, ticket, procedure_name, language), offline=True)


def _slip(
    centre: Centre,
    ticket: Mapping[str, Any],
    procedure_name: Callable[[str], str | None],
    language: Language,
) -> Slip:
    """What every slip says: no waits yet, and no code to scan."""
    field = _by_code(centre["fields"], ticket["field"])
    return Slip(
        centre=centre["names"]["vi"],
        ward=centre["ward"],
        number=ticket["number"],
        field=Text(vi=field["names"]["vi"], en=field["names"]["en"]),
        counters=tuple(field["counters"]),
        procedure=procedure_name(ticket["procedure"]) if ticket["procedure"] else None,
        ahead=0,
        wait=None,
        issued_at=datetime.fromisoformat(ticket["issued_at"]),
        track_url=None,
        language=language,
        priority=_priority(centre, ticket["priority"], language),
    )


def _priority(centre: Centre, code: str | None, language: Language) -> str | None:
    return str(_by_code(centre["priority_classes"], code)["names"][language]) if code else None


def _by_code(items: list[dict[str, Any]], code: str) -> dict[str, Any]:
    for item in items:
        if item["code"] == code:
            return item
    raise KeyError(code)
