"""The centre's logo, as pages load it."""

from typing import Final

from flask import Blueprint, Response, send_file

from server.core.refusal import Refusal
from server.ports import ports
from server.service.settings.logos import logo_file

pages = Blueprint("logo_files", __name__)
_TYPES: Final = {"jpg": "image/jpeg", "png": "image/png"}
_FOR_GOOD: Final = f"public, max-age={365 * 24 * 3600}, immutable"


@pages.get("/logos/<name>")
def file(name: str) -> Response:
    """A logo; its name is a hash of it, so it is kept for good."""
    path = logo_file(ports().context, name)
    if path is None:
        raise Refusal("not_found")
    response = send_file(path, mimetype=_TYPES[path.suffix[1:]], conditional=True, etag=name)
    response.headers["Cache-Control"] = _FOR_GOOD
    return response
