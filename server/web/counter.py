"""The officer's console."""

from flask import Blueprint, render_template

from server.auth import needs
from server.core.refusal import Refusal
from server.ports import ports
from server.service.dossiers.looking import in_use
from server.web import shown

pages = Blueprint("counter", __name__)


@pages.get("/counter/<int:n>")
@needs("counters.work")
def console(n: int) -> str:
    """The console of one counter."""
    context = ports().context
    if n not in context.centre.layout.counters:
        raise Refusal("unknown_counter", counter=n)
    known = context.centre.layout.fields
    fields = [view | {"usual_outcome": known[view["code"]].usual_outcome} for view in shown.fields()]
    return render_template(
        "counter/counter.html",
        n=n,
        name=context.centre.layout.own_name(n),
        fields=fields,
        dossiers=in_use(context) is not None,
        priority_classes=shown.priority_classes(),
    )
