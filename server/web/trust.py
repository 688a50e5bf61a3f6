"""How a machine is told to trust the centre's own certificate: a page for everybody, and the file itself."""

from flask import Blueprint, Response, render_template

from server.core.refusal import Refusal
from server.ports import ports

pages = Blueprint("trust", __name__)


@pages.app_context_processor
def own_certificate() -> dict[str, object]:
    """What pages ask on which machines are paired: whether these have to be told to trust the centre's certificate."""
    return {"own_certificate": lambda: ports().authority() is not None}


@pages.get("/trust")
def page() -> str:
    """What to do on each kind of machine, and the fingerprint to compare."""
    return render_template("trust/page.html", authority=ports().authority())


@pages.get("/trust/goiso.crt")
def authority() -> Response:
    """The authority's certificate, as browsers and systems take it. Raises `not_found`."""
    found = ports().authority()
    if found is None:
        raise Refusal("not_found")
    answer = Response(found.pem, mimetype="application/x-x509-ca-cert")
    answer.headers["Content-Disposition"] = "attachment; filename=goiso.crt"
    answer.headers["Cache-Control"] = "no-cache"
    return answer
