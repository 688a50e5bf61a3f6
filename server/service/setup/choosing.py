"""Choosing the fields and counters of a new centre in one go: which of them stay, or others from a file."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from server.config import FieldPart
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.settings.changes import change_all

_NO_FIELDS = BothTexts("phải chọn ít nhất một lĩnh vực", "choose at least one field")
_NO_COUNTERS = BothTexts("phải chọn ít nhất một quầy", "choose at least one counter")
_Document = Mapping[str, Any]
_Entry = Mapping[str, Any]


def keep_fields(context: Context, codes: Collection[str], actor: str, version: int | None) -> None:
    """Only these fields stay. Raises `bad_request` and what `changes.put` raises."""
    if not codes:
        raise Refusal("bad_request", reason=_NO_FIELDS)

    def change(now: _Document) -> _Document:
        return with_fields(now, [field for field in now["fields"] if field["code"] in codes])

    change_all(context, change, actor, version)


def take_fields(context: Context, fields: Sequence[FieldPart], actor: str, version: int | None) -> None:
    """These are the fields from now on. Raises what `changes.put` raises."""
    wanted = [field.model_dump(mode="json", by_alias=True) for field in fields]
    change_all(context, lambda now: with_fields(now, wanted), actor, version)


def keep_counters(context: Context, numbers: Collection[int], actor: str, version: int | None) -> None:
    """Only these counters stay, and take what the others alone served. Raises `bad_request` and what `changes.put` raises."""
    if not numbers:
        raise Refusal("bad_request", reason=_NO_COUNTERS)

    def change(now: _Document) -> _Document:
        kept = [counter for counter in now["counters"] if counter["n"] in numbers]
        return {**now, "counters": _taking_over(kept, [field["code"] for field in now["fields"]])}

    change_all(context, change, actor, version)


def with_fields(now: _Document, fields: Sequence[_Entry]) -> _Document:
    """The settings with these fields.

    Counters serve their remaining fields; a counter without any gets fields that no counter serves, and is deleted
    if there are none.
    """
    codes = [field["code"] for field in fields]
    guidance = now["centre"]["guidance_field"]
    return {
        **now,
        "fields": [
            {**each, "many_field": ""} if each.get("many_field", "") not in codes else each for each in fields
        ],
        "counters": _serving(now["counters"], codes),
        "centre": {**now["centre"], "guidance_field": guidance if guidance in codes else ""},
    }


def _taking_over(kept: Sequence[_Entry], codes: Sequence[str]) -> list[_Entry]:
    """These counters, changed to serve every field: a field without a counter goes to one that helps out in it, else to the one with the fewest."""
    fields = {counter["n"]: list(counter["fields"]) for counter in kept}
    helps = {counter["n"]: counter["helps"] for counter in kept}
    for code in codes:
        if not any(code in served for served in fields.values()):
            taker = min(fields, key=lambda n: (code not in helps[n], len(fields[n])))
            fields[taker].append(code)
    return [
        {**c, "fields": fields[c["n"]], "helps": [code for code in c["helps"] if code not in fields[c["n"]]]}
        for c in kept
    ]


def _serving(counters: Sequence[_Entry], codes: Sequence[str]) -> list[_Entry]:
    left = {c["n"]: [code for code in c["fields"] if code in codes] for c in counters}
    served = {code for fields in left.values() for code in fields}
    unserved = [code for code in codes if code not in served]
    free = [n for n, fields in left.items() if not fields]
    for place, n in enumerate(free):
        left[n] = unserved[place :: len(free)]
    return [
        {**c, "fields": left[c["n"]], "helps": [code for code in c["helps"] if code in codes]}
        for c in counters
        if left[c["n"]]
    ]
