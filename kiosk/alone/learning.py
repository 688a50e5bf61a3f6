"""The box's copy of the server's data: the centre, the names of its procedures, its logo. Each is fetched again when it changes."""

from typing import Any, Final

import structlog

from kiosk.alone.asking import Asking
from kiosk.alone.link import Link
from kiosk.alone.logo import learn_logo
from kiosk.alone.memory import CannotRemember, Memory
from kiosk.alone.upstream import Answer, Gone, ServerLine

_log = structlog.get_logger(__name__)
BOX: Final = "/api/v1/box"
_CENTRE: Final = "/api/v1/centre"
_NAMES: Final = f"{BOX}/procedures"
_NAMES_BEFORE: Final = "/api/v1/procedures?limit=500"
"""The address at which a server of an earlier version has them."""
_OK: Final = 200
_NOT_MODIFIED: Final = 304
_NOT_KNOWN: Final = (404, 405)


class Learning:
    """Asks over `upstream`, with `ask`. If an answer does not arrive, the old copy stays and the box asks again later.

    A server of an earlier version does not say what has changed: then the centre is fetched at each look, and names once a day.
    """

    def __init__(self, memory: Memory, link: Link, upstream: ServerLine) -> None:
        self._memory, self._link, self._upstream = memory, link, upstream
        self.ask = Asking(memory, upstream)

    def is_behind(self) -> bool:
        """Ask briefly whether the server's data differ from the copy, or whether it has something to say. Raises `Gone`."""
        if self._link.token is None:
            return False
        answer = self._news(self._link.token)
        return answer.status not in (_NOT_MODIFIED, *_NOT_KNOWN)

    def learn_centre(self) -> None:
        """Fetch the centre as it is at this kiosk's place. Raises `Gone`, `CannotRemember`."""
        token = self._link.token or self._link.candidate
        # The news first: what becomes another while the centre is asked for is then asked for again.
        news = {} if token is None else _kept(self._news(token))
        self._memory.keep(centre=_told(self.ask("GET", _CENTRE, token)), **news)

    def learn_more(self) -> None:
        """Fetch names and the logo after the server accepted the token. Raises `CannotRemember`.

        A failure here does not mean that the server is gone: the box asks again at the next look.
        """
        for learn in (self._learn_names, self._learn_logo):
            try:
                learn()
            except (Gone, KeyError) as error:
                _log.warning("not_fetched", what=learn.__name__, reason=str(error))

    def catch_up(self) -> None:
        """Fetch at once what has changed, for a slip that names something unknown here; what cannot be fetched is left as it is."""
        try:
            if self.is_behind():
                self.learn_centre()
                self.learn_more()
        except (Gone, CannotRemember) as error:
            _log.warning("not_caught_up", reason=str(error))

    def _news(self, token: str) -> Answer:
        kept = self._memory.fact("news") or {}
        return self.ask("GET", BOX, token, known=kept.get("tag"))

    def _learn_names(self) -> None:
        news, token = self._memory.fact("news"), self._link.token
        source, tag = _NAMES_BEFORE, self._memory.fact("centre")["day"]
        if news is not None:
            source, tag = _NAMES, news["names_tag"]
        if token is None or tag == self._memory.fact("names_tag"):
            return
        items = _told(self.ask("GET", source, token))["items"]
        known = {each["code"]: each["short_name"] for each in items}
        self._memory.keep(procedures=known, names_tag=tag)

    def _learn_logo(self) -> None:
        learn_logo(self._memory, self._upstream, self._memory.fact("centre") or {})


def _told(answer: Answer) -> dict[str, Any]:
    """The body of the server's answer. Raises `Gone` if there is none, or if something else answered in the server's place."""
    told = answer.json()
    if answer.status != _OK or not isinstance(told, dict):
        raise Gone(f"the server answered {answer.status}")
    return told


def _kept(news: Answer) -> dict[str, Any]:
    """What to keep of an answer: nothing if nothing is new, and nothing that the server no longer sends."""
    if news.status in _NOT_KNOWN:
        return {"news": None}
    return {} if news.status != _OK else {"news": _told(news) | {"tag": news.header("etag")}}
