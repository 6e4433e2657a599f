"""How sure it is that two names are of one bearer, with what speaks for and against it.

The score is a probability from a logistic model over `features.FEATURES`; its weights stand in
`tables/weights.csv`, fitted by `updates/name_weights.py` on labelled pairs. Evidence beside the name (dates,
places, numbers) adds to the log odds, so two candidates with equal names still rank.
"""

import math
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from shibosi.methods.names.aligning import Aligned
from shibosi.methods.names.features import FEATURES, Row, best, leftovers
from shibosi.methods.names.parsing import Kind, Parsed, parse

WEIGHTS = Path(__file__).parent / "tables" / "weights.csv"
STEEPEST = 30.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a match (points above 0) or against it, in points of log odds."""

    kind: str
    """"same-word", "alike", "sounds", "initial", "left-over", the name of a feature, or the kind of a fact."""
    left: str
    right: str
    points: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Two names compared."""

    score: float
    """0 to 1: how probable it is that one bearer is meant. Never rounded: equal scores are equal evidence."""
    log_odds: float
    reasons: tuple[Reason, ...]


@cache
def weights() -> tuple[float, tuple[float, ...]]:
    """The bias and the weight of each feature. Raises ValueError where the table is of other features."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()[2:]
    known = {name: float(value) for name, value in (line.split(",") for line in lines)}
    if set(known) != {"bias", *FEATURES}:
        raise ValueError(f"{WEIGHTS.name} has weights of other features: {sorted(set(known) ^ {'bias', *FEATURES})}")
    return known["bias"], tuple(known[name] for name in FEATURES)


def probability(log_odds: float) -> float:
    """Log odds as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-STEEPEST, min(STEEPEST, log_odds))))


def odds(row: Row) -> float:
    """Log odds of a row of features."""
    bias, each = weights()
    return bias + sum(map(mul, row, each))


def compare_names(left: str, right: str, kind: Kind = Kind.ANY) -> Scored:
    """Two names of bearers of one kind compared. A name without words is like no other."""
    return compare_parsed(parse(left, kind), parse(right, kind))


def name_odds(left: Parsed, right: Parsed) -> float | None:
    """Log odds only, without reasons; None where a name has no words."""
    found = best(left, right)
    return odds(found[1]) if found else None


def compare_parsed(left: Parsed, right: Parsed) -> Scored:
    """Two names taken apart compared, with reasons."""
    found = best(left, right)
    if found is None:
        return Scored(0.0, -STEEPEST, ())
    aligned, row = found
    total = odds(row)
    return Scored(probability(total), total, tuple(reasons(aligned, row, left, right)))


def reasons(aligned: Aligned, row: Row, a: Parsed, b: Parsed) -> list[Reason]:
    """The model's points shared out over the words: what each pair brings, what is left over takes away."""
    of = dict(zip(FEATURES, map(mul, row, weights()[1]), strict=True))
    brought = of["agreed_of_shorter"] + of["agreed_of_longer"]
    lost = of["edits"]
    agreed = sum(pair.alike for _, _, pair in aligned.pairs) or 1.0
    edits = sum(pair.edits for _, _, pair in aligned.pairs)
    out = []
    for i, j, pair in aligned.pairs:
        kind = (
            "initial" if pair.initial else "same-word" if pair.edits == 0 else "sounds" if pair.edits % 1 else "alike"
        )
        points = brought * pair.alike / agreed + (lost * pair.edits / edits if edits else 0.0)
        out.append(Reason(kind, aligned.left.words[i], aligned.right.words[j], round(points, 2)))
    over, other = leftovers(aligned)
    if over or other:
        more = sum(
            of[name] for name in ("both_have_more", "organisation_more", "leftover_edits", "leftover_first_letter")
        )
        out.append(Reason("left-over", " ".join(over), " ".join(other), round(more, 2)))
    for name, left, right in (
        ("form_differs", " ".join(sorted(a.legal)), " ".join(sorted(b.legal))),
        ("single_word", "", ""),
        ("order_differs", " ".join(aligned.left.words), " ".join(aligned.right.words)),
        ("joined", " ".join(aligned.left.words), " ".join(aligned.right.words)),
        ("initials", "", ""),
        ("other_script", aligned.left.system, aligned.right.system),
    ):
        if of[name]:
            out.append(Reason(name.replace("_", "-"), left, right, round(of[name], 2)))
    return out
