"""The form in which data are sent: compressed JSON."""

import gzip
import json
from collections.abc import Mapping
from typing import Any, Final

_LEVEL: Final = 5


def packed(body: Mapping[str, Any]) -> bytes:
    """A request's body."""
    return gzip.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)
