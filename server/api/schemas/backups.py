"""Shapes of backups."""

from datetime import datetime

from pydantic import Field

from server.api.schemas.common import Names
from server.http.shapes import Shape


class BackupMade(Shape):
    """A backup that was made and read again."""

    at: datetime
    folder: str
    file: str
    size: int = Field(description="Bytes")


class BackupFailed(Shape):
    """Why a backup could not be made."""

    at: datetime
    folder: str
    said: str = Field(description="In Vietnamese, then in English")
    texts: Names = Field(description="The same by language")


class Restored(Shape):
    """The data came from a backup."""

    at: datetime
    made_at: datetime = Field(description="When the backup was made")
    numbers: list[str] = Field(description="The numbers with which that day's series went on")


class SecondBox(Shape):
    """A second box that has followed and whose token is not revoked."""

    name: str = Field(description="Its token's")
    heard_at: datetime = Field(description="When it last took what there was")
    ago_s: int = Field(description="How many seconds ago that was")
    silent: bool = Field(description="For more than a minute: somebody should look")


class Backups(Shape):
    """The latest backup; `failed` is there while nothing was made since; `restored` until somebody has seen it."""

    folder: str | None = Field(description="Where they are written; null: none are made")
    every_hours: int = Field(description="0: not by themselves")
    same_disk: bool = Field(description="The folder is on the data's own disk: if that breaks, both are lost")
    making: bool
    late: bool = Field(description="The latest is too old: somebody should look")
    made: BackupMade | None
    failed: BackupFailed | None
    restored: Restored | None
    encrypted: bool = Field(description="They open with a passphrase alone")
    second_boxes: list[SecondBox]


class Passphrase(Shape):
    """A passphrase for backups; it is kept nowhere."""

    passphrase: str = Field(max_length=1000)
