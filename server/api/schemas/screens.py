"""The shapes of what a hall's screen asks and is answered."""

from server.api.schemas.common import Names
from server.http.shapes import Shape


class PlaceGone(Shape):
    """A place that the settings no longer have."""

    code: str
    text: Names


class ScreenHello(Shape):
    """The server's build; the page where this screen belongs, when it has a place; why it cannot be there."""

    version: str
    next: str | None
    gone: PlaceGone | None
