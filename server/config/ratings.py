"""Settings of ratings: whether visits are rated, the reasons to choose from, how long words are kept."""

from typing import Final

from pydantic import Field, field_validator

from server.config.part import Part, each_once
from server.core.ratings.rules import RatingRules
from server.core.texts import BothTexts


class ReasonPart(Part):
    """One of `[ratings] reasons`: what somebody was not satisfied with. `key` is its name in the journal."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)


_WORDS: Final = {
    "attitude": BothTexts("Thái độ chưa đúng mực", "The officer's manner"),
    "wait": BothTexts("Chờ đợi lâu", "The wait was too long"),
    "guidance": BothTexts("Hướng dẫn chưa rõ ràng", "The guidance was unclear"),
    "papers": BothTexts("Yêu cầu thêm giấy tờ ngoài quy định", "Papers beyond the rules were asked for"),
    "other": BothTexts("Lý do khác", "Another reason"),
}
_REASONS: Final = tuple(ReasonPart(key=key, vi=said.vi, en=said.en) for key, said in _WORDS.items())


class RatingsPart(Part):
    """`[ratings]`: how people rate their visits."""

    enabled: bool = False
    reasons: tuple[ReasonPart, ...] = Field(default=_REASONS, min_length=1, max_length=8)
    words: bool = True
    words_days: int = Field(default=90, ge=1, le=366)
    tablet_seconds: int = Field(default=45, ge=15, le=300)
    late_minutes: int = Field(default=0, ge=0, le=720)

    @field_validator("reasons")
    @classmethod
    def _keys_differ(cls, reasons: tuple[ReasonPart, ...]) -> tuple[ReasonPart, ...]:
        each_once("lý do", "reason", (reason.key for reason in reasons))
        return reasons

    def as_rules(self) -> RatingRules:
        """The settings as the rules read them."""
        reasons = {reason.key: {"vi": reason.vi, "en": reason.en} for reason in self.reasons}
        return RatingRules(
            self.enabled, reasons, self.words, self.words_days, self.tablet_seconds, self.late_minutes
        )
