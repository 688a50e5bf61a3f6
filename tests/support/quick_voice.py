"""A demo whose voice is short: words are tones of some hundredths of a second, so that a rush is over soon.

`python -m tests.support.quick_voice FOLDER demo …` is `goiso demo …` with the recordings of FOLDER.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import display.voice
from display.sound import tones
from server import config
from server.command import main
from server.hall import announcer, loudspeakers

LEAD_MS = 120
PAUSE_S = 0.02


def shorten() -> None:
    """A short chime, short pauses, a short notice."""
    display.voice.chime = partial(tones, (784.0, 0.05))  # type: ignore[assignment]
    display.voice._PAUSE_S = PAUSE_S
    announcer.LEAD_MS = loudspeakers.LEAD_MS = LEAD_MS
    announcer._BETWEEN_MS = 40


def settings_with(clips: Path, load: Any, *arguments: Any, **overrides: Any) -> config.Settings:
    """The settings with these recordings, spoken at double speed."""
    found: config.Settings = load(*arguments, **overrides)
    return found.model_copy(update={"voice": config.VoicePart(clips=clips, speed=2.0)})


if __name__ == "__main__":
    shorten()
    config.load = partial(settings_with, Path(sys.argv[1]), config.load)
    main.main(sys.argv[2:])
