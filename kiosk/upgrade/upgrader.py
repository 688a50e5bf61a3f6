"""Checks whether the server offers a newer version, and takes it at a quiet time: fetch, install, rehearse, switch, restart.

A power cut does no harm at any step: finished steps are found again, unfinished ones are repeated.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import structlog

from kiosk.alone.memory import CannotRemember
from kiosk.alone.upstream import Gone
from kiosk.upgrade.fetching import Damaged, NoRoom
from kiosk.upgrade.installing import Interrupted, NotInstalled
from kiosk.upgrade.limits import USUAL, Limits
from kiosk.upgrade.rehearsal import NotStarted
from kiosk.upgrade.release import NotForHere, Release, fitting, is_newer
from kiosk.upgrade.signature import Stranger
from kiosk.upgrade.versions import Versions

_log = structlog.get_logger(__name__)
_FINAL: Final = {NotInstalled: "install", NotStarted: "rehearsal", NotForHere: "platform"}
_FOR_NOW: Final = {
    NoRoom: "no_room",
    Damaged: "damaged",
    Gone: "gone",
    Stranger: "stranger",
    Interrupted: "interrupted",
}


class Steps(Protocol):
    """The steps of taking a release, in this order."""

    def offered(self) -> Release | None:
        """The release that the server offers; `None` if it offers none. Raises `Gone`, `Stranger`, `ValueError`."""

    def fetch(self, release: Release, folder: Path) -> None:
        """Bring its files. Raises `Gone`, `Damaged`, `NoRoom`."""

    def install(self, release: Release, files: Path, tree: Path) -> None:
        """Install it beside the running version. Raises `NotInstalled`, `Interrupted`, `NoRoom`, `OSError`."""

    def rehearse(self, python: Path) -> None:
        """Let it run on a copy. Raises `NotStarted`, `Interrupted`, `NoRoom`, `OSError`."""

    def restart(self) -> None:
        """End this version, so that the next is started."""

    def changed(self) -> None:
        """Called when the state of the upgrade has changed."""


@dataclass(frozen=True, slots=True)
class UpgradeState:
    """How far the upgrade to a version is: `waiting` for a quiet time, `working`, on `trial`, or `failed` and why."""

    version: str
    state: str
    why: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The state as JSON for the server."""
        return {"version": self.version, "state": self.state, "why": self.why}


class Upgrader:
    """Looks every minute; `running` is the version that runs now, `quiet` says whether it may begin."""

    def __init__(
        self,
        versions: Versions,
        steps: Steps,
        quiet: Callable[[], bool],
        running: str,
        limits: Limits = USUAL,
    ) -> None:
        self._versions, self._steps, self._quiet, self._running = versions, steps, quiet, running
        self._limits = limits
        self._told: UpgradeState | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upgrade", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking; failures from now on are due to this box ending."""
        self._closing.set()

    def told(self) -> dict[str, Any] | None:
        """How far the upgrade is; `None` if there is no newer version."""
        return None if self._told is None else self._told.as_json()

    def look(self) -> bool:
        """Take the newer version if there is one and the time is right; returns whether this version ends now."""
        standing = self._versions.standing()
        if standing.starts is not None and standing.current == self._running:
            self._say(UpgradeState(self._running, "trial"))
            return False
        release = self._offered()
        if release is None or not is_newer(release.version, self._running):
            return False
        if (refused := standing.refused.get(release.digest)) is not None:
            self._say(UpgradeState(release.version, "failed", refused[1]))
            return False
        if self._told is None or self._told.state != "failed":
            self._say(UpgradeState(release.version, "waiting"))
        return self._quiet() and self._taken(release)

    def _offered(self) -> Release | None:
        try:
            release = self._steps.offered()
        except Gone:
            return None
        except (Stranger, ValueError) as error:
            _log.error("upgrade_not_believed", reason=str(error))
            self._say(UpgradeState(self._running, "failed", "stranger"))
            return None
        if release is None or not is_newer(release.version, self._running):
            self._told = None
        return release

    def _taken(self, release: Release) -> bool:
        self._say(UpgradeState(release.version, "working"))
        try:
            self._take(release)
        except tuple(_FINAL) as error:
            if self._closing.is_set():
                return False
            self._failed(release, _FINAL[type(error)], str(error))
            self._versions.refuse(release, _FINAL[type(error)])
            self._versions.tidy()
        except tuple(_FOR_NOW) as error:
            self._failed(release, _FOR_NOW[type(error)], str(error))
        except (OSError, CannotRemember) as error:
            self._failed(release, "disk", str(error))
            self._versions.tidy()
        else:
            self._say(UpgradeState(release.version, "trial"))
            self._steps.restart()
            return True
        return False

    def _take(self, release: Release) -> None:
        """Do every step up to the switch. Files of an earlier try are used; those of other versions are removed."""
        versions, version = self._versions, release.version
        versions.tidy(keep=version)
        if not versions.is_whole(release):
            here = fitting(release)
            self._steps.fetch(here, versions.files(version))
            self._steps.install(here, versions.files(version), versions.tree(version))
            versions.mark_whole(release)
        self._steps.rehearse(versions.python(version))
        versions.switch(release)

    def _failed(self, release: Release, why: str, reason: str) -> None:
        _log.error("upgrade_failed", version=release.version, why=why, reason=reason)
        self._say(UpgradeState(release.version, "failed", why))

    def _broken(self) -> None:
        """Something unexpected went wrong: the running upgrade ends."""
        if self._closing.is_set():
            return
        _log.exception("upgrade_look_failed")
        if self._told is not None and self._told.state in {"waiting", "working"}:
            self._say(UpgradeState(self._told.version, "failed", "unforeseen"))

    def _say(self, told: UpgradeState) -> None:
        if told == self._told:
            return
        _log.info("upgrade", **told.as_json())
        self._told = told
        self._steps.changed()

    def _run(self) -> None:
        while not self._closing.is_set():
            ends, again_s = False, self._limits.look_s
            try:
                ends = self.look()
            except Exception:  # the thread goes on: nobody is there to start it anew
                self._broken()
            if ends:
                return
            if self._told is not None and self._told.state == "failed":
                again_s = self._limits.again_s
            self._closing.wait(again_s)
