"""What people wrote beside their ratings goes when its time is over."""

from typing import Final

from server.service.context import Context
from server.store.ratings import words

_A_DAY_MS: Final = 24 * 3600 * 1000


def forget_words(context: Context) -> int:
    """Delete what is older than the setting allows; answers how many rows went."""
    kept_ms = context.centre.ratings.words_days * _A_DAY_MS
    return context.store.write(lambda tr: words.forget(tr.connection, tr.now - kept_ms))
