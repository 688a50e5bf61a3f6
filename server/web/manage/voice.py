"""The manager's page of the voice: what speaks, what is wrong, and a sample to hear."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, send_file

from server.auth import needs
from server.core.refusal import Refusal
from server.http.language import page_language
from server.ports import ports
from server.service.screens.voice_now import ScreenSound, VoiceNow

pages = Blueprint("admin_voice", __name__)


@pages.app_context_processor
def heard() -> dict[str, Any]:
    """Every screen's page knows whether it is meant to be heard."""
    return {"voice_on_screens": ports().voice.on_screens}


@pages.get("/admin/voice")
@needs("voice.manage")
def home() -> str:
    """What speaks in the halls, which screens can be heard, and what to do."""
    voice, screens = ports().voice.now(), ports().voice.screens()
    halls = {code: names[page_language()] for code, names in ports().context.centre.layout.halls.items()}
    return render_template(
        "manage/voice.html",
        voice=voice,
        screens=screens,
        names={device.id: device.name for device in ports().devices.all()},
        warnings=warnings(voice, screens),
        halls=halls,
    )


@pages.get("/admin/voice/sample.wav")
@needs("voice.manage")
def sample() -> Response:
    """A call as it would be heard now. Raises `storage_full` when no file could be made."""
    file = ports().voice.sample()
    if file is None:
        raise Refusal("storage_full")
    return send_file(file, mimetype="audio/wav", max_age=0)


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something for the manager to look at: the reason `why`, or the number `count`, if they are known."""

    code: str
    why: str = ""
    count: int = 0


def warnings(voice: VoiceNow, screens: list[ScreenSound]) -> list[ToDo]:
    """What the manager should look at, the gravest first."""
    if not voice.enabled:
        return []
    heard = Counter(screen.sound for screen in screens)
    found = [ToDo(f"{trouble.source}_trouble", why=trouble.why) for trouble in voice.troubles]
    if voice.source == "browser":
        found.append(ToDo("no_voice"))
    if voice.missing:
        found.append(ToDo("missing_clips", count=len(voice.missing)))
    found += [ToDo(f"screens_{s}", count=heard[s]) for s in ("blocked", "none") if heard[s]]
    if voice.where != "server" and not heard["on"]:
        found.append(ToDo("no_screen_speaks"))
    return found
