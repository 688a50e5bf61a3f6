"""Where two histories part: the last row that the city and the centre both have, found by asking for ever fewer rows."""

from collections.abc import Callable

from server.core.link.batch import End


def last_common(theirs: Callable[[int], End], ours: Callable[[int], str | None], until: int) -> End:
    """The last row up to `until` that has the same digest on both sides; no row if there is none.

    `theirs(seq)` is the last row up to `seq` that the city knows the digest of, `ours(seq)` the digest of a row here, none
    if it is unknown. A row that was deleted because its day is packed counts as common: what was packed was there
    long before anything could part.
    """
    common, low, high = End(), 0, until
    while low < high:
        middle = (low + high + 1) // 2
        found = theirs(middle)
        if found.seq <= common.seq or found.seq > middle:
            low = middle
        elif (here := ours(found.seq)) is None or here == found.digest:
            common, low = found, middle
        else:
            high = found.seq - 1
    return common
