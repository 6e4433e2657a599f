"""A listing that no control objects to, and the shape of a story; see the builders of customs.

a_listing(listing={"origin": "DE"})                       the listing gets this origin
a_listing(listing_paper=papers_but("REQ-005"))            one paper less
a_listing(listing_attribute=attributes(has_battery=None)) a fact nobody stated
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains.catalogue.records import ListingAttribute, ListingCheck, ListingPaper
from shibosi.domains.catalogue.tests.templates import AS_OF, RECALLS, TEMPLATES, Row
from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.kernel.records import Record


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = AS_OF


def a_listing(**changes: Any) -> list[Record]:
    """Headphones in Germany with attributes, a claim, a picture, papers, checks and a line of specification."""
    return built(TEMPLATES, changes)


def a_recall(**changes: Any) -> list[Record]:
    """A recall of headphones that means a listing, which went off sale, and an order, whose buyer was told."""
    return built(RECALLS, changes)


def papers(requirement: str, **changes: Any) -> list[Row]:
    """The papers, those for one requirement changed."""
    return [changes if row["requirement"] == requirement else {} for row in TEMPLATES[ListingPaper]]


def papers_but(*requirements: str) -> list[Row]:
    """The papers but those for some requirements."""
    return [row for row in TEMPLATES[ListingPaper] if row["requirement"] not in requirements]


def attributes(**facts: bool | None) -> list[Row]:
    """The attributes with other answers to some facts; None: not stated."""
    return [
        {"holds": facts[row["attribute"]]} if row["attribute"] in facts else {}
        for row in TEMPLATES[ListingAttribute]
    ]  # fmt: skip


def measure(**changes: Any) -> list[Row]:
    """The attributes, the measured one changed."""
    return [changes, *({} for _ in TEMPLATES[ListingAttribute][1:])]


def checks(but: str) -> list[Row]:
    """The checks without the one of a subject."""
    return [row for row in TEMPLATES[ListingCheck] if row["subject"] != but]
