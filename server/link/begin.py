"""Beginning the line of a centre that has joined a city."""

from functools import partial
from pathlib import Path

import structlog

from server.link import answer
from server.link.catalogue import CityCatalogue
from server.link.conversation import Sources
from server.link.health import MachinesAsked, MachinesHealth
from server.link.joined import read
from server.link.link import Link
from server.link.quiet import quiet
from server.link.shown import Shown
from server.service.context import Context

_log = structlog.get_logger(__name__)


def begin(context: Context, data: Path, machines: MachinesAsked) -> Link | None:
    """The line of the centre in this data folder; `None` if it has not joined a city, or if the file about it cannot be read."""
    try:
        joined = read(data)
    except ValueError as error:
        _log.error("city_file_not_read", said=str(error))
        return None
    if joined is None:
        return None
    catalogue = CityCatalogue(context, data)
    health = MachinesHealth(context, data, machines, catalogue.told)
    sources = Sources(Shown(context, answer.remote).now, health.now, partial(quiet, context))
    requests = partial(answer.answer, context)
    return Link(
        context,
        data,
        joined,
        sources,
        requests=requests,
        catalogue=catalogue.heard,
        became=catalogue.now,
        ends=catalogue.close,
    )
