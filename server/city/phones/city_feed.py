"""The file of the whole city: every centre in short, and for each field where people wait least."""

from collections.abc import Iterable
from math import inf
from typing import Any, Final

_OF_A_CENTRE: Final = ("code", "names", "district", "open", "silent", "silent_since", "place")


def city_feed(feeds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The file's content but for `at`. `fields[code].order`: the codes of the centres that have the field, the least wait first.

    Fields stand in the order of the first centre that has them.
    """
    centres = sorted(feeds, key=lambda feed: feed["code"])
    codes: dict[str, dict[str, Any]] = {}
    for feed in centres:
        for code, field in feed["fields"].items():
            codes.setdefault(code, field["names"])
    return {
        "centres": {feed["code"]: _in_short(feed) for feed in centres},
        "fields": {code: {"names": codes[code], "order": _ordered(centres, code)} for code in sorted(codes)},
    }


def _in_short(feed: dict[str, Any]) -> dict[str, Any]:
    fields = {
        code: {name: field[name] for name in ("waiting", "wait") if name in field}
        for code, field in feed["fields"].items()
    }
    return {name: feed[name] for name in _OF_A_CENTRE if name != "code"} | {"fields": fields}


def _ordered(centres: Iterable[dict[str, Any]], code: str) -> list[str]:
    having = [feed for feed in centres if code in feed["fields"]]
    return [feed["code"] for feed in sorted(having, key=lambda feed: _key(feed, code))]


def _key(feed: dict[str, Any], code: str) -> tuple[int, float, float, int]:
    """Sort open centres with a known wait first, then silent ones, and closed ones last."""
    field = feed["fields"][code]
    wait = field.get("wait")
    rank = 3 if feed["open"] is False else 2 if feed["silent"] else 1 if wait is None else 0
    low_s, high_s = (wait["low_s"], wait["high_s"]) if wait else (inf, inf)
    return rank, high_s, low_s, field["waiting"]
