"""The page of first steps: each leads to the page for it, or is done here where one form is enough."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Final, ParamSpec

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from server.auth import needs
from server.config import FieldPart
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.people import people
from server.service.people.people import NewPerson
from server.service.settings import changes
from server.service.setup import choosing, fields_file, steps
from server.service.setup.trial_opening import open_for_a_trial
from server.service.setup.usual_week import set_usual_week, usual_week
from server.web.manage.screens import counter_said
from server.web.manage.setup.view import setup_view
from server.web.manage.setup.week_said import week_said
from server.web.people.wrong_fields import wrong_fields

pages = Blueprint("setup_pages", __name__)
_CENTRE: Final = "centre"
_BACKUP: Final = "backup"
_STEP_OF: Final = {"printer": "printer", "folder": _BACKUP}
"""The place of a field in a form where only that field can be wrong."""
P = ParamSpec("P")
Answer = str | AnyResponse | tuple[str, int]
_MARKS: Final = {"skip": steps.skip, "take-up": steps.take_up, "confirm": steps.confirm}


def _step(name: str, *, ends: bool = False) -> Callable[[Callable[P, Answer | None]], Callable[P, Answer]]:
    """What a form of a step does: then the page again, at the step, or at the next where it `ends` the step.

    What was refused is said at the step.
    """

    def wrap(act: Callable[P, Answer | None]) -> Callable[P, Answer]:
        @wraps(act)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Answer:
            try:
                return act(*args, **kwargs) or (_onwards() if ends else _back(name))
            except Refusal as refusal:
                return _page(at=name, refusal=refusal), refusal.kind.status

        return guarded

    return wrap


@pages.app_context_processor
def way_back() -> dict[str, object]:
    """Whether any of the first steps is left and not postponed: for the viewer (in the head of the manager's pages), or at all.

    Machines that ask to be paired say then where the manager is just now.
    """

    def to_do() -> bool:
        return any(step.state == "open" for step in steps.left(ports().context, ports().printers.all))

    def left() -> bool:
        return current_user.may("settings.manage") and to_do()

    return {"first_steps_left": left, "first_steps_to_do": to_do}


@pages.get("/admin/setup")
@needs("settings.manage")
def home() -> str:
    """Every step: whether it is done, and how it is done."""
    return _page(at=request.args.get("at", ""))


@pages.get("/admin/setup/onwards")
@needs("settings.manage")
def onwards() -> AnyResponse:
    """Where to go on: the first step that is still to do."""
    return _onwards()


@pages.post("/admin/setup/<step>/<mark>")
@needs("settings.manage")
def say(step: str, mark: str) -> AnyResponse:
    """Put a step off, take it up again, or say that things are right as they are. Raises `unknown_step`."""
    if mark not in _MARKS:
        raise Refusal("unknown_step")
    _MARKS[mark](ports().context, step, current_user.actor)
    return _back(step) if mark == "take-up" else _onwards()


@pages.post("/admin/setup/centre")
@needs("settings.manage")
@_step(_CENTRE, ends=True)
def centre() -> None:
    """Who and where the centre is; what was right already is confirmed by saving it."""
    context, said = ports().context, request.form
    now = context.settings.document.centre.model_dump(mode="json")
    told = {name: " ".join(said.get(name, "").split()) for name in ("name", "name_en", "ward")}
    if now | told != now:
        changes.put(context, _CENTRE, now | told, current_user.actor, _version())
    steps.settle(context, _CENTRE, current_user.actor)


@pages.post("/admin/setup/fields")
@needs("settings.manage")
@_step("fields", ends=True)
def fields() -> None:
    """The fields that were ticked stay; ticking them all says that they are right."""
    context, ticked = ports().context, request.form.getlist("field")
    if {field.code for field in context.settings.document.fields} != set(ticked):
        choosing.keep_fields(context, ticked, current_user.actor, _version())
    steps.settle(context, "fields", current_user.actor)


@pages.get("/admin/setup/fields.csv")
@needs("settings.manage")
def sample() -> Response:
    """The fields as a file, to be edited in a spreadsheet."""
    file = fields_file.written(ports().context.settings.document.fields)
    headers = {"Content-Disposition": 'attachment; filename="fields.csv"'}
    return Response(file, mimetype="text/csv", headers=headers)


@pages.post("/admin/setup/fields/file")
@needs("settings.manage")
@_step("fields")
def read_file() -> Answer:
    """Show what a file of fields would make of the centre; nothing is changed yet."""
    file = request.files.get("file")
    read = b"" if file is None else file.read(fields_file.MOST_BYTES + 1)
    incoming = fields_file.read(read, ports().context.settings.document.fields)
    return _page(at="fields", incoming=incoming)


@pages.post("/admin/setup/fields/take")
@needs("settings.manage")
@_step("fields", ends=True)
def take_file() -> None:
    """Take the fields that were shown."""
    context = ports().context
    said = request.form.get("fields", "").encode()
    incoming = fields_file.read(said, context.settings.document.fields)
    choosing.take_fields(context, incoming, current_user.actor, _version())
    steps.settle(context, "fields", current_user.actor)


@pages.post("/admin/setup/counters")
@needs("settings.manage")
@_step("counters")
def counters() -> None:
    """The counters that were ticked stay."""
    _keep_ticked()


@pages.post("/admin/setup/officers")
@needs("people.manage")
@_step("counters")
def add_officer() -> Answer:
    """Add an officer, who may sign in at once; the page says whom, at the form for the next one.

    Counters that were ticked meanwhile are sent along, and stay alone.
    """
    said = request.form
    if "counter" in said and current_user.may("settings.manage"):
        _keep_ticked()
    new = NewPerson(
        said.get("username", "").strip().casefold(),
        said.get("name", ""),
        "officer",
        said.get("password", ""),
        counter=counter_said("at_counter"),
    )
    people.add_person(ports().context, new, current_user.actor, by=current_user.username)
    return redirect(url_for("setup_pages.home", at="counters", added=new.username, _anchor="officers"), 303)


@pages.post("/admin/setup/hours")
@needs("settings.manage")
@_step("hours", ends=True)
def hours() -> None:
    """The days that were ticked are worked, from when until when was said; what was right already is confirmed by saving it."""
    context = ports().context
    set_usual_week(context, week_said(), current_user.actor, _version())
    steps.settle(context, "hours", current_user.actor)


@pages.post("/admin/setup/open")
@needs("settings.manage")
@_step("number")
def open_now() -> None:
    """Numbers are given for an hour, outside the opening hours: to try it."""
    open_for_a_trial(ports().context, current_user.actor)


@pages.post("/admin/setup/printer")
@needs("settings.manage")
@_step("printer")
def printer() -> None:
    """This printer is the centre's; the page shows it then, with a test slip to print."""
    said = request.form
    told = {"url": said.get("printer", "").strip(), "width": said.get("width", "")}
    changes.put(ports().context, "printer", told, current_user.actor, _version())


@pages.post("/admin/setup/test-slip")
@needs("machines.manage")
@_step("printer")
def test_slip() -> None:
    """Print a test slip on the centre's printer."""
    ports().printers.trial("centre")


@pages.post("/admin/setup/backup")
@needs("settings.manage")
@_step(_BACKUP, ends=True)
def backup() -> None:
    """Backups go there from now on."""
    context = ports().context
    now = context.settings.document.backup.model_dump(mode="json")
    changes.put(
        context,
        _BACKUP,
        now | {"folder": request.form.get("folder", "").strip()},
        current_user.actor,
        _version(),
    )


def _keep_ticked() -> None:
    context = ports().context
    ticked = {int(n) for n in request.form.getlist("counter") if n.isascii() and n.isdecimal()}
    if set(context.centre.layout.counters) != ticked:
        choosing.keep_counters(context, ticked, current_user.actor, _version())


def _version() -> int | None:
    """The version of the settings that the form showed."""
    said = request.form.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() else None


def _back(step: str) -> AnyResponse:
    """The page again, at the step."""
    return redirect(url_for("setup_pages.home", at=step, _anchor=f"step-{step}"), 303)


def _onwards() -> AnyResponse:
    """The page again, at the first step that is still to do."""
    following = setup_view()["next"]
    return redirect(url_for("setup_pages.home", _anchor=f"step-{following}" if following else None), 303)


def _page(*, at: str = "", refusal: Refusal | None = None, incoming: Sequence[FieldPart] = ()) -> str:
    trouble = None if refusal is None else problem(refusal, page_language())
    said = request.form if refusal is not None else {}
    return render_template(
        "manage/setup.html",
        **setup_view(),
        at=at,
        trouble=trouble,
        said=said,
        usual=week_said()
        if at == "hours" and refusal is not None
        else usual_week(ports().context.settings.document.hours),
        wrong=_wrong(at, refusal),
        added=_added(),
        incoming=incoming,
        incoming_file=fields_file.written(incoming).decode("utf-8-sig"),
    )


def _wrong(at: str, refusal: Refusal | None) -> dict[str, str]:
    """What the step's form says at which field; nothing where the refusal is about none of them."""
    if refusal is not None and refusal.code == "not_valid":
        return {name: text for name, text in _texts().items() if at == _STEP_OF[name]}
    return wrong_fields(refusal)


def _texts() -> dict[str, str]:
    return {
        "printer": gettext("Địa chỉ IP là bốn số cách nhau bằng dấu chấm, ví dụ 192.168.1.50."),
        "folder": gettext("Đường dẫn đầy đủ bắt đầu bằng dấu /, ví dụ /mnt/usb."),
    }


def _added() -> str:
    """The name of the person who was just added; empty if nobody was."""
    person = people.find_person(ports().context, request.args.get("added", ""))
    return "" if person is None else person.name
