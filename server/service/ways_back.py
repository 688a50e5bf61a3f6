"""How each change of the centre is undone: by the use case that makes such changes, given what was there before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from server.core import events
from server.core.events import Event
from server.core.notices import Notice, Schedule, notice_of
from server.core.reports.change_table import Facts
from server.core.reports.changes import Change, was
from server.core.screens.place import ScreenPlace
from server.core.taking_back import WHOLE
from server.service.context import Context
from server.service.notices import notices
from server.service.people import devices, people, programs
from server.service.people.guard import By as Identity
from server.service.procedures import changes as procedures
from server.service.reports.why_not import May
from server.service.screens import screen_places
from server.service.settings import changes as settings
from server.service.undoing import Undoing
from server.service.webhooks import webhooks

_WHEN: Final = frozenset(each.name for each in fields(Schedule))
"""What of a notice's facts is its schedule."""


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a change back: their name in the journal, who they are (`guard.By`), and what they may.

    `settings_seen` is the version of the settings that they had before them, if they said so.
    """

    actor: str
    identity: Identity
    may: May
    settings_seen: int | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """A change that `by` takes back, and what its thing is `now`."""

    change: Change
    now: Facts
    by: By
    undoing: Undoing

    @property
    def id(self) -> Any:
        """Which thing of its family it is about."""
        return self.change.thing[1]

    @property
    def back(self) -> Facts:
        """Each fact that it changed, as it was before; all of them where the thing went."""
        step, before = self.change.step, self.change.before
        names = before.keys() if step is None or step.names == WHOLE else step.names
        return {name: was(before, name) for name in names}

    @property
    def wanted(self) -> Facts:
        """All facts of the thing as they are to be."""
        return {**self.now, **self.back}


def _setting(context: Context, undo: Undo) -> None:
    settings.take_back(context, undo.change.entry.seq, undo.by.actor, undo.by.settings_seen)


def _catalogue(context: Context, undo: Undo) -> None:
    procedures.take_back(context, undo.change.entry.seq, undo.by.actor)


def _person(context: Context, undo: Undo) -> None:
    none_any_more: Facts = {"usual_counter": 0, "title": ""}
    said = {name: none_any_more[name] if value is None else value for name, value in undo.back.items()}
    changes = people.Changes(
        name=said.get("name"),
        role=said.get("role"),
        counter=said.get("usual_counter"),
        title=said.get("title"),
        active=said.get("active"),
    )
    by = undo.by
    people.change_person(context, undo.id, changes, by.actor, by=by.identity, undoing=undo.undoing)


def _added_person(context: Context, undo: Undo) -> None:
    by = undo.by
    people.remove_person(context, undo.id, by.actor, by=by.identity, undoing=undo.undoing)


def _device(context: Context, undo: Undo) -> None:
    to = undo.wanted
    name, counter, hall = to["name"], to.get("at_counter"), to.get("hall") or ""
    devices.change_device(context, undo.id, name, counter, undo.by.actor, hall, undoing=undo.undoing)


def _enrolled_device(context: Context, undo: Undo) -> None:
    devices.revoke_device(context, undo.id, undo.by.actor, undoing=undo.undoing)


def _screen(context: Context, undo: Undo) -> None:
    to = undo.wanted
    place = ScreenPlace(to["hall"], to["layout"], to["panel"], to["sound"])
    screen_places.place_screen(context, undo.id, place, undo.by.actor, undoing=undo.undoing)


def _notice(context: Context, undo: Undo) -> None:
    if undo.change.begins:
        notices.remove(context, undo.id, undo.by.actor, undoing=undo.undoing)
    else:
        notices.put_back(context, _notice_of(undo.id, undo.wanted), undo.by.actor, undo.undoing)


def _notice_of(notice: int, facts: Facts) -> Notice:
    """A notice of the facts that its changes are told with."""
    schedule = {name: value for name, value in facts.items() if name in _WHEN}
    others = {name: value for name, value in facts.items() if name not in _WHEN}
    return notice_of(notice, others | {"schedule": schedule})


def _token(context: Context, undo: Undo) -> None:
    programs.end_token(context, undo.id, undo.by.actor, undoing=undo.undoing)


def _webhook(context: Context, undo: Undo) -> None:
    if undo.change.begins:
        webhooks.remove(context, undo.id, undo.by.actor, undoing=undo.undoing)
    else:
        wanted = webhooks.Wanted(**{**undo.back, "inside": undo.wanted["inside"] or ""})
        webhooks.change(context, undo.id, wanted, undo.by.actor, undoing=undo.undoing)


WAYS: Final[Mapping[type[Event], Callable[[Context, Undo], None]]] = {
    events.SettingChanged: _setting,
    events.ProcedureChanged: _catalogue,
    events.ElsewhereChanged: _catalogue,
    events.PersonAdded: _added_person,
    events.PersonChanged: _person,
    events.DeviceEnrolled: _enrolled_device,
    events.DeviceChanged: _device,
    events.ScreenPlaced: _screen,
    events.NoticePlaced: _notice,
    events.NoticeRemoved: _notice,
    events.TokenIssued: _token,
    events.WebhookPlaced: _webhook,
}
"""By the type of a change what undoes it; all others are in `ways_back.NO_WAY` with the reason."""
