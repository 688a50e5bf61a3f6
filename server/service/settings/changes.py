"""Changing what is set of the centre while it runs: one part, one entry of a list, or all of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from server.config import CentreSettings
from server.config.complaints import sentences
from server.core.events import Entry, SettingChanged
from server.core.refusal import Refusal
from server.core.settings import changes, key_of, value_of
from server.core.taking_back import of_settings, setting_step, without
from server.service.context import Context
from server.service.settings.begun import json_of
from server.service.settings.checks import check_and_follow, check_exceptions
from server.service.settings.logos import check_logo
from server.store import Transaction, journal
from server.store import settings as stored

_Document = Mapping[str, Any]
"""All that is set, by part, as JSON."""


def put(context: Context, part: str, value: Any, actor: str, version: int | None = None) -> None:
    """Set a whole part.

    Raises `unknown_setting`, `not_valid`, `unknown_logo`, `settings_moved`, `exception_past` and what stands in the way.
    """
    _require_setting(part, "")
    if part == "centre" and isinstance(value, Mapping) and value.get("logo") != context.centre.logo:
        check_logo(context, value.get("logo"))
    _change(context, lambda now: {**now, part: value}, actor, version)


def put_item(  # noqa: PLR0913, PLR0917 - which entry, what it is, who says so, of which version
    context: Context, part: str, key: str, value: Mapping[str, Any], actor: str, version: int | None = None
) -> None:
    """Set one entry of a list, a new one at its end. Raises what `put` does."""
    if _said_key(value) != key:
        raise Refusal("not_valid", reason=f"{part}: {key}")
    _change(context, lambda now: _with_entry(now, part, key, value), actor, version)


def remove_item(  # noqa: PLR0913, PLR0917 - which entry, where its people go, who says so, of which version
    context: Context, part: str, key: str, actor: str, to: str | None = None, version: int | None = None
) -> None:
    """Take one entry of a list out of use; people who wait for a field go on waiting for the field `to`.

    Counters stop serving a deleted field, its alerts are deleted, and it is no longer the field of guidance. Raises what `put` raises.
    """

    def change(now: _Document) -> _Document:
        if all(key_of(entry) != key for entry in _entries(now, part, key)):
            raise _unknown(part, key)
        return _with_entry(now, part, key, None)

    _change(context, change, actor, version, to)


def take_all(context: Context, wanted: CentreSettings, actor: str, to: str | None = None) -> None:
    """Set everything at once, as a file says, days that are over too. Raises what `put` does."""
    _change(context, lambda _: json_of(wanted), actor, None, to, of_file=True)


def change_all(
    context: Context, change: Callable[[_Document], _Document], actor: str, version: int | None = None
) -> None:
    """Set what `change` makes of all that is set, by part, as JSON. Raises what `put` does."""
    _change(context, change, actor, version)


def differences(context: Context, wanted: CentreSettings) -> list[SettingChanged]:
    """What `take_all` would change."""
    return changes(json_of(context.settings.document), json_of(wanted))


def wanted(context: Context, part: str, value: Any) -> CentreSettings:
    """All that would be set if this whole part were so; nothing is changed. Raises `unknown_setting`, `not_valid`.

    A field that is left out goes as `remove_item` takes it out.
    """
    _require_setting(part, "")
    now = json_of(context.settings.document)
    return valid(_without_gone(now, {**now, part: value}), now)


def _without_gone(now: _Document, wanted: _Document) -> _Document:
    """The wanted value without references to missing fields; unchanged if it has no list of fields."""
    fields = wanted["fields"]
    if not isinstance(fields, list | tuple) or not all(isinstance(each, Mapping) for each in fields):
        return wanted
    left = {_said_key(each) for each in fields}
    for code in (key_of(each) for each in now["fields"]):
        wanted = wanted if code in left else _without_field(wanted, code)
    return wanted


def take_back(context: Context, seq: int, actor: str, version: int | None = None) -> None:
    """Undo what the change that is the journal's entry `seq` changed, and nothing else.

    Raises `unknown_change`, `settings_stands_on_it` and what `put` does.
    """
    entry, undone = _change_at(context, seq)

    def change(now: _Document) -> _Document:
        there = now[undone.part]
        if undone.key is None:
            return {**now, undone.part: without(undone, there) or ()}
        at = next((each for each in there if key_of(each) == undone.key), None)
        return _with_entry(now, undone.part, undone.key, without(undone, at))

    _change(context, change, actor, version, None, (entry, undone))


def _change(  # noqa: PLR0913, PLR0917 - the change, who, of which version, and what goes with it
    context: Context,
    change: Callable[[_Document], _Document],
    actor: str,
    version: int | None,
    to: str | None = None,
    undone: tuple[Entry, SettingChanged] | None = None,
    *,
    of_file: bool = False,
) -> None:
    """Make the change in its own commit: everybody after it sees the changed centre."""

    def act(transaction: Transaction) -> None:
        items = stored.everything(transaction.connection)
        before = json_of(context.settings.document)
        if version is not None and version != stored.version(transaction.connection):
            if _is_so(change, before):
                return
            raise Refusal("settings_moved")
        if undone is not None:
            _nothing_stands_on(context, transaction, *undone)
        after = valid(change(before), before)
        if not of_file:
            check_exceptions(context.settings.document.exceptions, after.exceptions, transaction.day)
        check_and_follow(transaction, context.centre, after.as_centre(), to, actor)
        for event in changes(before, json_of(after)):
            was = value_of(items, event.part, event.key)
            takes_back = undone[0].seq if undone and event.part == undone[1].part else None
            transaction.record(replace(event, before=was, takes_back=takes_back), actor)

    context.store.write(act, alone=True)


def _is_so(change: Callable[[_Document], _Document], before: _Document) -> bool:
    """Whether nothing would become different: the change was made, and its answer lost."""
    try:
        return not changes(before, json_of(valid(change(before), before)))
    except Refusal:
        return False


def valid(wanted: _Document, before: _Document | None = None) -> CentreSettings:
    """Check these settings. Raises `not_valid`.

    A part that is unchanged since `before` is not checked: a folder may be set on a stick that is out now.
    """
    try:
        return CentreSettings.model_validate(wanted)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
        as_before = before is not None and all(wanted.get(part) == before.get(part) for part in wrong)
        if not as_before or any(not each["loc"] for each in error.errors()):
            raise _not_valid(error) from error
    try:
        return CentreSettings.model_validate(wanted, context={"stored": True})
    except ValidationError as error:
        raise _not_valid(error) from error


def _not_valid(error: ValidationError) -> Refusal:
    return Refusal("not_valid", reason="; ".join(sentences(error).splitlines()))


def _unknown(part: str, key: str) -> Refusal:
    return Refusal("unknown_setting", setting=f"{part} {key}".strip())


def _require_setting(part: str, key: str) -> None:
    if part not in CentreSettings.model_fields:
        raise _unknown(part, key)


def _entries(now: _Document, part: str, key: str) -> tuple[Any, ...]:
    """The entries of a part that is a list."""
    _require_setting(part, key)
    found = now[part]
    if isinstance(found, Mapping):
        raise _unknown(part, key)
    return tuple(found)


def _with_entry(now: _Document, part: str, key: str, value: Any) -> _Document:
    """With this entry in its place, or at the end where it is new; `None` takes it out, and a field with all that names it."""
    entries = list(_entries(now, part, key))
    at = next((place for place, entry in enumerate(entries) if key_of(entry) == key), len(entries))
    entries[at : at + 1] = [] if value is None else [value]
    now = {**now, part: entries}
    return _without_field(now, key) if part == "fields" and value is None else now


def _said_key(value: Mapping[str, Any]) -> str:
    try:
        return key_of(value)
    except KeyError:
        return ""


def _without_field(now: _Document, field: str) -> _Document:
    """The counters, the guidance, the other fields and the alerts without a field that goes."""
    counters = [
        {**counter, **{of: [code for code in counter[of] if code != field] for of in ("fields", "helps")}}
        for counter in now["counters"]
    ]
    centre = now["centre"]
    guidance = "" if centre["guidance_field"] == field else centre["guidance_field"]
    fields = [
        {**each, "many_field": "" if each.get("many_field") == field else each.get("many_field", "")}
        for each in now["fields"]
    ]
    alerts = [alert for alert in now["alerts"] if alert["field"] != field]
    return {
        **now,
        "fields": fields,
        "counters": counters,
        "centre": {**centre, "guidance_field": guidance},
        "alerts": alerts,
    }


def _change_at(context: Context, seq: int) -> tuple[Entry, SettingChanged]:
    with context.store.read() as connection:
        found = journal.at(connection, [seq])
    if not found or not isinstance(found[0].event, SettingChanged):
        raise Refusal("unknown_change", seq=seq)
    return found[0], found[0].event


def _nothing_stands_on(
    context: Context, transaction: Transaction, entry: Entry, undone: SettingChanged
) -> None:
    over = of_settings(stored.history(transaction.connection)).over(setting_step(entry))
    if over is None:
        return
    later = over.entry
    at = context.centre.local(later.at).replace(microsecond=0, tzinfo=None)
    what = f"{undone.part} {undone.key or ''}".strip()
    names = ", ".join(sorted(over.names))
    raise Refusal(
        "settings_stands_on_it",
        who=later.actor.partition(":")[2] or later.actor,
        setting=f"{what}: {names}" if names else what,
        at=at,
    )
