"""Settings of backups: where they are written, how often, how many are kept, and for whom they are encrypted."""

from pathlib import Path
from typing import Final

from pydantic import Field, ValidationInfo, field_validator

from server.config.part import Part, WrongSetting, is_stored
from server.core.backups import Keep

_USUAL: Final = Keep()
"""How many are kept by default."""


class BackupPart(Part):
    """`[backup]`: backups are made into `folder`, on another disk, a stick or another machine's share; without a folder none are made.

    With a `recipient`, the public key of an age identity, they are encrypted.
    """

    folder: Path | None = None
    every_hours: int = Field(default=4, ge=0, le=168)
    keep_hours: int = Field(default=_USUAL.hours, ge=0, le=1000)
    keep_days: int = Field(default=_USUAL.days, ge=0, le=1000)
    keep_months: int = Field(default=_USUAL.months, ge=0, le=120)
    recipient: str | None = None

    @field_validator("folder")
    @classmethod
    def _whole_path(cls, folder: Path | None, info: ValidationInfo) -> Path | None:
        """The folder may be missing now, like that of a stick: the form tests it, and backups wait for it."""
        if (
            folder is not None
            and not is_stored(info)
            and not (folder.is_absolute() and "\0" not in str(folder))
        ):
            raise WrongSetting(
                f"{folder} không phải đường dẫn đầy đủ; ghi như /mnt/usb",
                f"{folder} is no whole path; write it like /mnt/usb",
            )
        return folder

    @field_validator("recipient")
    @classmethod
    def _of_age(cls, recipient: str | None, info: ValidationInfo) -> str | None:
        if recipient is not None and not is_stored(info) and not _is_recipient(recipient):
            raise WrongSetting(
                "đây không phải khóa công khai của age (age1…)", "this is no public key of age (age1…)"
            )
        return recipient

    @property
    def keep(self) -> Keep:
        """How many backups are kept."""
        return Keep(self.keep_hours, self.keep_days, self.keep_months)


def _is_recipient(said: str) -> bool:
    """Whether this is the public key of an age identity."""
    from pyrage import RecipientError  # noqa: PLC0415 - a centre without encrypted backups does without it
    from pyrage.x25519 import Recipient  # noqa: PLC0415

    try:
        Recipient.from_str(said)
    except (RecipientError, UnicodeEncodeError):
        return False
    return True
