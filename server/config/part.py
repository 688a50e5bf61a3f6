"""What every part of the settings is made from, and the checks that several of them share."""

from collections import Counter as Count
from collections.abc import Iterable
from datetime import time
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationInfo

UNUSABLE: Final = "không dùng được"
"""How what is wrong begins where a setting's page says it in words of its own."""


class WrongSetting(ValueError):
    """What is wrong with a setting, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi


def unusable(vi: str, en: str) -> WrongSetting:
    """What is wrong, where the setting's page says it in words of its own."""
    return WrongSetting(f"{UNUSABLE}: {vi}", en)


class Part(BaseModel):
    """One table of the settings: unknown names are refused, and nothing changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_stored(info: ValidationInfo) -> bool:
    """Whether what is checked was stored before: it was checked then, and must not keep the centre from opening now."""
    return info.context is not None and bool(info.context.get("stored", False))


def check_local(at: time, said: object) -> None:
    """Raise `WrongSetting` for a time of day that has a zone; `said` names it in the text."""
    if at.tzinfo is not None:
        raise unusable(
            f"{said} có múi giờ riêng; giờ ở đây là giờ của trung tâm",
            f"{said} has a zone; times are those of the centre",
        )


def check_forwards(start: time, until: time) -> None:
    """Raise `WrongSetting` when a time of day ends before it begins. Midnight ends a day."""
    for each in (start, until):
        check_local(each, f"{start}–{until}")
    if until != time(0) and start >= until:
        raise unusable(
            f"{start:%H:%M}–{until:%H:%M} kết thúc trước khi bắt đầu",
            f"{start:%H:%M}–{until:%H:%M} ends before it begins",
        )


def in_both(vi: str, en: str) -> dict[str, str]:
    """A text by language, Vietnamese for both where there is no English one; empty for none."""
    return {"vi": vi.strip(), "en": en.strip() or vi.strip()} if vi.strip() else {}


def each_once(vi: str, en: str, values: Iterable[object]) -> None:
    """Raise `WrongSetting` when one of `values` is there twice; `vi` and `en` say in the text what they are."""
    if twice := [value for value, n in Count(values).items() if n > 1]:
        raise unusable(f"{vi} {twice[0]!r} có hai lần", f"{en} {twice[0]!r} is there twice")
