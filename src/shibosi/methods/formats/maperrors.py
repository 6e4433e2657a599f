"""What can be wrong with a map file, each with its place."""

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate

ONE_OF = "one of copy, multiply, sum, concat, lookup"
TURNS = "heading, text, heading (and so on, in turns)"
HEADINGS = "a list of headings"
NAMES = "a group of names with values"
A_NAME = "a name"
A_LIST = "a list"
A_TEXT = "a text"
EXPECTED = (ONE_OF, TURNS, HEADINGS, NAMES, A_NAME, A_LIST, A_TEXT)


class MapError(ShibosiError):
    """Base of what can be wrong with a map; `file`, `line` and `at` (columns from 1) say where."""

    code = "map-wrong"
    message = "{file}, line {line}, column {at}: this cannot be read ({reason})."


class MapKeyError(MapError):
    """A key that has no meaning here."""

    code = "map-unknown-key"
    message = "{file}, line {line}, column {at}: '{key}' has no meaning here; there are {known}."


class MapRepeatedError(MapError):
    """A key that stands there twice."""

    code = "map-repeated-key"
    message = "{file}, line {line}, column {at}: '{key}' stands here for the second time."


class MapMissingError(MapError):
    """A key that must be there."""

    code = "map-missing-key"
    message = "{file}, line {line}, column {at}: '{key}' is missing here."


class MapShapeError(MapError):
    """Something else than expected; `expected` is one of EXPECTED."""

    code = "map-wrong-shape"
    message = "{file}, line {line}, column {at}: {expected} was expected here."

    def sentence(self, language: str | None = None) -> str:
        """The message, with what was expected in the same language."""
        expected = translate(self.facts["expected"], language)
        return translate(self.message, language).format(**{**self.facts, "expected": expected})


class MapRecordError(MapError):
    """A kind of record that does not exist."""

    code = "map-unknown-record"
    message = "{file}, line {line}, column {at}: there is no kind of record '{name}'."


class MapColumnError(MapError):
    """A column its record does not have."""

    code = "map-unknown-column"
    message = "{file}, line {line}, column {at}: the record has no column '{name}'."


class MapZoneError(MapError):
    """A time zone that does not exist."""

    code = "map-unknown-zone"
    message = "{file}, line {line}, column {at}: there is no time zone '{name}'."


class MapFileError(MapError):
    """A file to look values up in that is not there, or not beside the map."""

    code = "map-no-file"
    message = "{file}, line {line}, column {at}: there is no file '{name}' beside this map."


class LookupUnreadableError(MapError):
    """A file a map looks values up in cannot be used."""

    code = "map-lookup"
    message = "{file}: no values can be looked up in it ({reason})."
