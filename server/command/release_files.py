"""Lays out a release: all wheels of a version in one folder, and a file with their digests. The old one stays until the new one is complete."""

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Final

from kiosk.upgrade.release import NEEDED, Release, ReleaseFile, project_of, release_of
from server.kiosks.releases import TELLS

_WHEELS: Final = "*.whl"


class NoRelease(Exception):
    """These wheels do not make a release of this version; the text says why. Nothing was changed."""


def lay_out(wheels: Path, to: Path, version: str) -> Release:
    """Put the wheels of a folder into `to`, replacing its content. Raises `NoRelease`, `OSError`."""
    release = _read(wheels, version)
    draft, old = to.with_name(f"{to.name}.part"), to.with_name(f"{to.name}.old")
    for left in (draft, old):
        shutil.rmtree(left, ignore_errors=True)
    draft.mkdir(parents=True)
    for file in release.files:
        shutil.copyfile(wheels / file.name, draft / file.name)
    told = {"version": version, "files": [asdict(file) for file in release.files]}
    (draft / TELLS).write_text(json.dumps(told, indent=1), encoding="utf-8")
    os.sync()
    if to.exists():
        to.replace(old)
    draft.replace(to)
    shutil.rmtree(old, ignore_errors=True)
    return release


def _read(wheels: Path, version: str) -> Release:
    files = [
        {"name": path.name, "size": path.stat().st_size, "sha256": _digest(path)}
        for path in sorted(wheels.glob(_WHEELS))
    ]
    try:
        release = release_of({"version": version, "files": files})
    except ValueError as error:
        raise NoRelease(f"{wheels}: {error}") from error
    lacking = NEEDED - {str(project_of(file.name)) for file in release.files}
    if lacking:
        raise NoRelease(f"{wheels}: there is no wheel of {', '.join(sorted(lacking))}.")
    _must_be_of(release.files, version)
    return release


def _must_be_of(files: tuple[ReleaseFile, ...], version: str) -> None:
    """Check that the release has the server's own version and no other: boxes get what their server runs."""
    own = [file.name for file in files if project_of(file.name) == "goiso"]
    wrong = [name for name in own if name.split("-")[1] != version]
    if wrong:
        raise NoRelease(f"{', '.join(wrong)}: this server is {version}. Install that version here first.")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
