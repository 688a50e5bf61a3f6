"""The officer's console."""

from flask import Blueprint, render_template

from server.auth import needs
from server.core.model import Layout
from server.core.queue.lines import MAIN
from server.core.refusal import Refusal
from server.ports import ports
from server.service.dossiers.looking import in_use
from server.web import shown

pages = Blueprint("counter", __name__)


@pages.get("/counter/<int:n>")
@needs("counters.work")
def console(n: int) -> str:
    """The console of one counter."""
    layout = ports().context.centre.layout
    if n not in layout.counters:
        raise Refusal("unknown_counter", counter=n)
    known = layout.fields
    fields = [view | {"usual_outcome": known[view["code"]].usual_outcome} for view in shown.fields()]
    return render_template(
        "counter/counter.html",
        n=n,
        name=layout.own_name(n),
        fields=fields,
        dossiers=in_use(ports().context) is not None,
        priority_classes=shown.priority_classes(),
        place=shown.place(layout.point_of(n)),
        halls=_halls(layout, layout.point_of(n)),
    )


def _halls(layout: Layout, here: str) -> list[dict[str, str]]:
    """The halls to whose counters people can be sent, each with its point if that is another one; empty if there is one place."""
    if not layout.points:
        return []
    at = {hall: layout.hall_points.get(hall, MAIN) for hall in layout.halls}
    names = {hall: "" if point == here else shown.points()[point] for hall, point in at.items()}
    return [{"hall": hall, "point": name} for hall, name in names.items()]
