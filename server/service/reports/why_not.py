"""Why a change on which nothing stands cannot be taken back, by nobody or not by whoever asks."""

from collections.abc import Callable

from server.core.reports.change_table import Facts
from server.core.reports.changes import Change
from server.core.reports.ways_back import FILE_GONE, NEEDED, NOT_THEIRS, stays
from server.core.roles import ADMINISTRATOR
from server.core.texts import BothTexts
from server.service.context import Context

May = Callable[[str], bool]
"""Whether somebody has a permission (`server.core.roles`)."""


def why_not(context: Context, change: Change, now: Facts, may: May) -> BothTexts | None:
    """Why nothing takes this change back, or not somebody who `may` no more than that; its thing is `now` this."""
    return at_all(context, change) or (None if _theirs(change, now, may) else NOT_THEIRS)


def at_all(context: Context, change: Change) -> BothTexts | None:
    """Why nothing takes this change back, whoever wants to; `None`: something does."""
    return stays(change) or (FILE_GONE if _shows_what_is_gone(context, change) else None)


def _theirs(change: Change, now: Facts, may: May) -> bool:
    roles = {facts.get("role") for facts in (change.before, change.after, now)}
    touches_administrators = change.kind == "people" and ADMINISTRATOR in roles
    return may(NEEDED[change.kind]) and (not touches_administrators or may("administrators.manage"))


def _shows_what_is_gone(context: Context, change: Change) -> bool:
    """Whether a notice showed a picture or a video then that is not kept any more."""
    file = change.before.get("file") or ""
    shown_since = change.kind != "notices" or file in {"", change.after.get("file")}
    return not shown_since and context.notice_files.path(file) is None
