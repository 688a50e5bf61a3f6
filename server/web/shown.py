"""What pages show of the centre, in the page's language."""

from server.http.language import page_language
from server.ports import ports
from server.service.centre import centre_now
from server.service.centre_views import opening_view, priority_class_views
from server.service.views import View, field_view


def fields() -> list[View]:
    """Every field, with who serves it and how long its queue is."""
    return [field_view(field, page_language()) for field in centre_now(ports().context).fields]


def priority_classes() -> list[View]:
    """The priority classes."""
    return priority_class_views(ports().context, page_language())


def opening() -> View:
    """Whether numbers are given now."""
    return opening_view(centre_now(ports().context).opening)
