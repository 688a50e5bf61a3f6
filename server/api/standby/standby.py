"""A second box: the whole centre at first, then row by row, and at last the centre itself."""

from flask import Response, jsonify, send_file
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import standby as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.core.refusal import Refusal
from server.core.standby import End
from server.http.described import Routes
from server.ports import ports
from server.service.standby.handing_over import hand_over
from server.service.standby.views import Held, file_beside, pulled

api = Routes("standby", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="standby")])
api.before_request(before)


@api.get(
    "/standby/snapshot", responses={200: {"content": {"application/gzip": {}}}, 403: Problem, 503: Problem}
)
def snapshot() -> Response:
    """The whole centre as a backup that is not encrypted, made now: what a second box begins with."""
    return send_file(ports().standby.snapshot(), mimetype="application/gzip")


@api.post("/standby/pull", responses={200: schemas.Pulled, 403: Problem, 409: Problem})
def pull(body: schemas.Held) -> Response:
    """What the second box lacks."""
    held = Held(_end(body.seq, body.digest), body.answers_at, body.mark)
    sent = pulled(ports().context, ports().standby.folder, held)
    if (program := caller().program) is not None:
        ports().standby.pulled(program, body.seq, sent["last"])
    return jsonify(sent)


@api.get(
    "/standby/file",
    responses={200: {"content": {"application/octet-stream": {}}}, 403: Problem, 404: Problem},
)
def file(query: schemas.FileName) -> Response:
    """A file beside the database."""
    path = file_beside(ports().standby.folder, query.name)
    return send_file(path.absolute(), mimetype="application/octet-stream")


@api.post("/standby/takeover", responses={200: schemas.LastRow, 403: Problem, 409: Problem})
def takeover(body: schemas.TakeOver) -> Response:
    """The second box takes over: nothing more is given here, and this server ends once its last rows were pulled."""
    row = None if body.seq is None or body.digest is None else _end(body.seq, body.digest)
    last = hand_over(ports().context, row, caller().actor)
    ports().standby.end_soon()
    return jsonify({"seq": last.seq, "digest": last.digest.hex()})


def _end(seq: int, digest: str) -> End:
    """A row with its digest. Raises `bad_request`."""
    try:
        return End(seq, bytes.fromhex(digest))
    except ValueError as wrong:
        raise Refusal("bad_request", reason="digest") from wrong
