"""Whether a firm may use the brands it claims: marks of its own, or a mandate of the owner that is in force."""

from collections.abc import Sequence
from datetime import date

from shibosi.domains.papers import papers
from shibosi.domains.parties.records import Brand
from shibosi.kernel.words import translate
from shibosi.methods.names.scoring import compare_names
from shibosi.methods.permits.standing import ENDING, GOOD, OPEN, standing
from shibosi.store.admission.listed import Found
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.reading.papers import of_holder
from shibosi.store.reading.permits import terms
from shibosi.store.viewers import Viewer

MANDATE, PART = "maker-papers", "permission"
"""The paper by which the owner of a mark lets somebody sell under it; it names the mark as what it is about."""


def brands(viewer: Viewer, names: Sequence[str], code: str, alike: float, today: date) -> Found:
    """Each brand is the firm's own, or a mandate for its mark is in force. A known firm that claims none holds."""
    claimed = rows(viewer, Brand.kind(), party_code=code)
    if not claimed:
        return True if names else None, (translate("No brand is claimed."),)
    mandates = [row for row in of_holder(viewer, code) if (row["paper_kind"], row["part"]) == (MANDATE, PART)]
    told = [(row, _may_use(row, names, mandates, alike, today)) for row in claimed]
    said = {so for _, so in told}
    holds = False if False in said else None if None in said else True
    words = translate("Brand {name} ({mark}) in {market}: the mark is that of '{owner}', without a mandate in force.")
    because = [
        words.format(name=row["name"] or "-", mark=row["mark_number"], market=row["market"] or "-",
                     owner=row["owner_name"] or "-")
        for row, so in told if so is not True
    ]  # fmt: skip
    return holds, tuple(because)


def _may_use(brand: Row, names: Sequence[str], mandates: Sequence[Row], alike: float, today: date) -> bool | None:
    """Whether a brand may be used; None where nobody said whose the mark is, or how its mandate stands."""
    if brand["status"] in ("suspended", "removed") or (brand["valid_until"] and brand["valid_until"] < today):
        return False
    owner = brand["owner_name"]
    if owner and any(compare_names(name, owner).score >= alike for name in names):
        return True
    term = terms(today).of(papers.kind(MANDATE))
    states = {
        standing(papers.held(row), term, today).state for row in mandates
        if brand["mark_number"] in (row["about"], row["reference"])
        and row["market"] in (None, "", brand["market"])
    }  # fmt: skip
    if states & {GOOD, ENDING}:
        return True
    return None if OPEN in states or not owner or not names else False
