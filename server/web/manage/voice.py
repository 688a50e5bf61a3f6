"""The manager's page of the voice: what speaks, what is wrong, and a sample to hear."""

from collections import Counter
from typing import Any

from flask import Blueprint, Response, render_template, send_file

from server.auth import needs
from server.core.errors import Refusal
from server.http.language import page_language
from server.ports import ports

pages = Blueprint("admin_voice", __name__)


@pages.app_context_processor
def heard() -> dict[str, Any]:
    """Every screen's page knows whether it is meant to be heard."""
    return {"voice_on_screens": ports().voice.on_screens}


@pages.get("/admin/voice")
@needs("admin")
def home() -> str:
    """What speaks in the halls, which screens can be heard, and what to do."""
    view = ports().voice.view()
    halls = {code: names[page_language()] for code, names in ports().context.centre.layout.halls.items()}
    return render_template("manage/voice.html", voice=view, warnings=warnings(view), halls=halls)


@pages.get("/admin/voice/sample.wav")
@needs("admin")
def sample() -> Response:
    """A call as it would be heard now. Raises `storage_full` when no file could be made."""
    file = ports().voice.sample()
    if file is None:
        raise Refusal("storage_full")
    return send_file(file, mimetype="audio/wav", max_age=0)


def warnings(view: dict[str, Any]) -> list[dict[str, Any]]:
    """What the manager should look at, the gravest first: each a `code` with its facts."""
    if not view["enabled"]:
        return []
    heard = Counter(screen["sound"] for screen in view["screens"])
    found: list[dict[str, Any]] = [{"code": f"{t['source']}_trouble", **t} for t in view["troubles"]]
    if view["source"] == "browser":
        found.append({"code": "no_voice"})
    if view["missing"]:
        found.append({"code": "missing_clips", "count": len(view["missing"])})
    found += [{"code": f"screens_{s}", "count": heard[s]} for s in ("blocked", "none") if heard[s]]
    return found
