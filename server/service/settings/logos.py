"""The centre's logo: a picture that is first uploaded and then set by its name, which is a hash of its content.

A logo that was ever set is kept, so that a change can be taken back; one that was never set is deleted after a while.
"""

from pathlib import Path
from typing import Final

from server.core.events import SettingChanged, SettingsBegun
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.notices.uploads import FIRST, Incoming, one_at_a_time, read_part, write_whole
from server.store import settings as stored

LOGO_MB: Final = 2
LONGEST_EDGE: Final = 512
_KINDS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def receive_logo(context: Context, incoming: Incoming, length: int | None) -> str:
    """Receive a PNG or JPEG, make it small and rewrite it without metadata; returns its name.

    `length` in bytes is what the sender promises, if it does. Raises `not_a_logo`, `file_too_large`,
    `picture_too_large`, `upload_broken`, or a storage error; then nothing is kept.
    """
    if length is not None and length > LOGO_MB * 1024 * 1024:
        raise Refusal("file_too_large", limit=LOGO_MB)
    first = read_part(incoming, FIRST)
    if not first.startswith(_KINDS):
        raise Refusal("not_a_logo")
    files = context.logo_files
    with files.draft() as came, files.draft() as clean:
        write_whole(came, first, incoming, LOGO_MB, length)
        name = files.keep(clean, _written_anew(came, clean))
    with files.lock:
        files.throw_away(_ever_set(context))
    return name


def check_logo(context: Context, name: object) -> None:
    """Raise `unknown_logo` for the name of a file that is not here."""
    if isinstance(name, str) and name and context.logo_files.path(name) is None:
        raise Refusal("unknown_logo")


def logo_file(context: Context, name: str) -> Path | None:
    """Where a logo is; `None` without one, or where it is not: a file of settings may come from another machine."""
    return context.logo_files.path(name) if name else None


def logo_address(context: Context, name: str) -> str | None:
    """The address of a logo for pages; `None` if there is none to show."""
    return None if logo_file(context, name) is None else f"/logos/{name}"


def _written_anew(came: Path, clean: Path) -> str:
    from server.service.notices import pictures  # noqa: PLC0415 - Pillow is megabytes that a centre without pictures need not hold

    try:
        with one_at_a_time:
            return pictures.write_anew(came, clean, LONGEST_EDGE)
    except Refusal as refusal:
        if refusal.code == "not_a_picture":
            raise Refusal("not_a_logo") from refusal
        raise


def _ever_set(context: Context) -> set[str]:
    """The names of all logos that the journal has."""
    found = {context.centre.logo}
    with context.store.read() as connection:
        for entry in stored.history(connection):
            match entry.event:
                case SettingsBegun(settings):
                    found.add(settings["centre"].get("logo", ""))
                case SettingChanged("centre", _, _, after):
                    found.add(after.get("logo", ""))
    return found
