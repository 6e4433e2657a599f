"""Recalls as doors show them: which may mean goods, how certain that is, what speaks for it."""

from typing import Any

from shibosi.batch.recalls import Held
from shibosi.kernel.words import translate
from shibosi.methods.recalls.matching import CERTAIN, GTIN, LIKELY, MODEL, NAME, POSSIBLE, WORDS, Match
from shibosi.methods.recalls.notices import Recall

GRADES = {CERTAIN: "certain", LIKELY: "likely", POSSIBLE: "possible"}
BECAUSE = {GTIN: "the same item number", MODEL: "the same model", NAME: "the same name", WORDS: "the same words"}


def reasons(match: Match) -> str:
    """What speaks for a match, in a line."""
    return "; ".join(f"{translate(BECAUSE[kind])} {found}" for kind, found in match.because)


def reasons_kept(kept: str) -> str:
    """What speaks for a match, as a record of it keeps it ("model kb2044; name kestrelle"), said like `reasons`."""
    parts = [one.partition(" ") for one in kept.split("; ")]
    return "; ".join(
        f"{translate(BECAUSE[kind])} {found}" if kind in BECAUSE else kind + space + found
        for kind, space, found in parts
    )


def number_of(one: Recall) -> str:
    """What a recall is called: authority and number."""
    return f"{one.authority} {one.number}"


def recall_as_data(one: Recall) -> dict[str, Any]:
    """A recall as plain values."""
    return {
        "authority": one.authority, "number": one.number, "market": one.market,
        "day": one.day.isoformat() if one.day else None, "title": one.title, "hazard": one.hazard,
        "remedy": one.remedy, "address": one.url,
    }  # fmt: skip


def match_as_data(match: Match) -> dict[str, Any]:
    """A match as plain values: the recall, how certain, what speaks for it."""
    return {
        **recall_as_data(match.recall), "grade": match.grade, "certainty": translate(GRADES[match.grade]),
        "because": [{"kind": kind, "text": translate(BECAUSE[kind]), "found": found} for kind, found in match.because],
    }  # fmt: skip


def as_data(one: Held) -> dict[str, Any]:
    """A listing that a recall may mean, with its past orders."""
    names = ("seller_code", "number", "market", "title")
    listing = {name: one.listing[name] for name in names if one.listing.get(name)}
    return {"listing": listing, **match_as_data(one.match), "orders": list(one.orders)}
