"""Settings of the catalogue of procedures, where a city has one for all its centres."""

from pydantic import Field

from server.config.part import Part


class CataloguePart(Part):
    """`[catalogue]`: whether this centre takes the city's catalogue, and what the city is told where it does not."""

    from_city: bool = True
    why_not: str = Field(default="", max_length=200)
