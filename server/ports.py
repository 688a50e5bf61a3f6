"""What routes and pages are handed by the app: the use cases' context and what other rooms do for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from flask import current_app
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry

from server.service.context import Context
from server.service.people.pins import Pins
from server.service.procedures.search import Catalogue
from server.service.queue.tickets import NumberRequest, Once
from server.service.screens.pairing import Pairings

Reprint = Callable[[int, str, Once | None, Literal["vi", "en"]], Mapping[str, Any]]
Take = Callable[[NumberRequest, str, Once | None, Literal["vi", "en"]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class VoicePorts:
    """The halls' voice: `file` of an announcement by name, a `sample` to try it, and what the manager sees of it.

    `on_screens` says whether screens are meant to be heard.
    """

    file: Callable[[str], Path | None]
    sample: Callable[[], Path | None]
    view: Callable[[], dict[str, Any]]
    on_screens: bool


@dataclass(frozen=True, slots=True)
class Ports:
    """What the app hands out.

    `catalogue` finds procedures; `take` gives a number and prints its slip; `reprint` prints a ticket's slip by
    hand; `board` draws a hall, `plain` draws it for browsers without scripts; `seen` notes a device's sign of life, with
    its page's and its box's version;
    `devices` lists them with it; `pins` lets officers in at counter machines; `pairings` waits with screens for their
    code; `screens` lists them with their health, `hello` greets one.
    `speak` makes a WAV of a text in a language; `public_url` is how phones reach this server;
    `first_page` makes what `/` shows.
    """

    context: Context
    catalogue: Catalogue
    take: Take
    reprint: Reprint
    board: Callable[[str], dict[str, Any]]
    plain: Callable[[str], Any]
    pairings: Pairings
    screens: Callable[[], list[dict[str, Any]]]
    hello: Callable[[int | None], dict[str, Any]]
    voice: VoicePorts
    seen: Callable[[int, str | None, str | None], None]
    devices: Callable[[], list[dict[str, Any]]]
    pins: Pins
    speak: Callable[[str, str], bytes]
    registry: CollectorRegistry
    public_url: str
    first_page: Callable[[], ResponseReturnValue]


def ports() -> Ports:
    """The running app's ports."""
    found: Ports = current_app.extensions["goiso"]
    return found
