"""Errors that speak: a stable code for programs, a sentence for people, the facts for both."""

from difflib import get_close_matches
from typing import Any, ClassVar

from shibosi.kernel.words import told, translate


class ShibosiError(Exception):
    """Base of every error a caller can act on. A broken rule is a finding, not an error.

    A subclass sets `code` (kebab-case, stable) and `message` (English, with named places); the Chinese of the
    message stands in the catalogue.
    """

    code: ClassVar[str] = "error"
    message: ClassVar[str] = "Something went wrong."

    def __init__(self, *, hint: str | None = None, **facts: Any) -> None:
        self.hint = hint
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: str | None = None) -> str:
        """The message in a language ("en", "zh"), with its facts and, if there is one, what was probably meant."""
        text = translate(self.message, language).format(**told(self.facts, language))
        if self.hint:
            text += " " + translate("Did you mean '{hint}'?", language).format(hint=self.hint)
        return text

    def __str__(self) -> str:
        return self.sentence()


def nearest(name: str, names: list[str]) -> str | None:
    """The known name closest to a misspelt one, or None where nothing is close."""
    found = get_close_matches(name, names, n=1, cutoff=0.6)
    return found[0] if found else None
