"""Webhooks, for managers: placed, listed, changed, removed."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.schemas import webhooks as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.webhooks import webhooks as use_cases
from server.service.webhooks.views import webhook_view

api = Routes("webhooks", __name__, url_prefix="/api/v1/webhooks", abp_tags=[Tag(name="webhooks")])
api.before_request(before)


@api.get("", responses={200: schemas.Webhooks})
def show() -> Response:
    """Every webhook: how far it has come, and its last deliveries."""
    context = ports().context
    items = [webhook_view(context, each) for each in use_cases.webhooks(context)]
    return jsonify({"items": items})


@api.post("", responses={201: schemas.PlacedWebhook, 409: Problem, 422: Problem})
def place(body: schemas.PlaceWebhook) -> tuple[Response, int]:
    """Tell a program of what happens from now on: its secret is in this answer and is shown nowhere again."""
    return jsonify(use_cases.place(ports().context, body.wanted(), caller().actor, once())), 201


@api.patch("/<int:id>", responses={200: schemas.Webhook, 404: Problem, 422: Problem})
def change(path: schemas.WebhookPath, body: schemas.ChangeWebhook) -> Response:
    """Change a webhook, or continue a paused one."""
    context = ports().context
    return jsonify(webhook_view(context, use_cases.change(context, path.id, body.wanted(), caller().actor)))


@api.delete("/<int:id>", responses={204: None, 404: Problem})
def remove(path: schemas.WebhookPath) -> tuple[str, int]:
    """Stop notifying a program."""
    use_cases.remove(ports().context, path.id, caller().actor)
    return "", 204
