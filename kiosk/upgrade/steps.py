"""The steps of an upgrade, as a box does them: asking the server, installing, rehearsing, ending this version."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from kiosk.alone.link import Link
from kiosk.alone.upstream import Answer, Gone, ServerLine
from kiosk.upgrade.fetching import fetch, must_have_room
from kiosk.upgrade.installing import install
from kiosk.upgrade.limits import USUAL, Limits
from kiosk.upgrade.rehearsal import PAGES, rehearse
from kiosk.upgrade.release import Release, release_of
from kiosk.upgrade.signature import Stranger, must_be_signed

RELEASE: Final = "/api/v1/box/release"
_PATIENCE_S: Final = 20.0
_OK: Final = 200


class BoxSteps:
    """As `kiosk.upgrade.upgrader.Steps`. `data` is the box's folder; `arguments` are the box's own of `goiso kiosk`."""

    def __init__(
        self,
        link: Link,
        upstream: ServerLine,
        data: Path,
        arguments: Sequence[str],
        limits: Limits = USUAL,
    ) -> None:
        self._room = limits.room
        self._link, self._upstream = link, upstream
        self._data, self._arguments = data, arguments

    def offered(self) -> Release | None:
        """The release that the server offers; a server of an earlier version offers none."""
        token = self._link.token
        if token is None or not self._link.up:
            return None
        answer = self._ask(RELEASE, token)
        if answer.status != _OK:
            return None
        told: Any = answer.json()
        release = release_of(told)
        if not release.files:
            return None
        key, signature = told.get("key"), told.get("signature")
        if not isinstance(key, str) or not isinstance(signature, str):
            raise Stranger("no signature")
        must_be_signed(self._link.memory, token, key, signature, release.text())
        return release

    def fetch(self, release: Release, folder: Path) -> None:
        """Bring its files, in small pieces."""
        must_have_room(release, folder, self._room)
        fetch(release, folder, self._piece)

    def install(self, release: Release, files: Path, tree: Path) -> None:
        """Install it from these files."""
        install(release, files, tree)

    def rehearse(self, python: Path) -> None:
        """Run it on a copy of this box's memory."""
        seen = self._link.memory.rows("SELECT 1 FROM pages WHERE address LIKE '/kiosk %' LIMIT 1")
        rehearse(python, self._arguments, self._data, PAGES if seen else PAGES[:1])

    def restart(self) -> None:
        """End gunicorn's master, and this worker with it: `kiosk.upgrade.starting` starts what is to run now."""
        os.kill(os.getppid(), signal.SIGTERM)

    def changed(self) -> None:
        """Tell the server at once."""
        self._link.wake.set()

    def _piece(self, name: str, first: int, last: int) -> Answer:
        token = self._link.token
        if token is None:
            raise Gone("no token")
        return self._ask(f"{RELEASE}/{name}", token, [("Range", f"bytes={first}-{last}")])

    def _ask(self, target: str, token: str, more: Sequence[tuple[str, str]] = ()) -> Answer:
        headers = [("Authorization", f"Bearer {token}"), *more]
        answer = self._upstream.ask("GET", target, headers, None, _PATIENCE_S)
        if answer.unforeseen():
            raise Gone(f"the server answered {answer.status}")
        return answer
