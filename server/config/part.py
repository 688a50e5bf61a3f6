"""What every part of the settings is made from, and the checks that several of them share."""

from collections import Counter as Count
from collections.abc import Iterable
from datetime import time

from pydantic import BaseModel, ConfigDict, ValidationInfo


class Wrong(ValueError):
    """What is wrong with a setting, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi


class Part(BaseModel):
    """One table of the settings: unknown names are refused, and nothing changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_stored(info: ValidationInfo) -> bool:
    """Whether what is checked was stored before: it was checked then, and must not keep the centre from opening now."""
    return info.context is not None and bool(info.context.get("stored", False))


def check_forwards(what: str, start: time, until: time) -> None:
    """Raise `ValueError` when a time of day ends before it begins; `what` is named in the text. Midnight ends a day."""
    if start.tzinfo is not None or until.tzinfo is not None:
        raise ValueError(f"{what}{start}–{until} has a zone; times are those of the centre")
    if until != time(0) and start >= until:
        raise ValueError(f"{what}{start:%H:%M}–{until:%H:%M} ends before it begins")


def in_both(vi: str, en: str) -> dict[str, str]:
    """A text by language, Vietnamese for both where there is no English one; empty for none."""
    return {"vi": vi.strip(), "en": en.strip() or vi.strip()} if vi.strip() else {}


def each_once(what: str, values: Iterable[object]) -> None:
    """Raise `ValueError` when one of `values` is there twice; `what` says in the text what they are."""
    if twice := [value for value, n in Count(values).items() if n > 1]:
        raise ValueError(f"{what} {twice[0]!r} is there twice")
