"""Backups: the latest one, why the latest could not be made, one made now, and whether they are encrypted."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import backups as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.backups import encrypting
from server.service.backups.now import backups_now, must_have_a_folder, see_restored
from server.service.backups.views import backups_view
from server.service.standby.views import second_box_view

api = Routes("backups", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="backups")])
api.before_request(before)


@api.get("/backups", responses={200: schemas.Backups, 403: Problem})
def show() -> Response:
    """The latest backup and what became of the last tries."""
    return jsonify(_now())


@api.post("/backups", responses={202: schemas.Backups, 403: Problem, 409: Problem})
def make(body: NoBody) -> tuple[Response, int]:
    """Let a backup be made now; asking while one is being made is asking once."""
    must_have_a_folder(ports().context)
    ports().backups.make()
    return jsonify(_now()), 202


@api.post("/backups/passphrase", responses={200: schemas.Backups, 403: Problem, 422: Problem})
def encrypt(body: schemas.Passphrase) -> Response:
    """Encrypt every backup from now on: it opens with this passphrase alone, which is kept nowhere."""
    ports().backups.encrypt(body.passphrase, caller().actor)
    return jsonify(_now())


@api.post("/backups/passphrase/remove", responses={200: schemas.Backups, 403: Problem})
def encrypt_no_more(body: NoBody) -> Response:
    """Encrypt no backup any more."""
    encrypting.encrypt_no_more(ports().context, caller().actor)
    return jsonify(_now())


@api.post("/backups/restored/seen", responses={200: schemas.Backups, 403: Problem})
def see(body: NoBody) -> Response:
    """Somebody has read what a restore did: stop showing it."""
    see_restored(ports().context, caller().actor)
    return jsonify(_now())


def _now() -> dict[str, object]:
    context = ports().context
    folder = context.settings.document.backup.folder
    beside = folder is not None and ports().backups.beside_data(folder)
    found = backups_now(context, making=ports().backups.making())
    second = [second_box_view(context, box) for box in ports().standby.boxes()]
    return {**backups_view(context, found), "same_disk": beside, "second_boxes": second}
