"""Shapes of screening: who is asked, what is found, versions of lists and what they differ in."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, Field

from shibosi.api.recorded import kept
from shibosi.methods.names.facts import BORN_FORM
from shibosi.methods.names.matching import CUT
from shibosi.methods.names.parsing import Kind
from shibosi.store.screening.asking import MOST

LONGEST = 1_000
SEVERAL = 20
Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(kept)]
Texts = Annotated[list[Text], Field(max_length=SEVERAL)]
Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]
Born = Annotated[str, Field(pattern=BORN_FORM)]


class Somebody(Schema):
    """Somebody to be screened: one bearer under one name or several, and what is known beside it."""

    names: Annotated[list[Text], Field(min_length=1, max_length=SEVERAL)]
    kind: Kind = Kind.ANY
    born: Annotated[list[Born], Field(max_length=SEVERAL)] = []
    countries: Annotated[list[Country], Field(max_length=SEVERAL)] = []
    places: Texts = []
    numbers: Texts = []


class ScreeningQuestion(Schema):
    """Who is asked, and how probable a hit has to be."""

    parties: Annotated[list[Somebody], Field(min_length=1, max_length=MOST)]
    cut: Annotated[float, Field(ge=0.05, le=1)] = CUT


class ReasonShown(Schema):
    """What speaks for a match (points above 0) or against it, in points of log odds; `said` in words."""

    kind: str
    said: str
    left: str
    right: str
    points: float


Many = list[str]
Reasons = list[ReasonShown]


class HitShown(Schema):
    """A listed party that may be meant: how probable that is, the entry as its list has it, and why."""

    score: float
    list: str
    entry: str
    listed_name: str
    asked_name: str
    kind: Kind
    names: Many
    born: Many
    countries: Many
    programmes: Many
    place: str
    reasons: Reasons


class AskedShown(Schema):
    """Somebody who was asked, and the hits, the surest first."""

    names: list[str]
    hits: list[HitShown]


class AnswerShown(Schema):
    """What was found against which versions of which lists."""

    versions: dict[str, str]
    entries: int
    parties: list[AskedShown]


class VersionShown(Schema):
    """A version of a list. `failure`: why an update after it failed, so that it is still in force."""

    name: str
    version: str
    file: str
    file_hash: str
    taken_at: str
    entries: int
    nameless: int
    added: int
    removed: int
    changed: int
    failed_at: str
    failure: str


class EntryChanged(Schema):
    """An entry that is new, gone or other."""

    entry: str
    change: Literal["added", "removed", "changed"]


class ListDifference(Schema):
    """Entries of which two versions say something else; `total` how many in all."""

    before: str
    after: str
    items: list[EntryChanged]
    next: int | None
    total: int


class MatchShown(Schema):
    """A stored name that may be a listed party; `case` is where people decide it."""

    case: str
    state: str
    opened_at: datetime
    closed_at: datetime | None
    name: str
    listed_name: str
    entry: str
    score: str
    reasons: list[str]


class MatchPage(Schema):
    """Possible matches."""

    items: list[MatchShown]
    next: str | None


class ScreeningShown(Schema):
    """A run: whether all stored names were looked at, how many, how many of them were asked, what was found."""

    at: datetime
    versions: dict[str, str]
    everybody: bool
    names: int
    asked: int
    entries: int
    hits: int
    opened: int
    gone: int


class ScreeningPage(Schema):
    """Runs of screening."""

    items: list[ScreeningShown]
    next: str | None


class ScreeningAsked(Schema):
    """The job that screens."""

    job: int
    state: str
