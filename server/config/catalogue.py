"""Settings of the procedure catalogue that a city has for all its centres."""

from pydantic import Field

from server.config.part import Part


class CataloguePart(Part):
    """`[catalogue]`: whether this centre takes the city's catalogue, and what to tell the city if it does not."""

    from_city: bool = True
    why_not: str = Field(default="", max_length=200)
