"""Settings of the automatically written reports."""

from datetime import time
from pathlib import PurePath

from pydantic import Field, field_validator

from server.config.part import Part, WrongSetting, check_local, each_once


class ReportTime(Part):
    """One of `[reports] times`: a time of day at which the report is written."""

    at: time

    @field_validator("at")
    @classmethod
    def _local(cls, at: time) -> time:
        check_local(at, at)
        return at.replace(second=0, microsecond=0)


class ReportsPart(Part):
    """`[reports]`: when the day's report is written and into which folder. Without times or a folder: never."""

    times: tuple[ReportTime, ...] = Field(default=(), max_length=12)
    folder: str = Field(default="", max_length=300)

    @field_validator("times")
    @classmethod
    def _each_once(cls, times: tuple[ReportTime, ...]) -> tuple[ReportTime, ...]:
        each_once("giờ", "time", (f"{each.at:%H:%M}" for each in times))
        return times

    @field_validator("folder")
    @classmethod
    def _whole_path(cls, folder: str) -> str:
        folder = folder.strip()
        if folder and (not PurePath(folder).is_absolute() or "\0" in folder):
            raise WrongSetting(
                f"{folder!r} không phải đường dẫn đầy đủ; ghi như /mnt/usb/bao-cao",
                f"{folder!r} is no whole path; write it like /mnt/usb/bao-cao",
            )
        return folder
