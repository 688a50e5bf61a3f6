"""The city's catalogue at a centre: kept until the day is over, then put into use, or refused with a reason."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import structlog

from server.background.repeated import Repeated
from server.core.incoming import FileRow, rows_of
from server.core.link.now import CatalogueNow
from server.core.procedures.file import EMPTY, SHAPE, digest_of
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.procedures import from_city
from server.service.today import day_now
from server.store.private import private_files

WAITING: Final = "waiting"
TAKEN: Final = "taken"
REFUSED: Final = "refused"
_EVERY_S: Final = 20.0
_FOLDER: Final = "city-catalogue"
_FILE: Final = "catalogue.csv"
_KEPT: Final = frozenset({"version", "sha256", "heard_on", "state", "why", "by_settings"})
_STATE: Final = "state.json"
_NOTHING: Final = BothTexts(
    "Trung tâm không nhận danh mục của thành phố", "The centre takes no catalogue of the city's"
)
_OTHER: Final = BothTexts("Tệp không đúng dấu SHA-256", "The file is not that of its digest")
_NO_REASON: Final[Mapping[str, str]] = {"vi": "", "en": ""}
_log = structlog.get_logger(__name__)


class CityCatalogue:
    """Takes what the link brings; keeps it in the data `folder`, so that a restart forgets nothing.

    The city is told the result as `health.catalogue`.
    """

    def __init__(self, context: Context, folder: Path, every_s: float = _EVERY_S) -> None:
        self._context, self._folder = context, folder / _FOLDER
        self._lock = threading.Lock()
        self._state: dict[str, Any] = self._read()
        self._again = Repeated("city-catalogue", self.look, every_s)

    def heard(self, came: Mapping[str, Any]) -> None:
        """The city offers a catalogue: its `version`, `sha256`, and `csv`. It is checked now, and put into use when the day is over."""
        version, file = int(came["version"]), bytes(came["csv"])
        with self._lock:
            if self._state.get("version") == version and self._state.get("sha256") == came["sha256"]:
                return
            if digest_of(file) != came["sha256"]:
                self._keep(version, str(came["sha256"]), REFUSED, _both(_OTHER))
                return
            self._write(_FILE, file)
            self._offer(version, str(came["sha256"]))

    def look(self) -> None:
        """Put into use what has waited since an earlier day; check again whether the centre's settings still refuse it."""
        with self._lock:
            state = self._state
            refused = state.get("state") == REFUSED and state.get("by_settings")
            if (refused and self._allowed) or (state.get("state") == WAITING and not self._allowed):
                self._offer(state["version"], state["sha256"])
            elif state.get("state") == WAITING and state["heard_on"] != day_now(self._context):
                self._take()

    def told(self) -> dict[str, Any] | None:
        """{version, state, why} for the city; `None` before anything came."""
        with self._lock:
            names = ("version", "state", "why")
            return {name: self._state[name] for name in names} if self._state else None

    def now(self) -> CatalogueNow | None:
        """The same for the centre's own people."""
        with self._lock:
            if not (kept := self._state):
                return None
            why = {"vi": kept["why"], "en": kept.get("why_en") or kept["why"]}
            return CatalogueNow(kept["version"], kept["state"], why, bool(kept["by_settings"]))

    def close(self) -> None:
        """Stop looking."""
        self._again.close()

    @property
    def _allowed(self) -> bool:
        return self._context.settings.document.catalogue.from_city

    def _offer(self, version: int, sha256: str) -> None:
        """What the centre's settings and loader say about the kept file."""
        if not self._allowed:
            why = self._context.settings.document.catalogue.why_not.strip()
            said = {"vi": why, "en": why} if why else _both(_NOTHING)
            self._keep(version, sha256, REFUSED, said, by_settings=True)
            return
        try:
            from_city.check(self._context, self._rows(sha256))
        except Refusal as refusal:
            self._keep(version, sha256, REFUSED, refusal.texts())
            return
        self._keep(version, sha256, WAITING)

    def _take(self) -> None:
        version, sha256 = self._state["version"], self._state["sha256"]
        try:
            taken = from_city.take(self._context, version, self._rows(sha256))
        except Refusal as refusal:
            if not refusal.code.startswith("catalogue_file"):
                raise  # the disk's trouble, not the file's: tried again
            self._keep(version, sha256, REFUSED, refusal.texts())
            return
        self._keep(version, sha256, TAKEN)
        _log.info("city_catalogue_taken", version=version, changed=taken.changed, kept=taken.kept)

    def _rows(self, sha256: str) -> list[FileRow]:
        """The rows of the kept file; none if it is empty. Raises what reading a manager's file raises."""
        file = (self._folder / _FILE).read_bytes()
        if digest_of(file) != sha256:
            raise Refusal("catalogue_file_unreadable", reason=_OTHER)
        return [] if file == EMPTY else rows_of(file, SHAPE)

    def _keep(
        self,
        version: int,
        sha256: str,
        state: str,
        why: Mapping[str, str] = _NO_REASON,
        *,
        by_settings: bool = False,
    ) -> None:
        self._state = {
            "version": version,
            "sha256": sha256,
            "heard_on": day_now(self._context),
            "state": state,
            "why": why["vi"],
            "why_en": why["en"],
            "by_settings": by_settings,
        }
        self._write(_STATE, json.dumps(self._state, ensure_ascii=False).encode())
        if state == REFUSED:
            _log.warning("city_catalogue_refused", version=version, why=why["vi"])

    def _write(self, name: str, content: bytes) -> None:
        """Write the file completely or not at all, readable only by the folder's owner."""
        with private_files():
            self._folder.mkdir(exist_ok=True)
            draft = self._folder / f"{name}.part"
            draft.write_bytes(content)
            draft.replace(self._folder / name)

    def _read(self) -> dict[str, Any]:
        """What was kept before; an unreadable file is asked for again."""
        try:
            kept = json.loads((self._folder / _STATE).read_bytes())
        except (OSError, ValueError):
            return {}
        whole = isinstance(kept, dict) and kept.keys() >= _KEPT
        return kept if whole and (self._folder / _FILE).exists() else {}


def _both(text: BothTexts) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
