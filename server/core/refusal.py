"""How the system says no: a named error, whose status and texts are in the catalogue of `refusals`."""

from collections.abc import Iterable

from server.core.refusals.catalogue import CATALOGUE
from server.core.refusals.kind import Kind
from server.core.texts import ENGLISH, VIETNAMESE, Language


class Refusal(Exception):
    """A named error. Code that raises it has changed nothing.

    `code` is a key of `CATALOGUE`; `parameters` fill the texts.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters

    @property
    def kind(self) -> Kind:
        """The catalogue's entry for this error."""
        return CATALOGUE[self.code]

    def problem(self, language: Language) -> dict[str, object]:
        """The refusal for programs in the form of RFC 9457, with our `code`, and what to do now as `action`."""
        kind = self.kind
        return {
            "type": f"urn:goiso:problem:{self.code}",
            "title": language.say(kind.title),
            "status": kind.status,
            "code": self.code,
            "detail": language.say(kind.detail, **self.parameters),
            "action": language.say(kind.action, **self.parameters),
        }

    def texts(self, languages: Iterable[Language] = (VIETNAMESE, ENGLISH)) -> dict[str, str]:
        """What is wrong and what to do now, in one text for each language that it is written in, by its tag."""
        kind = self.kind
        written = (language for language in languages if language.knows(kind.detail, kind.action))
        return {language.tag: self._told(language) for language in written}

    def _told(self, language: Language) -> str:
        return " ".join(
            language.say(text, **self.parameters) for text in (self.kind.detail, self.kind.action)
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.kind.detail.said('en', **self.parameters)}"


class InUse(Exception):
    """Another server is already running on this data folder."""
