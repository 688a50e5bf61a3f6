"""The manager's page of webhooks: which programs are notified, their state, and the last deliveries."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.webhooks import webhooks as use_cases
from server.service.webhooks.views import webhook_view
from server.service.webhooks.webhooks import Wanted

pages = Blueprint("admin_webhooks", __name__)


@pages.get("/admin/webhooks")
@needs("programs.manage")
def home() -> str:
    """Every webhook: how it goes, and its last deliveries."""
    return _page()


@pages.post("/admin/webhooks")
@needs("programs.manage")
def place() -> tuple[str, int]:
    """Tell a program of what happens, and show its secret, once."""
    types = tuple(_said("types").replace(",", " ").split())
    try:
        wanted = Wanted(_said("url"), types, _said("inside").lower())
        placed = use_cases.place(ports().context, wanted, current_user.actor)
    except Refusal as refusal:
        return _page(refusal), refusal.kind.status
    return _page(placed=placed), 201


@pages.post("/admin/webhooks/<int:webhook>/<any(on, off):way>")
@needs("programs.manage")
def switch(webhook: int, way: str) -> Response:
    """Let a webhook go on, or stop it."""
    use_cases.change(ports().context, webhook, Wanted(active=way == "on"), current_user.actor)
    return redirect(url_for("admin_webhooks.home"), 303)


@pages.post("/admin/webhooks/<int:webhook>/remove")
@needs("programs.manage")
def remove(webhook: int) -> Response:
    """Stop notifying a program."""
    use_cases.remove(ports().context, webhook, current_user.actor)
    return redirect(url_for("admin_webhooks.home"), 303)


def _page(refusal: Refusal | None = None, placed: dict[str, object] | None = None) -> str:
    context = ports().context
    return render_template(
        "manage/webhooks.html",
        webhooks=[webhook_view(context, each) for each in use_cases.webhooks(context)],
        trouble=None if refusal is None else problem(refusal, page_language()),
        placed=placed,
        said={} if placed else request.form,
    )


def _said(name: str) -> str:
    return request.form.get(name, "").strip()[:2000]
