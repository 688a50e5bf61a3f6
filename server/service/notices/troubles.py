"""What screens could not play: remembered while the server runs, for the manager to see beside the notice."""


class NoticeTroubles:
    """Which notice a screen has reported last as one that it cannot show, and when (UTC milliseconds)."""

    def __init__(self) -> None:
        self._since: dict[int, int] = {}

    def report(self, notice: int, now: int) -> bool:
        """Note that a screen cannot show it; returns whether that is new."""
        news = notice not in self._since
        self._since.setdefault(notice, now)
        return news

    def forget(self, notice: int) -> None:
        """It shows something else now."""
        self._since.pop(notice, None)

    def since(self, notice: int) -> int | None:
        """Since when some screen cannot; `None` while all can."""
        return self._since.get(notice)
