"""Kinds of paper 证明文件种类, as data; what an activity takes.

`reference/kinds.csv` has a row for each kind: what it proves, whom it is asked of, who issues it, which parts it must
have, how far it reaches and how long it counts. `reference/words.csv` names activities, roles, assets and parts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.words import language
from shibosi.methods.permits.asking import Need
from shibosi.methods.permits.standing import Held, Term
from shibosi.standard.files import Line, read, unrepeated

HERE = Path(__file__).parent / "reference"
COLUMNS = "kind name_en name_zh clauses control subject serves asked issuer form parts scope validity".split()  # noqa: SIM905
SUBJECTS = {"activity": "Activity of a firm", "person": "Member of staff", "asset": "Asset"}
"""What a paper is about: the record whose number stands in `Paper.about`."""
ISSUERS = {
    "authority": "Public authority",
    "certifier": "Certification body",
    "auditor": "Independent auditor",
    "insurer": "Insurer",
    "partner": "Partner of the contract",
    "maker": "Manufacturer",
    "holder": "The firm itself",
    "trainer": "Training body",
}
SCOPES = {"market": "Market", "activity": "Activity", "category": "Goods, service or sector"}
"""What a kind of paper may be limited to, and `may` asks about."""
VALIDITIES = {
    "dated": "From its first to its last day",
    "reviewed": "While its last review is recent",
    "lasting": "Without a last day",
}
"""How long a kind of paper counts."""
ASKED = {
    "always": "Always",
    "own-site": "On a site of its own, where the market asks for it",
    "sole-trader": "Of a sole trader",
    "abroad": "Of a firm registered elsewhere",
    "for-profit": "Where it is done for money",
    "special-goods": "For goods that need a licence of their own",
    "instead": "In place of a certificate",
    "never": "Never by itself",
}
"""When a kind of paper is asked for."""
REPLACEABLE = "cloud-certificate"
"""The kind in whose place a plan serves."""


class UnknownKind(ShibosiError):
    """A name that is no kind of paper."""

    code = "unknown-kind-of-paper"
    message = "There is no kind of paper '{kind}'."


class UnknownActivity(ShibosiError):
    """A name that is no activity papers are asked for."""

    code = "unknown-activity"
    message = "There is no activity '{activity}' that papers are asked for."


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    `control` names the control that asks for it, `serves` the activities, roles or kinds of asset (`subject`) it is
    asked of, `asked` when (a key of `ASKED`). Of each of its `parts` one paper has to be at hand. `scope` are keys of
    `SCOPES`; `form` is a regular expression that its number fits, or empty.
    """

    kind: str
    name_en: str
    name_zh: str
    clauses: tuple[str, ...]
    control: str
    subject: str
    serves: tuple[str, ...]
    asked: str
    issuer: str
    form: str
    parts: tuple[str, ...]
    scope: tuple[str, ...]
    validity: str

    @property
    def name(self) -> str:
        """What it is called, in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en

    def fits(self, number: str) -> bool:
        """Whether a number has the form that numbers of this kind have."""
        return not self.form or re.fullmatch(self.form, number) is not None


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of paper by name, in the order of the file. Raises RegisterError naming file and row."""
    lines = read(HERE / "kinds.csv", COLUMNS).lines
    unrepeated(lines, "kind")
    return MappingProxyType({line.cells["kind"]: _kind(line) for line in lines})


def kind(name: str) -> Kind:
    """The kind of that name. Raises UnknownKind with the nearest one."""
    if name not in kinds():
        raise UnknownKind(kind=name, hint=nearest(name, list(kinds())))
    return kinds()[name]


@cache
def words() -> Mapping[str, tuple[str, str, str]]:
    """Activities, roles, kinds of asset and parts of papers: word to (what it is, English, Chinese)."""
    lines = read(HERE / "words.csv", ["is", "word", "name_en", "name_zh"]).lines
    unrepeated(lines, "word")
    return {line.cells["word"]: (line.cells["is"], line.cells["name_en"], line.cells["name_zh"]) for line in lines}


def said(word: str) -> str:
    """A word of the table in the language in use; a name such as "ISO 28000" as it stands."""
    found = words().get(word)
    return word if found is None else found[2 if language() == "zh" else 1]


@dataclass(frozen=True, slots=True)
class Terms:
    """How long papers count on a day: months of a review, days of notice before the end, and those of certificates."""

    months: int
    notice: int
    certificate_notice: int

    def of(self, kind: Kind) -> Term:
        """The term of a kind."""
        notice = self.certificate_notice if kind.issuer == "certifier" else self.notice
        return Term(kind.validity, self.months, notice)


def activities() -> list[str]:
    """The activities that papers are asked for."""
    return [word for word, (what, *_) in words().items() if what == "activity"]


def needs(activity: str, terms: Terms) -> list[Need]:
    """What an activity takes. Raises UnknownActivity with the nearest name."""
    if activity not in activities():
        raise UnknownActivity(activity=activity, hint=nearest(activity, activities()))
    asked = [one for one in kinds().values() if one.subject == "activity" and activity in one.serves]
    plan = next((Need(one.kind, one.parts, (), terms.of(one)) for one in asked if one.asked == "instead"), None)
    return [
        Need(one.kind, one.parts, one.scope, terms.of(one), one.asked,
             plan if one.kind == REPLACEABLE else None)
        for one in asked if one.asked != "instead"
    ]  # fmt: skip


def held(row: Mapping[str, Any]) -> Held:
    """A row of `Paper` (column to value) as a document that is held; the day of issue serves as the first day."""
    return Held(
        row["paper_kind"] or "", row["number"] or "", row["part"], tuple((name, row[name]) for name in SCOPES),
        row["status"], row["valid_from"] or row["issued_on"], row["valid_until"], bool(row["open_ended"]),
        row["reviewed_on"],
    )  # fmt: skip


def _kind(line: Line) -> Kind:
    cells = line.cells
    line.filled("kind", "name_en", "name_zh", "clauses", "control", "serves")
    for scope in _several(cells["scope"]):
        if scope not in SCOPES:
            line.one_of("scope", SCOPES)
    return Kind(
        cells["kind"], cells["name_en"], cells["name_zh"], _several(cells["clauses"]), cells["control"],
        line.one_of("subject", SUBJECTS), _several(cells["serves"]), line.one_of("asked", ASKED),
        line.one_of("issuer", ISSUERS), cells["form"], _several(cells["parts"]), _several(cells["scope"]),
        line.one_of("validity", VALIDITIES),
    )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
