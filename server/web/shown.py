"""What pages show of the centre, in the page's language."""

from flask_babel import gettext

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


def counters() -> dict[int, str]:
    """What people call each counter, by its number."""
    layout = ports().context.centre.layout
    own = {n: layout.own_name(n) for n in layout.counters}
    return {n: name or gettext("Quầy %(n)s", n=n) for n, name in own.items()}
