"""Files for notices, as they come in: told apart by what they begin with, bounded, and kept only when they are whole."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from server.core.notices import NoticeKind, shown_files
from server.core.refusal import Refusal
from server.service.context import Context

PICTURE_MB: Final = 20
VIDEO_MB: Final = 200
LIMITS_MB: Final = {NoticeKind.PICTURE: PICTURE_MB, NoticeKind.VIDEO: VIDEO_MB}
FIRST: Final = 256 * 1024
"""Bytes that are read at once; what a file is stands in the first of them."""
_HEAD: Final = 64
_WEBM: Final = b"\x1a\x45\xdf\xa3"
_MP4_BRANDS: Final = frozenset(
    {
        b"isom",
        b"iso2",
        b"iso4",
        b"iso5",
        b"iso6",
        b"mp41",
        b"mp42",
        b"avc1",
        b"M4V ",
        b"MSNV",
        b"dash",
        b"mmp4",
    }
)
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
one_at_a_time: Final = threading.Lock()
"""A decoded picture takes much memory, so pictures are decoded one after the other."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A picture or a video that a notice can show by the name `file`."""

    file: str
    kind: NoticeKind


class Incoming(Protocol):
    """What a file is read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


def receive(context: Context, incoming: Incoming, length: int | None) -> KeptFile:
    """Take a picture or a video in.

    `length` in bytes is what the sender promises, if it does. Raises `not_a_picture`, `file_too_large`,
    `picture_too_large`, `upload_broken`, or a storage error; then nothing is kept.
    """
    files = context.notice_files
    first = read_part(incoming, FIRST)
    kind, suffix = kind_of(first[:_HEAD])
    limit = LIMITS_MB[kind] * 1024 * 1024
    if length is not None and length > limit:
        raise Refusal("file_too_large", limit=LIMITS_MB[kind])
    with files.draft() as came:
        write_whole(came, first, incoming, LIMITS_MB[kind], length)
        if kind is NoticeKind.VIDEO:
            return KeptFile(files.keep(came, suffix), kind)
        from server.service.notices import pictures  # noqa: PLC0415 - Pillow is megabytes that a centre without pictures need not hold

        with files.draft() as clean, one_at_a_time:
            suffix = pictures.write_anew(came, clean)
            return KeptFile(files.keep(clean, suffix), kind)


def kind_of(head: bytes) -> tuple[NoticeKind, str]:
    """What a file is by its first bytes, and the ending of its name. Raises `not_a_picture`."""
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return NoticeKind.VIDEO, "mp4"
    if head.startswith(_WEBM) and b"webm" in head:
        return NoticeKind.VIDEO, "webm"
    if head.startswith(_PICTURES):
        return NoticeKind.PICTURE, ""
    raise Refusal("not_a_picture")


def write_whole(came: Path, first: bytes, incoming: Incoming, limit_mb: int, length: int | None) -> None:
    """Write what comes in into `came`, after its `first` bytes. Raises `file_too_large`, `upload_broken`."""
    limit, size = limit_mb * 1024 * 1024, 0
    with came.open("wb") as file:
        part = first
        while part:
            size += len(part)
            if size > limit:
                raise Refusal("file_too_large", limit=limit_mb)
            file.write(part)
            part = read_part(incoming, FIRST)
    if length is not None and size < length:
        raise Refusal("upload_broken")


def read_part(incoming: Incoming, size: int) -> bytes:
    """The next bytes, none at the end. Raises `upload_broken`."""
    try:
        return incoming.read(size)
    except OSError as gone:  # the line's error, not the disk's
        raise Refusal("upload_broken") from gone


def throw_away_unused(context: Context, gone: set[str] | None = None) -> None:
    """Delete the files that no notice uses: those in `gone` at once, others when nobody came back for them."""
    with context.notice_files.lock:
        used = shown_files(context.standing().notices.values())
        context.notice_files.throw_away(used, gone or set())
