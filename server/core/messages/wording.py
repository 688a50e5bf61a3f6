"""Words of messages: places that are filled by name, letters without accents, and how long a text is as an SMS."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from server.core.messages.kinds import MessageKind

PLACEHOLDERS: Final[Mapping[MessageKind, tuple[str, ...]]] = {
    MessageKind.NEAR: ("number", "ahead", "centre"),
    MessageKind.CALLED: ("number", "counter", "centre"),
}
"""What each message can say by name."""
GATEWAY_PLACEHOLDERS: Final = ("phone", "phone0", "text", "id", "key", "secret")
"""What can be asked for in what an SMS gateway is sent: the number as 84… and as 0…, the words, the mark, and the two secrets."""
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_BRACES: Final = re.compile(r"\{[^{}]*\}|[{}]")
_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The letters of GSM 03.38, each a seventh of eight bits."""
_GSM_TWICE: Final = frozenset("^{}\\[~]|€")
"""Those of its extension, each as long as two."""
_ALONE: Final = {False: 160, True: 70}
_IN_PARTS: Final = {False: 153, True: 67}


def not_a_place(text: str, known: Collection[str]) -> str | None:
    """The first unknown placeholder or stray brace in `text`; `None` if there is none."""
    rest = _PLACE.sub(lambda found: "" if found[1] in known else found[0], text)
    found = _BRACES.search(rest)
    return None if found is None else found[0]


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with its places filled, all at once: what fills one is never read as another."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def without_accents(text: str) -> str:
    """Vietnamese as it is written where only plain letters go: `Mời ông đến` → `Moi ong den`."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a text as an SMS: its counted letters, whether it needs Unicode, and the number of messages."""

    letters: int
    unicode: bool
    messages: int


def length(text: str) -> Length:
    """How long `text` is as an SMS: 160 plain letters or 70 others fit into one, 153 or 67 into each of several."""
    unicode = any(letter not in _GSM and letter not in _GSM_TWICE for letter in text)
    letters = (
        len(text.encode("utf-16-be")) // 2
        if unicode
        else len(text) + sum(letter in _GSM_TWICE for letter in text)
    )
    messages = 1 if letters <= _ALONE[unicode] else -(-letters // _IN_PARTS[unicode])
    return Length(letters, unicode, messages)
