"""The versions of a box, side by side in its folder, and the one small file that says which of them runs.

    versions/standing.json   which runs, which ran before, whether it is on trial, which releases were refused
    versions/0.3.0/          a version, whole once it has its mark
    versions/0.3.0.files/    its wheels, while they are fetched

The version that was installed by hand is not among these: it starts them, and runs itself if there are none.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import structlog

from kiosk.upgrade.durable import kept, put
from kiosk.upgrade.release import Release, is_newer

_log = structlog.get_logger(__name__)
_STANDING: Final = "standing.json"
_WHOLE: Final = ".whole"
_REMEMBERED: Final = 8
_Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class InstalledVersions:
    """Which version runs and which ran before; `None` is the installed one.

    `starts` is how often one on trial was started, `None` once it has proved itself. `digest` is that of its release;
    `refused` are the releases that are not tried again: by digest, version and why.
    """

    current: str | None = None
    before: str | None = None
    digest: str | None = None
    starts: int | None = None
    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Versions:
    """The versions in the box's folder `data`; `installed` is the one that was installed by hand.

    If the disk cannot be written, the result of a trial holds in memory until the file is written.
    """

    def __init__(self, data: Path, installed: str) -> None:
        self.folder = data / "versions"
        self.installed = installed
        self._held: tuple[_Stamp, InstalledVersions] | None = None

    def standing(self) -> InstalledVersions:
        """What the file says. An unreadable file says nothing, and a version older than the installed one is ignored."""
        if self._held is not None and self._held[0] == self._stamp():
            return self._held[1]
        try:
            said = json.loads((self.folder / _STANDING).read_bytes())
            found = InstalledVersions(
                **said | {"refused": {k: (v, w) for k, (v, w) in said["refused"].items()}}
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return InstalledVersions()
        if found.current is not None and not self._is_there(found.current):
            return InstalledVersions(refused=found.refused)
        return found

    def runs(self) -> str:
        """The version that is to run."""
        return self.standing().current or self.installed

    def tree(self, version: str) -> Path:
        """Where a version lies."""
        return self.folder / version

    def files(self, version: str) -> Path:
        """Where its wheels are fetched to."""
        return self.folder / f"{version}.files"

    def python(self, version: str) -> Path:
        """The Python of a version."""
        return self.tree(version) / "bin/python"

    def is_whole(self, release: Release) -> bool:
        """Whether exactly this release is installed completely."""
        mark = self.tree(release.version) / _WHOLE
        return mark.exists() and mark.read_text(encoding="ascii") == release.digest

    def mark_whole(self, release: Release) -> None:
        """Mark it as installed and safely on the disk."""
        put(self.tree(release.version) / _WHOLE, release.digest.encode("ascii"))
        kept(self.folder)

    def switch(self, release: Release) -> None:
        """Let this version run from the next start on, on trial."""
        now = self.standing()
        before = now.before if now.current == release.version else now.current
        self._put(replace(now, current=release.version, before=before, digest=release.digest, starts=0))

    def begun(self) -> int:
        """Count a start of the version on trial; returns how many there were, this one included. Raises `OSError`."""
        now = self.standing()
        starts = (now.starts or 0) + 1
        self._put(replace(now, starts=starts))
        return starts

    def prove(self) -> None:
        """The version on trial works."""
        self._decide(replace(self.standing(), starts=None))

    def go_back(self, why: str) -> str:
        """Go back to the previous version; returns the version that did not work.

        One on trial is not tried again. One that has proved itself is: its surroundings are to blame (docs/decisions/022).
        """
        now = self.standing()
        assert now.current is not None
        refused = now.refused
        if now.starts is not None:
            refused = _with(refused, now.digest or "", now.current, why)
        self._decide(InstalledVersions(current=self._before(now), refused=refused))
        return now.current

    def stand_aside(self) -> None:
        """Run the previous version in place of one on trial whose start cannot be counted; nothing is written."""
        now = self.standing()
        self._held = self._stamp(), InstalledVersions(current=self._before(now), refused=now.refused)

    def refuse(self, release: Release, why: str) -> None:
        """Note that this release must not be tried again."""
        now = self.standing()
        self._put(replace(now, refused=_with(now.refused, release.digest, release.version, why)))

    def tidy(self, keep: str | None = None) -> None:
        """Remove every version that neither runs nor is `keep`, and what a power cut left."""
        now = self.standing()
        wanted = {_STANDING, now.current, None if now.starts is None else now.before}
        wanted |= set() if keep is None else {keep, self.files(keep).name}
        for path in self.folder.glob("*"):
            if path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def _before(self, now: InstalledVersions) -> str | None:
        there = now.before not in {None, now.current} and self._is_there(now.before or "")
        return now.before if there else None

    def _decide(self, standing: InstalledVersions) -> None:
        """Like `_put`, but if the disk cannot be written, the decision holds for this process."""
        try:
            self._put(standing)
        except OSError:
            _log.exception("version_not_written", current=standing.current)
            self._held = self._stamp(), standing

    def _stamp(self) -> _Stamp:
        """A value that changes whenever the file is written."""
        try:
            found = (self.folder / _STANDING).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _is_there(self, version: str) -> bool:
        return is_newer(version, self.installed) and (self.tree(version) / _WHOLE).exists()

    def _put(self, standing: InstalledVersions) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        said: dict[str, Any] = asdict(standing)
        put(self.folder / _STANDING, json.dumps(said).encode())


def _with(
    refused: Mapping[str, tuple[str, str]], digest: str, version: str, why: str
) -> Mapping[str, tuple[str, str]]:
    """The refused releases with this one, the newest few."""
    items = [*((key, value) for key, value in refused.items() if key != digest), (digest, (version, why))]
    return dict(items[-_REMEMBERED:])
