"""The release that this server offers to kiosks' boxes: the wheels of its own version, if they lie beside it.

The digests are those from when it was put there: a file damaged since then does not get a new digest.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

import structlog

from kiosk.upgrade.release import Release, release_of
from kiosk.upgrade.signature import signed
from server import __version__
from server.ports import ReleasePorts
from server.service.machines.offered import Offered

TELLS: Final = "release.json"
_log = structlog.get_logger(__name__)


class Releases:
    """Offers the files in `folder`; `secret` is this server's own key, made when first needed."""

    def __init__(self, folder: Path, secret: Callable[[], bytes]) -> None:
        self._folder, self._secret = folder, secret
        self._lock = threading.Lock()

    def offered(self) -> Offered:
        """The signed release; `None` if the files are not of this server's version."""
        release = self._found()
        files = [asdict(file) for file in release.files]
        with self._lock:
            key = self._secret()
        return Offered(release.version, files, **signed(key, release.text()))

    def file(self, name: str) -> Path | None:
        """The path of a file of the release."""
        known = any(file.name == name for file in self._found().files)
        path = (self._folder / name).absolute()
        return path if known and path.is_file() else None

    def ports(self) -> ReleasePorts:
        """What routes need."""
        return ReleasePorts(self.offered, self.file)

    def _found(self) -> Release:
        nothing = Release(__version__, ())
        try:
            found = release_of(json.loads((self._folder / TELLS).read_bytes()))
        except FileNotFoundError:
            return nothing
        except (OSError, ValueError) as error:
            _log.warning("release_not_read", folder=str(self._folder), reason=str(error))
            return nothing
        return found if found.version == __version__ else nothing
