"""What a touch may ask for, read as strictly as the server reads it: a number whose wish it refuses could never join."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final, Protocol

_KEPT: Final = ("field", "procedure", "priority", "language")


class WrongWish(Exception):
    """This is no wish for a number; the text says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: the `key` of the touch, a digest of its body, and what of it the number keeps."""

    key: str
    request: bytes
    asked: dict[str, Any]


class Limit(Protocol):
    """What one part of a wish may be."""

    def wrong(self, said: object) -> str | None:
        """Why it may not be `said`, in the server's words; `None` when it may."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of `least` to `most` letters that has this whole `pattern`, where one is given."""

    least: int = 0
    most: int | None = None
    pattern: str | None = None

    def wrong(self, said: object) -> str | None:
        """As `Limit.wrong`."""
        if not isinstance(said, str):
            return "Input should be a valid string"
        if self.most is not None and len(said) > self.most:
            return f"String should have at most {_letters(self.most)}"
        if len(said) < self.least:
            return f"String should have at least {_letters(self.least)}"
        if self.pattern is not None and not re.fullmatch(self.pattern, said):
            return f"String should match pattern '{self.pattern}'"
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]

    def wrong(self, said: object) -> str | None:
        """As `Limit.wrong`."""
        *first, last = (f"'{word}'" for word in self.words)
        return None if said in self.words else f"Input should be {', '.join(first)} or {last}"


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """True or false."""

    def wrong(self, said: object) -> str | None:
        """As `Limit.wrong`."""
        return None if isinstance(said, bool) else "Input should be a valid boolean"


_CODE: Final = Text(1, 40)
LIMITS: Final[dict[str, Limit]] = {
    "field": _CODE,
    "procedure": _CODE,
    "priority": _CODE,
    "channel": OneOf(("kiosk", "helper", "officer", "phone")),
    "card": Text(pattern=r"^[0-9a-f]{64}$"),
    "print": YesOrNo(),
    "language": Text(most=20, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
}
"""The parts of a wish in the server's order."""
NEVER_NULL: Final = frozenset({"field", "print"})
"""Those that are there or left out, and never null."""
KEY: Final = Text(1, 200)


def read_wish(key: str, body: bytes) -> Wish:
    """The wish of a touch. Raises `WrongWish`."""
    said = _object(body)
    if (wrong := _wrong(said)) is not None:
        raise WrongWish(wrong)
    if KEY.wrong(key) is not None:
        raise WrongWish(f"Idempotency-Key: {KEY.least}–{KEY.most}")
    return Wish(key, digest(body), {name: said.get(name) for name in _KEPT})


def digest(body: bytes) -> bytes:
    """What stands for a body, to tell a repeat from another wish under the same key."""
    return hashlib.sha256(body).digest()


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
        json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:  # half a letter too; the latter for brackets thousands deep
        raise WrongWish("JSON") from error
    if not isinstance(said, dict):
        raise WrongWish("JSON {…}")
    return said


def _wrong(said: dict[str, Any]) -> str | None:
    """The first thing that is wrong, as the server names it."""
    if "field" not in said:
        return "field: Field required"
    for name, limit in LIMITS.items():
        if name not in said or (said[name] is None and name not in NEVER_NULL):
            continue
        if (wrong := limit.wrong(said[name])) is not None:
            return f"{name}: {wrong}"
    strange = next((name for name in said if name not in LIMITS), None)
    return None if strange is None else f"{strange}: Extra inputs are not permitted"


def _letters(many: int) -> str:
    return f"{many} character{'s' if many > 1 else ''}"
