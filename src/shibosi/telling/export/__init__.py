"""The rules taken away: items, controls, figures and norms in the formats of others, in the words of the project.

`oscal` is a catalog of NIST OSCAL, `ciso` a library of CISO Assistant, `plain` JSON and CSV. The foreword of the
standard forbids copying it, so numbers, figures and our own words go out, neither its sentences nor its headings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.telling.export import ciso, oscal, plain

Write = Callable[[datetime], str]


class UnknownFormat(ShibosiError):
    """A format the rules are not written in."""

    code = "unknown-rules-format"
    message = "The rules are not written as '{format}'."


@dataclass(frozen=True)
class Format:
    """One way to write the rules: what it is, its file's name and type, and what writes it as of a moment."""

    label: str
    file: str
    media_type: str
    write: Write


FORMATS: Mapping[str, Format] = {
    "oscal": Format("OSCAL catalog (NIST, JSON)", "catalog.json", "application/json", oscal.catalog),
    "ciso": Format("Library for CISO Assistant (YAML)", "library.yaml", "application/yaml", ciso.library),
    "json": Format("Items, controls and figures as JSON", "rules.json", "application/json", plain.as_json),
    "csv": Format("Items as CSV", "rules.csv", "text/csv", plain.as_csv),
}


def exported(name: str, at: datetime) -> str:
    """The rules in a format, in the language in use. Raises UnknownFormat."""
    return named(name).write(at)


def named(name: str) -> Format:
    """A format. Raises UnknownFormat."""
    if name not in FORMATS:
        raise UnknownFormat(format=name, hint=nearest(name, list(FORMATS)))
    return FORMATS[name]
