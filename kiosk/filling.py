"""Fills in a slip from what the API says about a ticket and its centre."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.slip import Slip
from kiosk.texts import Language, Translations, untranslated

Centre = Mapping[str, Any]
"""The centre as GET /api/v1/centre shows it."""
Logo = Callable[[str], bytes | None]
"""The picture at an address of the server, like "/logos/….png"; `None` if it is not at hand."""
WaitWords = Callable[[int, int, Language], str]
"""Puts a range of waiting times in seconds, as the API gives it, into words."""


def without_logo(_: str) -> None:
    """A `Logo` that never has a picture."""


class SlipFiller:
    """Makes slips for one centre.

    `centre` gives the centre as it is now at a point (by its code, empty for the main one), `procedure_name` a procedure's name by its code, `address` where phones
    reach the server, as in "http://192.168.1.10:8000", `wait_words` words waits, `translations` the texts of further languages,
    `logo` the picture of the centre's logo.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is filled in, from where, in which words
        self,
        centre: Callable[[str], Centre],
        procedure_name: Callable[[str], str | None],
        address: Callable[[], str],
        wait_words: WaitWords,
        translations: Translations = untranslated,
        logo: Logo = without_logo,
    ) -> None:
        self._centre, self._procedure_name, self._address = centre, procedure_name, address
        self._wait_words, self._translations, self._logo = wait_words, translations, logo

    def __call__(self, ticket: Mapping[str, Any], language: Language, *, reprint: bool = False) -> Slip:
        """A ticket's slip, marked as a reprint or not, in its person's further language or in `language`.

        Raises `KeyError` when the centre does not have its field.
        """
        centre = self._centre(ticket.get("point") or "")
        slip = self._slip(centre, ticket, language)
        return replace(
            slip,
            ahead=ticket["ahead"],
            wait=self._wait(ticket, slip.language),
            issued_at=slip.issued_at and slip.issued_at.astimezone(ZoneInfo(centre["timezone"])),
            track_url=f"{self._address().rstrip('/')}/t/{ticket['track']}",
            reprint=reprint,
        )

    def offline(self, ticket: Mapping[str, Any], language: Language) -> Slip:
        """The slip of a ticket that the kiosk gave alone, from the centre as it was last known."""
        return replace(self._slip(self._centre(""), ticket, language), offline=True)

    def _slip(self, centre: Centre, ticket: Mapping[str, Any], language: Language) -> Slip:
        """What every slip says, before the waits and the code to scan are added."""
        language = _own_language(ticket, self._translations) or language
        texts = _on_paper(self._translations(language))
        field = _by_code(centre["fields"], ticket["field"])
        point = centre.get("point")
        return Slip(
            centre=centre["names"]["vi"],
            ward=centre["ward"],
            number=ticket["number"],
            field=field["names"],
            counters=tuple(field["counters"]),
            procedure=self._procedure_name(ticket["procedure"]) if ticket["procedure"] else None,
            ahead=0,
            wait=None,
            issued_at=None if centre.get("clock_doubtful") else datetime.fromisoformat(ticket["issued_at"]),
            track_url=None,
            language=language,
            priority=_priority(centre, ticket["priority"], language, texts),
            texts=texts,
            counter_names=_own_names(field),
            go_to=field.get("go_to"),
            dossiers=ticket.get("dossiers_told"),
            header=_own_lines(centre, "header", language),
            footer=_own_lines(centre, "footer", language),
            logo=self._logo(centre["logo"]) if centre.get("logo") else None,
            place=point["names"] if point else None,
            address=(point["address"] or None) if point else None,
        )

    def _wait(self, ticket: Mapping[str, Any], language: Language) -> str | None:
        wait = ticket["wait"]
        return None if wait is None else self._wait_words(wait["low_s"], wait["high_s"], language)


def _own_language(ticket: Mapping[str, Any], translations: Translations) -> Language | None:
    """The further language of the ticket's person, if the centre offers it."""
    own = ticket.get("language")
    return own if own and translations(own) else None


def _on_paper(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Only the texts that the slip's font can write."""
    if not texts:
        return texts
    # Imported here so that a server without a printer never loads Pillow and the fonts.
    from kiosk.paper.typeset import writable  # noqa: PLC0415

    return {vietnamese: own for vietnamese, own in texts.items() if writable(own)}


def _priority(centre: Centre, code: str | None, language: Language, texts: Mapping[str, str]) -> str | None:
    if not code:
        return None
    names: Mapping[str, str] = _by_code(centre["priority_classes"], code)["names"]
    return texts.get(names["vi"]) or names["vi" if language == "vi" else "en"]


def _own_lines(centre: Centre, place: str, language: Language) -> tuple[str, ...]:
    """The centre's own lines; slips in other languages show the English ones, if there are any.

    A server of an earlier version, or a copy of its data, has none.
    """
    lines: Mapping[str, list[str]] = centre.get("slip", {}).get(place, {})
    vietnamese, english = lines.get("vi", []), lines.get("en", [])
    return tuple(english if english and language != "vi" else vietnamese)


def _by_code(items: list[dict[str, Any]], code: str) -> dict[str, Any]:
    for item in items:
        if item["code"] == code:
            return item
    raise KeyError(code)


def _own_names(field: Mapping[str, Any]) -> dict[int, str]:
    """The names of those counters of a field that are not known by their number."""
    names = zip(field["counters"], field.get("counter_names", ()), strict=False)
    return {n: name for n, name in names if name != str(n)}
