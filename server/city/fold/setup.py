"""The settings of a centre that its figures and state need. Settings that are missing or stay at the centre are blank."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.model import CounterPlace, Field, Layout
from server.core.settings import TABLE, Items, in_use, out_of_use, value_of

_NO_HALL: Final = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """A centre's name and what it serves; `limits_s` are the limits of waits in seconds by field, including fields out of use."""

    names: Mapping[str, str] = field(default_factory=dict)
    ward: str = ""
    layout: Layout = field(default_factory=lambda: Layout({}, {}, {}))
    limits_s: Mapping[str, int] = field(default_factory=dict)


def setup_of(items: Items) -> Setup:
    """What these items say."""
    centre = value_of(items, "centre") or {}
    halls = in_use(items, "halls")
    first = halls[0]["code"] if halls else _NO_HALL
    fields = {each["code"]: _field(each) for each in in_use(items, "fields")}
    counters = {int(each["n"]): _place(each, first) for each in in_use(items, "counters")}
    hall_points = {each["code"]: each["point"] for each in halls if each.get("point")}
    return Setup(
        {"vi": centre.get("name", ""), "en": centre.get("name_en", "")},
        centre.get("ward", ""),
        Layout(fields, counters, {}, hall_points=hall_points),
        dict(_limits(items)),
    )


def _field(said: Mapping[str, Any]) -> Field:
    names = {"vi": said.get("vi") or said["code"], "en": said.get("en") or said["code"]}
    bare = Field(said["code"], said.get("prefix", ""), names)
    return Field(bare.code, bare.prefix, names, service_s=said.get("service_s", bare.service_s))


def _place(said: Mapping[str, Any], first_hall: str) -> CounterPlace:
    n, served = int(said["n"]), tuple(said.get("fields") or ())
    return CounterPlace(n, said.get("name") or str(n), served, hall=said.get("hall") or first_hall)


def _limits(items: Items) -> list[tuple[str, int]]:
    there = {each["code"]: each for each in in_use(items, "fields")} | out_of_use(items, "fields")
    minutes = ((code, said.get("real_wait_limit_minutes")) for code, said in there.items() if code != TABLE)
    return [(code, found * 60) for code, found in minutes if found is not None]
