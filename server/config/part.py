"""The base of every part of the settings, and the checks that several parts share."""

from collections import Counter as Count
from collections.abc import Iterable
from datetime import time
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationInfo

UNUSABLE: Final = "không dùng được"
"""The start of an error's text if the setting's page words the error itself."""


class WrongSetting(ValueError):
    """What is wrong with a setting, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi


def unusable(vi: str, en: str) -> WrongSetting:
    """The error, if the setting's page words it itself."""
    return WrongSetting(f"{UNUSABLE}: {vi}", en)


class Part(BaseModel):
    """One table of the settings: unknown names are refused, and it never changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_stored(info: ValidationInfo) -> bool:
    """Whether the checked value was stored before: it was checked then, and must not stop the centre from opening now."""
    return info.context is not None and bool(info.context.get("stored", False))


def check_local(at: time, said: object) -> None:
    """Raise `WrongSetting` for a time of day with a time zone; `said` names it in the text."""
    if at.tzinfo is not None:
        raise unusable(
            f"{said} có múi giờ riêng; giờ ở đây là giờ của trung tâm",
            f"{said} has a zone; times are those of the centre",
        )


def check_forwards(start: time, until: time) -> None:
    """Raise `WrongSetting` if a session ends before it begins. Midnight is the end of a day."""
    for each in (start, until):
        check_local(each, f"{start}–{until}")
    if until != time(0) and start >= until:
        raise unusable(
            f"{start:%H:%M}–{until:%H:%M} kết thúc trước khi bắt đầu",
            f"{start:%H:%M}–{until:%H:%M} ends before it begins",
        )


def in_both(vi: str, en: str) -> dict[str, str]:
    """A text by language; Vietnamese stands for both if there is no English text. Empty if there is no text."""
    return {"vi": vi.strip(), "en": en.strip() or vi.strip()} if vi.strip() else {}


def each_once(vi: str, en: str, values: Iterable[object]) -> None:
    """Raise `WrongSetting` if one of `values` occurs twice; `vi` and `en` name the values in the text."""
    if twice := [value for value, n in Count(values).items() if n > 1]:
        raise unusable(f"{vi} {twice[0]!r} có hai lần", f"{en} {twice[0]!r} is there twice")
