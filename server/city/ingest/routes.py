"""What centres call. Programs read the answers: a code, and facts."""

from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from threading import Lock
from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify, request
from flask.blueprints import BlueprintSetupState
from structlog import get_logger
from werkzeug.exceptions import HTTPException

from server.city.database import DatabaseGone
from server.city.ingest import body, forks, log, syncing
from server.city.ingest.message import Fork, Join, Sync, message
from server.city.ingest.months import Months
from server.city.ingest.refused import Refused, later, unknown_token, unreadable
from server.city.ingest.tokens import centre_of, hashed, use_code
from server.city.people.audit import record
from server.city.ports import city
from server.core.units import LARGEST, SECOND_MS

BEAT_S: Final = 2
_NAME: Final = "goiso_ingest"
_MOST_SEEN: Final = 10_000
_HERE: Final = timedelta(hours=7)

ingest = Blueprint("ingest", __name__, url_prefix="/city/v1")
_log = get_logger(__name__)


class _Desk:
    """What this process remembers: months that are there, and tokens that were good, whose bodies are worth being read."""

    def __init__(self) -> None:
        self.months = Months()
        self._seen: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()

    def let_in(self, token: str) -> None:
        """Read no body of a stranger. Raises `unknown_token`; whether the token is good still is asked with each batch."""
        mark = hashed(token)
        if mark in self._seen:
            return
        with city().database.transaction() as transaction:
            if centre_of(transaction, token) is None:
                raise unknown_token()
        with self._lock:
            self._seen[mark] = None
            if len(self._seen) > _MOST_SEEN:
                self._seen.popitem(last=False)


@ingest.record
def _open(state: BlueprintSetupState) -> None:
    state.app.extensions[_NAME] = _Desk()


def token() -> str:
    """What the caller shows. Raises `unknown_token`."""
    shown = request.authorization
    if shown is None or shown.type != "bearer" or not shown.token:
        raise unknown_token()
    return shown.token


def caller(transaction: Any) -> str:
    """The code of the centre that calls. Raises `unknown_token`."""
    if (code := centre_of(transaction, token())) is None:
        raise unknown_token()
    return code


@ingest.post("/join")
def join() -> Any:
    """A one-time code becomes a token."""
    with body.of(request) as whole:
        asked = message(Join, whole)
    with city().database.transaction() as transaction:
        given = use_code(transaction, asked.code, asked.journal, city().clock())
        if given is None:
            raise Refused(HTTPStatus.UNAUTHORIZED, "unknown_code")
        record(transaction, given["centre"], "join", given["centre"], {"journal": str(asked.journal)})
    return jsonify(given)


@ingest.post("/sync")
def sync() -> Any:
    """Store a batch; answer how far that is, and what is asked of the centre."""
    ports, desk, shown = city(), _desk(), token()
    desk.let_in(shown)
    with body.of(request) as whole:
        said = message(Sync, whole)
    now = ports.clock()
    desk.months.ready(ports.database, {event[2] for event in said.events}, _today(now))
    with ports.database.transaction() as transaction:
        answer = syncing.store(transaction, shown, said, now, fast=ports.settings.fast_commit)
    if isinstance(answer, Refused):
        raise answer
    return jsonify(answer | {"wait_s": BEAT_S})


@ingest.get("/digest")
def digest() -> Any:
    """The digest of the last row up to `seq` of which one is known."""
    said = request.args.get("seq", "")
    if not said.isascii() or not said.isdecimal() or len(said) > len(str(LARGEST)) or int(said) > LARGEST:
        raise unreadable("seq: a number of a row")
    with city().database.transaction() as transaction:
        seq, found = log.mark_before(transaction, caller(transaction), int(said))
    return jsonify(seq=seq, digest=found)


@ingest.post("/fork")
def fork() -> Any:
    """Let another history of the centre begin."""
    shown = token()
    _desk().let_in(shown)
    with body.of(request) as whole:
        said = message(Fork, whole)
    with city().database.transaction() as transaction:
        return jsonify(forks.fork(transaction, shown, said, city().clock()))


@ingest.get("/series")
def series() -> Any:
    """The highest number of each series of a day that any history of the centre knew."""
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError as error:
        raise unreadable("day: like 2026-11-29") from error
    with city().database.transaction() as transaction:
        return jsonify(series=log.numbers(transaction, caller(transaction), day))


@ingest.errorhandler(Exception)
def _refused(error: Exception) -> Response:
    match error:
        case Refused():
            told = error
        case DatabaseGone():
            _log.warning("database_gone", why=str(error).partition("\n")[0])
            told = later()
        case HTTPException() if error.code is not None and error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
            told = Refused(HTTPStatus(error.code), "unreadable", why=error.name)
        case _:
            _log.error("request_failed", route=request.path, exc_info=error)
            told = Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "internal")
    answer = jsonify(told.body)
    answer.status_code = told.status
    answer.headers.update(told.headers)
    return answer


def _desk() -> _Desk:
    found: _Desk = current_app.extensions[_NAME]
    return found


def _today(now: int) -> date:
    return (datetime.fromtimestamp(now / SECOND_MS, UTC) + _HERE).date()
