"""The virtual printer's page: its slips as pictures, and the faults that it can simulate."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from kiosk.printers.virtual import Fault, VirtualPrinter
from server.core.refusal import Refusal
from server.http.body import json_object


def pages_of(printer: VirtualPrinter) -> Blueprint:
    """The page and the routes that it uses."""
    pages = Blueprint("paper", __name__, url_prefix="/demo/printer")

    @pages.get("")
    def page() -> str:
        return render_template("demo/printer.html")

    @pages.get("/slips")
    def slips() -> Response:
        return jsonify(_state(printer))

    @pages.get("/slips/<int:slip>.png")
    def picture(slip: int) -> Response:
        found = printer.slip(slip)
        if found is None:
            raise Refusal("not_found")
        return Response(found.png, mimetype="image/png", headers={"Cache-Control": "max-age=86400"})

    @pages.post("/fault")
    def fault() -> Response:
        wanted = json_object().get("fault")
        if wanted not in list(Fault):
            raise Refusal("bad_request", reason=f"fault: {' | '.join(Fault)}")
        printer.fault = Fault(wanted)
        return jsonify(_state(printer))

    return pages


def _state(printer: VirtualPrinter) -> dict[str, Any]:
    return {
        "state": printer.status().value,
        "fault": printer.fault.value,
        "faults": [fault.value for fault in Fault],
        "slips": [
            {
                "id": slip.id,
                "at": slip.at.isoformat(timespec="seconds"),
                "number": slip.label,
                "png": f"/demo/printer/slips/{slip.id}.png",
            }
            for slip in printer.slips()
        ],
    }
