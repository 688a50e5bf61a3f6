"""The shapes of requests for sounds: the halls' announcements, and texts read aloud."""

from typing import Annotated, Final

from pydantic import Field

from server.api.schemas.common import Parameters
from server.http.shapes import Shape

AUDIO: Final = {
    "description": "A WAV file.",
    "content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}},
}


class VoicePath(Shape):
    """The name of an announcement's file."""

    name: Annotated[str, Field(max_length=40)]


class SpeechQuery(Parameters):
    """What to say, and in which language."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] = "vi"
