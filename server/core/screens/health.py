"""What a screen reports about itself, and which troubles follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.refusal import Refusal
from server.core.screens.place import LAYOUTS

SOUNDS: Final = ("on", "off", "blocked", "none", "muted")
REPORT_EVERY_S: Final = 20
SILENT_MS: Final = 3 * REPORT_EVERY_S * 1000
NEW_MS: Final = SILENT_MS
"""So long after it was paired a screen may still be on its way to its first report."""
UNSEEN_MS: Final = 120_000
LATE_MS: Final = 10_000
SLOW_FPS: Final = 15
_MUTE: Final = frozenset({"off", "muted", "none"})
_NAMES: Final = {"seq", "fps", "sound", "version", "layout"}
_LARGEST: Final = 2**53 - 1
_MOST_FPS: Final = 1000
_LONGEST_VERSION: Final = 80


@dataclass(frozen=True, slots=True)
class Reported:
    """A screen's own report: the journal entry that it shows, frames a second, its sound, version and layout."""

    seq: int
    fps: float
    sound: str
    version: str
    layout: str


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """All that is known of a screen, for `troubles`.

    `late_ms` is how old the first entry was that its report (`reported_ms` ago) did not know; `speaks` whether
    it shall; a page without scripts is not `watched`, but was seen `seen_ms` ago; it was
    paired `enrolled_ms` ago; `place` is "hall" or "counter" when that is gone from the settings.
    """

    connected: bool
    watched: bool = True
    seen_ms: int | None = None
    place: str | None = None
    reported_ms: int | None = None
    late_ms: int = 0
    told: Reported | None = None
    speaks: bool = False
    enrolled_ms: int | None = None
    version: str = ""


def told(raw: object) -> Reported:
    """A report as it came over the line. Raises `bad_request` that names what is wrong with it."""
    if not isinstance(raw, Mapping) or set(raw) != _NAMES:
        raise Refusal("bad_request", reason=", ".join(sorted(_NAMES)))
    wrong = [name for name, fits in _fits(raw).items() if not fits]
    if wrong:
        raise Refusal("bad_request", reason=", ".join(wrong))
    return Reported(raw["seq"], float(raw["fps"]), raw["sound"], raw["version"], raw["layout"])


def _fits(raw: Mapping[str, Any]) -> dict[str, bool]:
    seq, fps, version = raw["seq"], raw["fps"], raw["version"]
    return {
        "seq": type(seq) is int and 0 <= seq <= _LARGEST,
        "fps": type(fps) in (int, float) and 0 <= fps <= _MOST_FPS,
        "sound": raw["sound"] in SOUNDS,
        "version": isinstance(version, str) and 0 < len(version) <= _LONGEST_VERSION,
        "layout": raw["layout"] in LAYOUTS,
    }


def troubles(known: ScreenFacts) -> tuple[str, ...]:
    """What is wrong, worst first: `gone`, `hall`, `counter`, `silent`, `behind`, `sound_…`, `old`, `slow`."""
    placed = () if known.place is None else (known.place,)
    if known.told is None and known.enrolled_ms is not None and 0 <= known.enrolled_ms < NEW_MS:
        return placed
    if not known.watched:
        unseen = known.seen_ms is None or known.seen_ms > UNSEEN_MS
        return (*placed, "gone") if unseen else placed
    if not known.connected:
        return (*placed, "gone")
    if known.told is None or known.reported_ms is None or known.reported_ms > SILENT_MS:
        return (*placed, "silent")
    return (*placed, *_of_its_report(known, known.told))


def _of_its_report(known: ScreenFacts, said: Reported) -> tuple[str, ...]:
    signs = {
        "behind": known.late_ms > LATE_MS,
        "sound_blocked": known.speaks and said.sound == "blocked",
        "sound_off": known.speaks and said.sound in _MUTE,
        "old": said.version != known.version,
        "slow": said.fps < SLOW_FPS,
    }
    return tuple(name for name, seen in signs.items() if seen)
