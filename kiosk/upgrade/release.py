"""A release as the server offers it: the wheels of one version, each with its size and digest, signed as a whole."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from packaging.tags import Tag, sys_tags
from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,199}\.whl")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MOST_FILES: Final = 500
_LARGEST: Final = 1 << 29
NEEDED: Final = frozenset({"goiso", "pip"})
"""What every release must contain: the program and its installer."""


class NotForHere(Exception):
    """The release lacks a file that fits this machine's system, processor or Python; the text names it."""


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One wheel: its name, its size in bytes, the SHA-256 of its bytes in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """All wheels of a version, for every kind of machine; without any there is nothing to install."""

    version: str
    files: tuple[ReleaseFile, ...]

    def text(self) -> bytes:
        """The text that is signed."""
        told = [self.version, [[file.name, file.size, file.sha256] for file in self.files]]
        return json.dumps(told, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """Its identity: any difference gives another digest."""
        return hashlib.sha256(self.text()).hexdigest()

    @property
    def size(self) -> int:
        """The total size of all files in bytes."""
        return sum(file.size for file in self.files)


def release_of(told: Any) -> Release:
    """A release read from JSON. Raises `ValueError` if it is not one."""
    try:
        version, items = str(told["version"]), list(told["files"])
        if str(Version(version)) != version:
            raise ValueError(f"no release: {version!r} is written otherwise")
        files = tuple(ReleaseFile(str(i["name"]), int(i["size"]), str(i["sha256"])) for i in items)
    except (KeyError, TypeError, InvalidVersion) as error:
        raise ValueError(f"no release: {error!r}") from error
    if len(files) > _MOST_FILES or len({file.name for file in files}) < len(files):
        raise ValueError("no release: too many files, or two of one name")
    for file in files:
        _must_be_a_wheel(file)
    return Release(version, files)


def project_of(name: str) -> str:
    """The project that a wheel holds, by its file name. Raises `ValueError`."""
    return parse_wheel_filename(name)[0]


def fitting(release: Release, tags: Iterable[Tag] | None = None) -> Release:
    """Only the files that fit a machine (this one, unless `tags` say another). Raises `NotForHere`."""
    here = frozenset(sys_tags() if tags is None else tags)
    parsed = {file: parse_wheel_filename(file.name) for file in release.files}
    files = tuple(file for file, (_, _, _, its) in parsed.items() if not here.isdisjoint(its))
    found = {str(parsed[file][0]) for file in files}
    lacking = ({str(project) for project, *_ in parsed.values()} | NEEDED) - found
    if lacking:
        raise NotForHere(", ".join(sorted(lacking)))
    return Release(release.version, files)


def is_newer(version: str, than: str) -> bool:
    """Whether a version is newer than another; an invalid version is never newer."""
    try:
        return Version(version) > Version(than)
    except InvalidVersion:
        return False


def _must_be_a_wheel(file: ReleaseFile) -> None:
    if not _NAME.fullmatch(file.name) or not _SHA256.fullmatch(file.sha256) or not 0 < file.size <= _LARGEST:
        raise ValueError(f"no release: {file}")
    try:
        parse_wheel_filename(file.name)
    except InvalidWheelFilename as error:
        raise ValueError(f"no release: {error}") from error
