"""The manager's page of notices, and the files that notices show."""

from typing import Final

from flask import Blueprint, Response, render_template, send_file

from server.auth import needs
from server.core.notices import LONGEST, LONGEST_LINE, MOST_NOTICES
from server.core.refusal import Refusal
from server.http.language import page_language
from server.ports import ports
from server.service.notices.uploads import PICTURE_MB, VIDEO_MB
from server.web import shown

pages = Blueprint("notice_pages", __name__)
_TYPES: Final = {"jpg": "image/jpeg", "png": "image/png", "mp4": "video/mp4", "webm": "video/webm"}
_A_YEAR_S: Final = 365 * 24 * 3600
_FOR_GOOD: Final = f"public, max-age={_A_YEAR_S}, immutable"


@pages.get("/admin/notices")
@needs("notices.manage")
def home() -> str:
    """What the hall reads between calls, outages, and the emergency message."""
    context = ports().context
    language = page_language()
    halls = {code: names.get(language, names["vi"]) for code, names in context.centre.layout.halls.items()}
    limits = {
        "letters": {kind: LONGEST[kind] for kind in LONGEST},
        "line": LONGEST_LINE,
        "notices": MOST_NOTICES,
        "mb": {"picture": PICTURE_MB, "video": VIDEO_MB},
    }
    return render_template("manage/notices.html", halls=halls, fields=shown.fields(), limits=limits)


@pages.get("/notices/files/<name>")
def file(name: str) -> Response:
    """A picture or video as screens load it, in parts if asked; its name is a hash of it, so it is kept for good.

    Anybody who knows the name may see it: a screen's browser sends no token for a picture, and the hall shows it anyway.
    """
    path = ports().context.notice_files.path(name)
    if path is None:
        raise Refusal("not_found")
    kind = _TYPES[name.rsplit(".", 1)[1]]
    response = send_file(path, mimetype=kind, conditional=True, etag=name)
    response.headers["Cache-Control"] = _FOR_GOOD
    return response
