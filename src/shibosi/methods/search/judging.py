"""How well a ranking answers queries that people judged: NDCG and recall among the first ten, beside plain keywords."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2
from pathlib import Path
from time import perf_counter

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.search.ranking import Index

COLUMNS = ("query", "number", "grade")
FIRST = 10
"""Answers that are judged."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the texts that answer it, by their place: 1 fits, 2 is just what was asked for."""

    query: str
    grades: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over queries, 0 to 1; `slowest`: milliseconds under which 95 of 100 queries stay."""

    queries: int
    ndcg: float
    recall: float
    slowest: float


class BadJudgement(ShibosiError):
    """A line of judged queries that is none."""

    code = "bad-judgement"
    message = "{file}, line {line}: a query, the number of a listing that is there, and the grade 1 or 2 were expected."


def read_judged(path: Path, places: Mapping[str, int]) -> list[Judged]:
    """Judged queries of a CSV with the columns query, number and grade; `places` of texts by number.

    Raises BadJudgement at the first line that is wrong.
    """
    found: dict[str, dict[int, int]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for at, row in enumerate(csv.DictReader(lines), 2):
            query, number, grade = (str(row.get(name) or "").strip() for name in COLUMNS)
            if not query or number not in places or grade not in ("1", "2"):
                raise BadJudgement(file=path.name, line=at)
            found[query][places[number]] = int(grade)
    return [Judged(query, grades) for query, grades in found.items()]


def ndcg(places: Sequence[int], grades: Mapping[int, int]) -> float:
    """How near the order of the first answers comes to the best one; 1 is the best. Without any grade 0."""
    best = _gain(sorted(grades.values(), reverse=True)[:FIRST])
    return _gain([grades.get(place, 0) for place in places[:FIRST]]) / best if best else 0.0


def quality(index: Index, judged: Iterable[Judged]) -> Quality:
    """How an index answers judged queries; all 0 where there are none."""
    ndcgs, recalls, spent = [], [], []
    for one in judged:
        began = perf_counter()
        places = [place for place, _ in index.best(one.query, FIRST)]
        spent.append((perf_counter() - began) * 1000)
        ndcgs.append(ndcg(places, one.grades))
        recalls.append(len(one.grades.keys() & set(places)) / min(len(one.grades), FIRST) if one.grades else 0.0)
    if not ndcgs:
        return Quality(0, 0.0, 0.0, 0.0)
    slowest = sorted(spent)[ceil(0.95 * len(spent)) - 1]
    return Quality(len(ndcgs), sum(ndcgs) / len(ndcgs), sum(recalls) / len(recalls), slowest)


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(at + 1) for at, grade in enumerate(grades, 1))
