"""When the city holds rows that are missing here because the centre was restored: both go on from the last row that they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import structlog

from server.core.link.batch import End
from server.core.link.bisect import last_common
from server.link.answers import Halt, halted
from server.link.line import LineBroken, LineToCity
from server.link.packing import packed
from server.service.backups.restored import lift_above
from server.service.context import Context
from server.service.today import day_now
from server.store import link_rows

_OK: Final = 200
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of this journal, and of this data folder on this machine (a copy has another)."""

    journal: str
    instance: str


def part(context: Context, line: LineToCity, marks: Marks, until: int) -> End:
    """Make the city go on from the last row up to `until` that both have; returns that row. Raises `Halt`."""

    def theirs(seq: int) -> End:
        facts = _asked(line, "GET", f"/digest?{urlencode({'seq': seq})}")
        found, digest = facts.get("seq"), facts.get("digest")
        if type(found) is not int:
            raise Halt("not_a_city", said="digest")
        return End(found, digest) if isinstance(digest, str) else End()

    def ours(seq: int) -> str | None:
        with context.store.read() as connection:
            return link_rows.digest_of(connection, seq)

    common = last_common(theirs, ours, until)
    body = {
        "journal": marks.journal,
        "instance": marks.instance,
        "after": common.seq,
        "digest": common.digest,
        "why": "restored",
    }
    _asked(line, "POST", "/fork", packed(body))
    _log.warning("city_parted", after=common.seq)
    return common


def lift_above_theirs(context: Context, line: LineToCity) -> dict[str, int]:
    """Raise today's series above the numbers of rows that only the city has.

    Returns the next number of each series that had to be raised, by prefix. Raises `Halt`.
    """
    facts = _asked(line, "GET", f"/series?{urlencode({'day': day_now(context)})}")
    told = facts.get("series")
    known = {str(p): n for p, n in told.items() if type(n) is int} if isinstance(told, Mapping) else {}
    lifted = lift_above(context, known, "system")
    if lifted:
        _log.warning("city_series_lifted", following=lifted)
    return lifted


def _asked(line: LineToCity, method: str, path: str, body: bytes | None = None) -> dict[str, Any]:
    try:
        answer = line.ask(method, path, body)
    except LineBroken as broken:
        raise Halt(broken.code, said=str(broken)) from broken
    if answer.status != _OK:
        raise halted(answer)
    return answer.facts or {}
