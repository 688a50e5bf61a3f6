"""Settings of the voice: whether calls are spoken, where, how loud and how fast at which hour."""

from datetime import time
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from server.config.part import Part, check_forwards, is_stored, unusable
from server.core.queue.opening_hours import Session


class VoiceHours(Part):
    """One of `[voice] hours`: volume or speed between two local times; a value that is not given stays."""

    from_: time = Field(alias="from")
    until: time
    volume: float | None = Field(default=None, ge=0, le=1)
    speed: float | None = Field(default=None, ge=0.5, le=2)

    @model_validator(mode="after")
    def _forwards(self) -> "VoiceHours":
        check_forwards(self.from_, self.until)
        return self

    def holds_at(self, now: time) -> bool:
        """Whether this local time is within these hours."""
        return Session(self.from_, self.until).holds(now)


class VoicePart(Part):
    """`[voice]`: calls are spoken, by recordings where there are some, else by espeak-ng."""

    enabled: bool = True
    where: Literal["screens", "server", "both"] = "screens"
    hall: str | None = None
    speed: float = Field(default=1.0, ge=0.5, le=2)
    volume: float = Field(default=1.0, ge=0, le=1)
    english: bool = False
    clips: Path | None = None
    hours: tuple[VoiceHours, ...] = ()

    @field_validator("clips")
    @classmethod
    def _there(cls, folder: Path | None, info: ValidationInfo) -> Path | None:
        """Check that the folder exists, except in stored settings: a missing folder must not stop the centre from opening."""
        if folder is not None and not is_stored(info) and not _is_folder(folder):
            raise unusable(
                f"không có thư mục {folder}; tạo ra và đặt vào đó những tệp mà `goiso voice record-list` kể tên",
                f"no folder {folder}; make it with what `goiso voice record-list` names",
            )
        return folder

    def at(self, now: time) -> tuple[float, float]:
        """(speed, volume) at this local time: those of the first of `hours` that contain it."""
        hours = next((each for each in self.hours if each.holds_at(now)), None)
        if hours is None:
            return self.speed, self.volume
        speed = self.speed if hours.speed is None else hours.speed
        return speed, self.volume if hours.volume is None else hours.volume


def _is_folder(said: Path) -> bool:
    """Whether this folder exists; false for an impossible name."""
    try:
        return said.is_dir()
    except OSError:
        return False
