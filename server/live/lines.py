"""The centre's live lines: who is connected, and the snapshots that keep each line up to date."""

from collections.abc import Callable, Mapping
from functools import partial

from flask_socketio import SocketIO

from server.core.events import Entry
from server.live.broadcaster import Broadcaster
from server.live.screen_sounds import ScreenSounds
from server.live.sockets import Greeting, Sockets
from server.service.context import Context
from server.service.screens.heard import FirstHeard
from server.service.views import View


class LiveLines:
    """Sockets that at most `cap` are connected to, the screens' sound, and a broadcaster for each namespace once it is opened."""

    def __init__(self, socketio: SocketIO, context: Context, cap: int) -> None:
        self._socketio = socketio
        self._context = context
        self.sockets = Sockets(socketio, context, cap)
        self.sounds = ScreenSounds(socketio, self.sockets, FirstHeard(context).note)
        self.broadcasters: Mapping[str, Broadcaster] = {}

    def open(self, snapshots: Mapping[str, Callable[[str], View]], greetings: Mapping[str, Greeting]) -> None:
        """Open the lines. For each namespace: how to make a room's snapshot, and the `hello` for a device."""
        self.broadcasters = {
            line: Broadcaster(self._socketio, line, partial(self.sockets.rooms, line), snapshot)
            for line, snapshot in snapshots.items()
        }
        self.sockets.serve(self.broadcasters, greetings)
        self._context.at_consoles = self.sockets.at_consoles

    def changed(self, *namespaces: str) -> None:
        """Something without an event has changed: send new snapshots. Before the lines are open there are no receivers."""
        for namespace in namespaces:
            if (broadcaster := self.broadcasters.get(namespace)) is not None:
                broadcaster.changed()

    def heard(self, entries: list[Entry]) -> None:
        """Something happened: each line sends it soon."""
        for broadcaster in self.broadcasters.values():
            broadcaster.heard(entries)

    def close(self) -> None:
        """Stop sending."""
        for broadcaster in self.broadcasters.values():
            broadcaster.close()
