"""A centre of a version that its city does not know yet: one of its events has a name that nobody has heard of."""

import gzip
import json

from psycopg import Connection

KNOWN, UNHEARD_OF = "service_started", "service_begun_anew"
_READS = "UPDATE log SET type = %s WHERE type = %s"


class Newer:
    """What is sent of a centre; `on` from its upgrade to that of its city."""

    def __init__(self) -> None:
        self.on = False

    def sent(self, path: str, body: bytes) -> bytes:
        """A body as this version of the centre sends it."""
        if not self.on or path != "/sync":
            return body
        said = json.loads(gzip.decompress(body))
        for event in said["events"]:
            if event[3] == KNOWN:
                event[3] = UNHEARD_OF
        return gzip.compress(json.dumps(said).encode())


def upgrade(city: Connection) -> None:
    """The city's newer version knows what such a row does: what this version calls by its own name."""
    city.execute(_READS, (KNOWN, UNHEARD_OF))
