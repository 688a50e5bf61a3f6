"""Numbers on people's own phones: the page behind the poster's code, and the poster."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from typing import Any, Final, cast

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.queue.lines import MAIN
from server.core.queue.many_dossiers import MOST_TOLD
from server.core.refusal import Refusal
from server.http.cookie_names import named
from server.http.cookies import secure_cookies
from server.http.language import page_language
from server.http.qr_code import as_svg
from server.http.rate_limit import limiter
from server.http.texts import problem
from server.ports import ports
from server.service.dossiers.looking import people_may_ask
from server.service.notices.views import centre_notices
from server.service.procedures.views import elsewhere_view, procedure_view
from server.service.queue import phones
from server.service.queue.phones import PhoneRequest
from server.service.queue.tickets import Once
from server.service.today import day_now
from server.service.views import View
from server.web import shown

pages = Blueprint("take", __name__)
_COOKIE: Final = "goiso_phone"
_A_DAY_S: Final = 24 * 3600
_LONGEST: Final = 80
_FOUND: Final = 6
_ANOTHER_WISH: Final = "idempotency_mismatch"


@pages.get("/take")
def form() -> str:
    """The form: a field, and the presence code when one is asked for. Raises `phones_off`."""
    phones.check_enabled(ports().context)
    return _form(None)


@pages.get("/take/shows")
def shows() -> Response:
    """A short mark of what the form shows now: an open form asks for it, and redraws when it changes."""
    return jsonify(shows=_shows(shown.fields(_point())))


@pages.post("/take")
@limiter.limit("10/minute;100/hour")
def take() -> Response | tuple[str, int]:
    """Take a number and go to its tracking page; what was refused is said above the form.

    A form that was sent with another wish before, whose answer did not come, leads to the number that was given then.
    """
    held = [track for track, _ in _held()]
    field, _, procedure = _said("field").partition(" ")  # a procedure that was found brings its field along
    presence = "".join(_said("presence").split())
    language = None if page_language() == "vi" else page_language()
    asked = PhoneRequest(
        field, presence, held, procedure or None, _said("priority") or None, language, _dossiers(), _point()
    )
    once = _once(asked)
    try:
        track = phones.take(ports().context, asked, once)["track"]
    except Refusal as refusal:
        before = phones.taken_before(ports().context, once.key) if refusal.code == _ANOTHER_WISH else None
        if before is None:
            return _form(refusal), refusal.kind.status
        track = before
    response = redirect(url_for("pages.ticket", track=track), 303)
    _hold(response, [*held, track])
    return response


@pages.get("/poster")
@needs("machines.manage")
def poster() -> str:
    """A sheet of A4 for the door: what to do, in both languages, and the code that leads to `/take`."""
    address = f"{ports().public_url()}/take"
    picture = "data:image/svg+xml;base64," + b64encode(as_svg(address, quiet_zone=1)).decode()
    return render_template(
        "take/poster.html", address=address, picture=picture, rules=ports().context.centre.phone
    )


def _form(refusal: Refusal | None) -> str:
    context = ports().context
    held = [{"track": track, "number": number} for track, number in _held()]
    return render_template(
        "take/take.html",
        fields=(fields := shown.fields(point := _point())),
        point=point,
        points=shown.points(),
        place=shown.place(point),
        shows=_shows(fields),
        dossiers_told=people_may_ask(context),
        not_here={field["code"]: why for field in fields if (why := _not_here(field))},
        later={field["code"]: field["opens_words"] for field in fields if field.get("open") is False},
        most_dossiers=MOST_TOLD if any(field.get("asks_dossiers") for field in fields) else 0,
        names={field["code"]: field["name"] for field in fields},
        priority_classes=shown.priority_classes(),
        words=(words := request.values.get("q", "")[:_LONGEST].strip()),
        found=[procedure_view(p) for p in ports().catalogue.search(words, None, _FOUND)] if words else [],
        elsewhere=[elsewhere_view(e, page_language()) for e in ports().catalogue.elsewhere(words)],
        opening=shown.opening(point),
        emergency=centre_notices(context)["emergency"],
        held=held,
        rules=context.centre.phone,
        trouble=None if refusal is None else problem(refusal, page_language()),
        chosen=request.form.get("field", ""),
        key=request.form.get("key") or phones.new_key(),
    )


def _shows(fields: Sequence[View]) -> str:
    """The settings' version, whether the centre and which fields give numbers, and the emergency message that stands."""
    context = ports().context
    shut = ",".join(field["code"] for field in fields if field.get("open") is False)
    alarm = context.standing().alarm()
    return f"{context.settings.version}.{shown.opening(_point())['open']:d}.{shut}.{'' if alarm is None else alarm.seq}"


def _not_here(field: View) -> str:
    """Why a phone gets no number of a field; empty if it gets one, now or later."""
    if field.get("helper_only"):
        return str(gettext("mời gặp người hướng dẫn để lấy số."))
    return str(gettext("xin quét thẻ căn cước ở máy lấy số.")) if field.get("card_only") else ""


def _point() -> str:
    """The point of the form, by default the main one. Raises `unknown_point`."""
    point = request.values.get("point", MAIN)
    if point != MAIN and point not in ports().context.centre.layout.points:
        raise Refusal("unknown_point", point=point[:_LONGEST])
    return point


def _said(name: str) -> str:
    value = request.form.get(name, "")
    if len(value) > _LONGEST:
        raise Refusal("bad_request", reason=name)
    return value.strip()


def _dossiers() -> int | None:
    """How many dossiers the person brings, if the form asks. Raises `bad_request` for an invalid number."""
    said = _said("dossiers")
    if not said:
        return None
    if not said.isdecimal() or not 1 <= int(said) <= MOST_TOLD:
        raise Refusal("bad_request", reason="dossiers")
    return int(said)


def _once(asked: PhoneRequest) -> Once:
    """A second press of one form brings the first number again: each form carries a key of its own."""
    key = _said("key")
    if not key:
        raise Refusal("bad_request", reason="key")
    wish = f"take\n{asked.field}\n{asked.procedure}\n{asked.priority}"
    if asked.point:
        wish += f"\nat {asked.point}"
    if asked.dossiers is not None:
        wish += f"\n{asked.dossiers}"
    return Once(phones.ACTOR, key, hashlib.sha256(wish.encode()).digest())


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(cast(Any, current_app.secret_key), salt=_COOKIE)


def _held() -> Sequence[tuple[str, str]]:
    """The tracking codes, with their numbers, that this phone was given today, by its own signed cookie; without those that a restored backup does not know."""
    try:
        day, tracks = _signer().loads(request.cookies.get(named(_COOKIE), ""))
    except (BadSignature, ValueError, TypeError):
        return ()
    if day != day_now(ports().context):
        return ()
    return phones.numbers(ports().context, tracks)


def _hold(response: Response, tracks: Sequence[str]) -> None:
    kept = _signer().dumps([day_now(ports().context), list(dict.fromkeys(tracks))])
    response.set_cookie(
        named(_COOKIE), str(kept), max_age=_A_DAY_S, httponly=True, samesite="Lax", secure=secure_cookies()
    )
