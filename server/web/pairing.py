"""The code that a machine without a token shows, as a QR code for the manager's phone."""

from flask import Blueprint, Response, url_for

from server.core.refusal import Refusal
from server.http.qr_code import as_svg
from server.http.rate_limit import limiter
from server.ports import ports
from server.service.machines.pairing import CODE_DIGITS

pages = Blueprint("pairing", __name__)


@pages.get("/pairing/<code>.svg")
@limiter.limit("60/minute")
def qr(code: str) -> Response:
    """The manager's page of devices with the digits filled in. It opens nothing: the manager signs in and confirms."""
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdecimal()):
        raise Refusal("not_found")
    address = f"{ports().public_url()}{url_for('device_pages.home', code=code)}"
    return Response(as_svg(address, on_white=True), mimetype="image/svg+xml")
