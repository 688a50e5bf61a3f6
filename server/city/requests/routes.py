"""The pages and routes of numbers from afar, for people's phones."""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, cast
from uuid import UUID, uuid4

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from server.city.database import DatabaseGone, Transaction
from server.city.ports import city
from server.city.requests import asking
from server.city.requests.asking import RemoteWish
from server.city.requests.offer import Offer, offer_of
from server.city.requests.refusals import Sorry
from server.city.requests.views import request_view, since_words
from server.http.cookie_names import named
from server.http.cookies import secure_cookies
from server.http.language import page_language
from server.http.qr_code import as_svg
from server.http.texts import everywhere

pages = Blueprint("afar", __name__)
_COOKIE: Final = "goiso_afar"
_COOKIE_S: Final = 180 * 24 * 3600
_LONGEST: Final = 40
_RETRY_S: Final = "5"
P = ParamSpec("P")
Answer = Response | str | tuple[Response | str, int]


def told(route: Callable[P, Answer]) -> Callable[P, Answer]:
    """Say in words why something is not possible: as JSON where that was asked for, else on a page."""

    @wraps(route)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return route(*args, **kwargs)
        except Sorry as sorry:
            return _no(sorry)
        except DatabaseGone:
            return _no(Sorry("later"))

    return answer


@pages.get("/afar/<centre>")
@told
def form(centre: str) -> Answer:
    """The form for a centre's numbers; if it cannot be asked, the page says so before anybody tries."""
    with city().database.transaction() as transaction:
        offer = offer_of(transaction, centre)
    return _with_cookie(_form(offer))


@pages.post("/public/requests")
@told
def ask() -> Answer:
    """Ask for a number, once for each `id`; the form is led to the page of its request."""
    said = _said()
    centre, id_ = str(said.get("centre", ""))[:_LONGEST], _uuid(said.get("id"))
    phone = _phone()
    if phone is None:
        raise Sorry("no_cookie")
    field, _, procedure = _text(said, "field").partition(" ")
    language = "en" if said.get("language", page_language()) == "en" else "vi"
    wish = RemoteWish(centre, id_, field, procedure or _text(said, "procedure") or None, language, phone)
    with city().database.transaction() as transaction:
        found = asking.ask(transaction, wish)
        if request.is_json:
            return jsonify(_view(transaction, found)), 202
    return redirect(url_for("afar.page", centre=centre, request_id=id_), 303)


@pages.get("/public/requests/<centre>/<uuid:request_id>")
@told
def look(centre: str, request_id: UUID) -> Answer:
    """How a request stands, while no number has come; afterwards the centre's feed says more, and this may be a minute old."""
    with city().database.transaction() as transaction:
        view = _view(transaction, asking.find(transaction, centre, request_id))
    response = jsonify(view)
    if view["number"]:
        response.headers["Cache-Control"] = "private, max-age=5"
    return response


@pages.post("/public/requests/<centre>/<uuid:request_id>/check-in")
@told
def check_in(centre: str, request_id: UUID) -> Answer:
    """Say that one is there, by the four digits of the hall's screens."""
    said = _said()
    code = "".join(_text(said, "code").split())
    with city().database.transaction() as transaction:
        found = asking.find(transaction, centre, request_id)
        asking.check_in(transaction, found, _uuid(said.get("id")), code)
    return _done(centre, request_id)


@pages.post("/public/requests/<centre>/<uuid:request_id>/cancel")
@told
def cancel(centre: str, request_id: UUID) -> Answer:
    """Give it up."""
    with city().database.transaction() as transaction:
        asking.cancel(transaction, asking.find(transaction, centre, request_id), _uuid(_said().get("id")))
    return _done(centre, request_id)


@pages.get("/afar/<centre>/<uuid:request_id>")
@told
def page(centre: str, request_id: UUID) -> Answer:
    """The page of one request, in whatever state it is."""
    with city().database.transaction() as transaction:
        offer = offer_of(transaction, centre)
        found = asking.find(transaction, centre, request_id)
        view = request_view(found, offer, asking.latest_step(transaction, found), page_language())
    field = offer.fields.get(found.field)
    return render_template(
        "city_public/afar/request.html",
        offer=offer,
        view=view,
        field_names=everywhere(dict(field.names)) if field else {"vi": found.field},
        step_id=uuid4(),
    )


@pages.get("/afar/<centre>/<uuid:request_id>/qr.svg")
@told
def qr(centre: str, request_id: UUID) -> Answer:
    """The number's code, which the kiosk's scanner reads. Raises `unknown_request` while there is none."""
    with city().database.transaction() as transaction:
        track = asking.find(transaction, centre, request_id).told.get("track")
    if not isinstance(track, str):
        raise Sorry("unknown_request")
    response = current_app.response_class(as_svg(track), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _form(offer: Offer, sorry: Sorry | None = None) -> str:
    why = sorry
    if why is None:
        try:
            offer.check()
        except Sorry as found:
            why = found
    return render_template(
        "city_public/afar/form.html",
        offer=offer,
        fields=[(field, everywhere(dict(field.names))) for field in offer.fields.values()],
        why=None if why is None else (why.code, why.said(page_language())),
        closed_to_all=why is not None and why.code in {"centre_silent", "centre_closed", "afar_off"},
        since=since_words(offer.heard_at, offer.zone),
        id=request.form.get("id") or uuid4(),
        chosen=request.form.get("field", ""),
    )


def _view(transaction: Transaction, found: asking.RequestNow) -> dict[str, Any]:
    offer = offer_of(transaction, found.centre)
    return request_view(found, offer, asking.latest_step(transaction, found), page_language())


def _done(centre: str, request_id: UUID) -> Answer:
    if request.is_json:
        return jsonify({}), 202
    return redirect(url_for("afar.page", centre=centre, request_id=request_id), 303)


def _no(sorry: Sorry) -> Answer:
    headers = {"Retry-After": _RETRY_S} if sorry.status == 503 else {}  # noqa: PLR2004 - as HTTP has it
    if request.is_json or (request.path.startswith("/public/") and request.method == "GET"):
        response = jsonify(code=sorry.code, words=sorry.said(page_language()))
    else:
        response = current_app.make_response(_page_of(sorry))
    response.headers.update(headers)
    return response, sorry.status


def _page_of(sorry: Sorry) -> str:
    """The form again with the reason of the refusal; only the reason if there is no form."""
    centre = request.form.get("centre", "")[:_LONGEST]
    if centre and sorry.code not in {"unknown_centre", "later"}:
        try:
            with city().database.transaction() as transaction:
                return _form(offer_of(transaction, centre), sorry)
        except (Sorry, DatabaseGone):
            pass
    return render_template("city_public/afar/sorry.html", why=(sorry.code, sorry.said(page_language())))


def _said() -> dict[str, Any]:
    if not request.is_json:
        return dict(request.form)
    found = request.get_json(silent=True)
    if not isinstance(found, dict):
        raise Sorry("bad_request")
    return found


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name) or ""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise Sorry("bad_request")
    return value.strip()


def _uuid(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise Sorry("bad_request") from error


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(cast(Any, current_app.secret_key), salt=_COOKIE)


def _phone() -> bytes | None:
    """A hash of what this phone's own cookie says; `None` where it keeps none."""
    try:
        said = _signer().loads(request.cookies.get(named(_COOKIE), ""))
    except BadSignature:
        return None
    return hashlib.sha256(str(said).encode()).digest()[:16]


def _with_cookie(body: str) -> Response:
    response = current_app.make_response(body)
    if _phone() is None:
        value = str(_signer().dumps(secrets.token_urlsafe(12)))
        response.set_cookie(
            named(_COOKIE),
            value,
            max_age=_COOKIE_S,
            httponly=True,
            samesite="Lax",
            secure=secure_cookies(),
        )
    return response
