"""Settings of how long data are kept."""

from typing import Final

from pydantic import Field, field_validator

from server.config.part import Part, WrongSetting

_SHORTEST: Final = 31


class RetentionPart(Part):
    """`[retention]`: the journal's steps of each visit are kept for `steps_days` days; 0 keeps them for ever."""

    steps_days: int = Field(default=400, ge=0, le=3660)

    @field_validator("steps_days")
    @classmethod
    def _long_enough(cls, days: int) -> int:
        if 0 < days < _SHORTEST:
            raise WrongSetting(
                f"phải giữ ít nhất {_SHORTEST} ngày; 0 là giữ mãi",
                f"at least {_SHORTEST} days are kept; 0 keeps them for ever",
            )
        return days
