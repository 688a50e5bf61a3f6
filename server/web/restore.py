"""The first run with a backup in the hand: choose it, see what is in it, and go on with that centre."""

from typing import Any, Final

from flask import Blueprint, Response, jsonify, render_template, request, session, url_for
from flask import redirect as to
from werkzeug.wrappers import Response as AnyResponse

from server.auth import csrf
from server.core.backups import OnPaper
from server.core.model import spelled
from server.core.refusal import Refusal
from server.http.body import json_object
from server.http.files import let_files_in
from server.http.language import page_language
from server.http.rate_limit import limiter
from server.http.texts import problem
from server.ports import ports
from server.service.backups.found import BackupFile, RestoreNow, RestoreStep
from server.web.start import PROOF

pages = Blueprint("restore", __name__, url_prefix="/start/restore")
csrf.exempt(pages)
let_files_in(pages, "take", "application/octet-stream")
pages.before_request(csrf.protect)  # after that: it asks what the body is
_TRIES: Final = "20/minute"
_MINUTES: Final = "%H:%M %d/%m/%Y"


@pages.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[Response, int]:
    """A refusal as the page's script reads it."""
    return jsonify(problem(refusal, page_language())), refusal.kind.status


@pages.get("")
def form() -> str | AnyResponse:
    """The page; a visitor who has not entered the code is asked for it first."""
    if not _proven():
        return to(url_for("start.form"))
    return render_template("restore.html", files=[_file_view(each) for each in ports().restoring.files()])


@pages.put("/file")
def take() -> tuple[str, int]:
    """Keep an uploaded backup: the body is the file itself, as large as the disk has room for."""
    _must_be_proven()
    ports().restoring.take(request.stream, request.content_length)
    return "", 204


@pages.post("/look")
@limiter.limit(_TRIES)
def look() -> tuple[Response, int]:
    """Begin to look at one; `now` tells how far it is."""
    _must_be_proven()
    said = json_object()
    ports().restoring.look(said.get("file") or None, str(said.get("passphrase", "")))
    return jsonify(_now_view(ports().restoring.now())), 202


@pages.get("/now")
def now() -> Response:
    """How far the restore is. Once this centre has its people, visitors are sent to the sign-in page.

    It has them when the server has started again: a sign-in page of the one before would be of no use by then.
    """
    found = ports().restoring.now()
    if found.step is not RestoreStep.DONE:
        if not ports().first_run.open:
            return jsonify({"step": "over"})
        if not _proven():
            return jsonify({"step": "code"})
    return jsonify(_now_view(found))


@pages.post("/do")
def restore() -> tuple[Response, int]:
    """Do it: numbers that people hold, as they stand on slips, or that none was given since."""
    _must_be_proven()
    said = json_object()
    numbers = tuple(str(said.get("numbers", "")).replace(",", " ").replace(";", " ").split())
    on_paper = OnPaper(numbers, nothing_since=said.get("nothing_since") is True)
    if on_paper.contradicts_itself:
        raise Refusal("numbers_and_none")
    ports().restoring.restore(on_paper)
    return jsonify({"step": "done"}), 202


def _proven() -> bool:
    return ports().first_run.proven(session.get(PROOF))


def _must_be_proven() -> None:
    """Raise `setup_over` or `setup_code_old` unless the visitor has entered this start's code."""
    if not _proven():
        raise Refusal("setup_code_old" if ports().first_run.open else "setup_over")


def _file_view(file: BackupFile) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "centre": file.head.centre,
        "made_at": _moment(file.head.made_at),
        "mb": max(1, round(file.size / 1_000_000)),
        "encrypted": file.encrypted,
    }


def _now_view(found: RestoreNow) -> dict[str, Any]:
    told: dict[str, Any] = {"step": found.step.value}
    if found.trouble is not None:
        told["trouble"] = dict(problem(found.trouble, page_language()))
    if found.step is RestoreStep.FOUND and (inside := found.inside) is not None:
        told |= {
            "centre": inside.manifest.centre,
            "made_at": _moment(inside.manifest.made_at),
            "version": inside.manifest.version,
            "day": inside.manifest.day,
            "rows": inside.manifest.seq,
            "come_to": [spelled(prefix, last) for prefix, last in sorted(inside.come_to.items()) if last],
            "findings": len(inside.findings),
        }
    return told


def _moment(at_ms: int) -> str:
    return f"{ports().context.centre.local(at_ms):{_MINUTES}}"
