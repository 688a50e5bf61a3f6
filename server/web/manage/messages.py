"""The manager's page of messages: what each way needs, how it is, its keys, and a trial."""

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.messages.kinds import MessengerAnswer, MessengerSaid
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.http.language import page_language
from server.http.rate_limit import limiter
from server.http.texts import problem, say
from server.ports import ports
from server.service.messages import keys
from server.service.messages.now import WayNow, examples, spoken, ways_now
from server.service.messages.rules import rules
from server.service.messages.words import LACKS, NAMES, WHY
from server.service.views import View, iso

pages = Blueprint("admin_messages", __name__)
_LONGEST: Final = 300


@pages.get("/admin/messages")
@needs("settings.manage")
def home() -> str | tuple[str, int]:
    """How each way is, what it needs, and the example of words that were typed to see how long they are."""
    words = request.args.get("words", "")[:_LONGEST].strip()
    try:
        seen = spoken(ports().context, words, accents=request.args.get("accents") == "yes") if words else None
    except Refusal as refusal:
        return _page(trouble=problem(refusal, page_language())), refusal.kind.status
    return _page(seen=seen)


@pages.post("/admin/messages/keys")
@needs("settings.manage")
def set_keys() -> Response | tuple[str, int]:
    """Keep the keys that were typed; nothing shows them again."""
    try:
        keys.set_keys(ports().context, request.form)
    except Refusal as refusal:
        return _page(trouble=problem(refusal, page_language())), refusal.kind.status
    ports().messages.anew()
    return redirect(url_for("admin_messages.home", kept="yes"), 303)


@pages.post("/admin/messages/keys/forget")
@needs("settings.manage")
def forget_keys() -> Response:
    """Forget every key."""
    keys.forget_keys(ports().context)
    return redirect(url_for("admin_messages.home"), 303)


@pages.post("/admin/messages/trial")
@needs("settings.manage")
@limiter.limit("6/minute;60/hour")
def trial() -> str | tuple[str, int]:
    """Send an example to one number, and say what came of it. The number is kept nowhere."""
    said = request.form
    try:
        answer = ports().messages.try_out(said.get("way", ""), said.get("phone", ""))
    except Refusal as refusal:
        return _page(trouble=problem(refusal, page_language())), refusal.kind.status
    return _page(tried=_tried(answer))


def in_trouble() -> bool:
    """Whether a way that is on lacks something, or takes nothing now; or the file of messages cannot be used."""
    if not rules(ports().context).ways:
        return False
    health = ports().messages.health()
    try:
        return any(now.on and (now.lacks or health[now.way].why) for now in ways_now(ports().context))
    except Refusal:
        return True


def _page(**said: Any) -> str:
    context = ports().context
    return render_template(
        "manage/messages.html",
        ways=[_way(now) for now in ways_now(context)],
        examples=examples(context),
        kept=request.args.get("kept") == "yes",
        **{"trouble": None, "tried": None, "seen": None} | said,
    )


def _way(now: WayNow) -> View:
    health = ports().messages.health()[now.way]
    return {
        "way": now.way.value,
        "name": _say(NAMES[now.way]),
        "on": now.on,
        "lacks": [_say(LACKS[each]) for each in now.lacks],
        "known": now.known_keys,
        "sent": now.sent,
        "unknown": now.unknown,
        "refused": [(_say(WHY[why]), count) for why, count in now.refused.items()],
        "why": _say(WHY[health.why]) if health.why else "",
        "since": iso(ports().context, health.since),
    }


def _tried(answer: MessengerAnswer) -> View:
    return {"good": answer.said is MessengerSaid.SENT, "why": _say(WHY[answer.why]) if answer.why else ""}


def _say(text: BothTexts) -> str:
    return say(text, page_language())
