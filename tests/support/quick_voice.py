"""A demo whose voice is short: words are tones of some hundredths of a second, so that a rush is over soon.

`python -m tests.support.quick_voice FOLDER demo …` is `goiso demo …` with the recordings of FOLDER, spoken at double
speed after a short chime, with short pauses and short notice. Between two it leaves a slow machine time to begin one.
"""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from server.command.centre import Parts
from server.command.main import main
from tests.support.long_day import long_day_clock, moved

if TYPE_CHECKING:
    from server.app import Server
    from server.config import Settings


def made(clips: Path, settings: "Settings") -> "Server":
    """A server with that voice; called in gunicorn's worker, where the wiring may be imported."""
    from display.sound import tones
    from server.app import Server
    from server.config import VoicePart
    from server.hall.pace import SpeechPace
    from tests.support.quick_passwords import QUICK

    pace = SpeechPace(lead_ms=120, between_ms=800, pause_s=0.02, chime=partial(tones, (784.0, 0.05)))
    voice = VoicePart(clips=clips, speed=2.0)
    spoken = settings.model_copy(update={"voice": voice})
    server = Server(spoken, long_day_clock, pace=pace, passwords=QUICK)
    server.sockets.hear_clocks(lambda who, said: server.clock_watch.compare(who, moved(said)))
    return server


if __name__ == "__main__":
    main(sys.argv[2:], obj=Parts(partial(made, Path(sys.argv[1]))))
