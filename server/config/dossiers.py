"""Settings of the dossier system's list: whether people may ask by code, and how long it is kept."""

from pydantic import Field

from server.config.part import Part
from server.core.centre import DossierRules


class DossiersPart(Part):
    """`[dossiers]`: what happens with the imported list."""

    public: bool = True
    keep_days: int = Field(default=45, ge=1, le=400)

    def as_rules(self) -> DossierRules:
        """The settings as the rules read them."""
        return DossierRules(self.public, self.keep_days)
