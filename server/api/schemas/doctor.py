"""Shapes of what the doctor finds."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from server.api.bodies import RequestBody
from server.api.schemas.common import Names
from server.core.doctor.finding import Severity
from server.http.shapes import Shape


class Finding(Shape):
    """One thing that is not as it should be."""

    code: str = Field(description="What kind it is: stays the same in later versions")
    severity: Severity
    text: Names = Field(description="What it is, by language")
    action: Names = Field(description="What to do now, by language")


class Doctor(Shape):
    """All findings, the most serious first; empty if all is well."""

    at: datetime = Field(description="The server's clock")
    version: str
    items: list[Finding]


class ClockWish(RequestBody):
    """What time it is."""

    at: AwareDatetime
    sure: bool = Field(default=False, description="Set it although a warning was answered")
