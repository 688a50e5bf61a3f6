"""What pages show of the centre, in the page's language."""

from datetime import datetime

from flask_babel import gettext

from server.core.points import point_names
from server.core.queue.lines import MAIN
from server.core.queue.opening_words import closed_words, field_opens_words
from server.core.texts import FilledTexts, named
from server.http.language import page_language
from server.http.texts import say
from server.ports import ports
from server.service.centre import centre_now
from server.service.centre_views import opening_view, priority_class_views
from server.service.queue.fields import FieldNow
from server.service.views import View, field_view


def fields(point: str = MAIN) -> list[View]:
    """Every field at a point, with who serves it and how long its queue is; `opens_words` says when one gives numbers that gives none."""
    context = ports().context
    now = centre_now(context, point)
    return [_field(field, context.centre.local(now.at)) for field in now.fields]


def priority_classes() -> list[View]:
    """The priority classes."""
    return priority_class_views(ports().context, page_language())


def opening(point: str = MAIN) -> View:
    """Whether numbers are given now at a point; `words` says when, while they are not."""
    context = ports().context
    now = centre_now(context, point)
    words = closed_words(
        now.opening.opens_at, context.centre.local(now.at), keeps_places=now.opening.keeps_places
    )
    return opening_view(now.opening) | {"words": _said(words)}


def _field(now: FieldNow, at: datetime) -> View:
    view = field_view(now, page_language())
    if now.opening is None:
        return view
    return view | {"opens_words": _said(field_opens_words(now.opening.opens_at, at))}


def _said(words: FilledTexts) -> str:
    return say(words.text, page_language(), **words.parameters)


def counters() -> dict[int, str]:
    """What people call each counter, by its number."""
    layout = ports().context.centre.layout
    own = {n: layout.own_name(n) for n in layout.counters}
    return {n: name or gettext("Quầy %(n)s", n=n) for n, name in own.items()}


def points() -> dict[str, str]:
    """The name of each point by code, the main one first; empty if it is the only one."""
    known = point_names(ports().context.centre.layout.points)
    return {code: named(names, page_language()) for code, names in known.items()}


def place(point: str) -> tuple[str, str] | None:
    """A point's name and its address, if it has one; `None` where there is only one place."""
    layout = ports().context.centre.layout
    if not layout.points:
        return None
    there = layout.points.get(point)
    address = "" if there is None or not there.address else named(there.address, page_language())
    return named(layout.point_name(point), page_language()), address
