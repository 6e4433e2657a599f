"""Names: how right and how fast, with peers in the same run.

    python -m benchmarks.names pairs [SCORES CHINESE_SCORES]
                                                 labelled pairs; the Chinese benchmark by kind of variation
    python -m benchmarks.names lists [NAMES]     queries against a list grown to NAMES names (1,000,000 unless given)

Needs SHIBOSI_REAL_DATA. Peers are rapidfuzz, a TF-IDF of three letters and DuckDB; nomenklatura scores in an
environment of its own (`nomenklatura_scores.py`) and its scores are read; of its newest matcher the published ones are
taken. A peer that only scores gets the threshold that serves it best on the other folds. Speed is processor
time of one core.
"""

import csv
import gzip
import math
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Jaro
from updates.name_weights import KINDS, as_numbers, f1, read_pairs, unseen

from benchmarks.chinese_pairs import PAIRS
from shibosi.methods.names.facts import Facts
from shibosi.methods.names.matching import CUT, Bearer, Matcher
from shibosi.methods.names.official import official_score
from shibosi.methods.names.parsing import Kind, parse
from shibosi.methods.names.scoring import compare_names
from shibosi.methods.text.folding import fold
from shibosi.methods.watchlists.reading import read_list

SEEDS = 5
LISTS = (
    "sanctions_lists/ofac_sdn_2019-01/sdn.csv.gz",
    "sanctions_lists/ofac_non_sdn_2025-12/cons_prim.csv.gz",
    "sanctions_lists/un_consolidated_2026-02-27.xml.gz",
    "sanctions_lists/bis_dpl_2019-07.txt.gz",
    "watchlist_ftm/entities.ftm.jsonl",
)
QUERIES = 4000
SINGLE = 300
SLOW_QUERIES = 10
Score = Callable[[str, str], float]


def data() -> Path:
    """The folder of real data."""
    return Path(os.environ["SHIBOSI_REAL_DATA"]) / "data"


def tfidf(names: Sequence[str]) -> Score:
    """The cosine of three-letter parts, weighted by how rare they are among these names."""
    parts = {name: Counter(f"  {fold(name)} "[i : i + 3] for i in range(len(name) + 1)) for name in names}
    frequency = Counter(part for counted in parts.values() for part in counted)

    def vector(name: str) -> dict[str, float]:
        return {part: count * math.log(1 + len(names) / frequency[part]) for part, count in parts[name].items()}

    def score(one: str, other: str) -> float:
        a, b = vector(one), vector(other)
        length = math.hypot(*a.values()) * math.hypot(*b.values())
        return sum(value * b.get(part, 0.0) for part, value in a.items()) / length if length else 0.0

    return score


def kept(rows: Sequence[dict[str, str]], path: Path | None) -> dict[str, Score]:
    """Scores of a peer that a file holds, pair by pair in the order of the rows."""
    if path is None:
        return {}
    with path.open(encoding="utf-8") as file:
        scores = list(csv.DictReader(file))
    known = {(row["name1"], row["name2"]): cells for row, cells in zip(rows, scores, strict=True)}
    return {f"nomenklatura {name}": lambda a, b, name=name: float(known[a, b][name]) for name in scores[0]}


def peers(names: Sequence[str]) -> dict[str, Score]:
    """Scores by name of the peer."""
    import duckdb

    base = duckdb.connect()
    found: dict[str, Score] = {
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(fold(a), fold(b)) / 100,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(fold(a), fold(b)) / 100,
        "TF-IDF of three letters": tfidf(names),
        "DuckDB jaro_winkler": lambda a, b: base.execute(
            "select jaro_winkler_similarity(?, ?)", [fold(a), fold(b)]
        ).fetchall()[0][0],
    }
    return found


def best_threshold(scores: np.ndarray, labels: np.ndarray) -> float:
    """The threshold with the best F1."""
    return float(max(np.unique(scores), key=lambda cut: f1(labels, scores >= cut)[2]))


def pairs(scores: Path | None = None, of_chinese: Path | None = None) -> None:
    """Labelled pairs: ours cross-validated, peers with the threshold of the other folds."""
    path = data() / "sanctions_name_pairs/name_pairs.csv"
    rows = read_pairs(path)
    numbers = as_numbers(rows)
    labels = numbers.labels
    ours = np.mean([f1(labels, unseen(numbers, seed) > 0.5) for seed in range(SEEDS)], axis=0)
    print(f"{len(rows)} labelled pairs, folds by name: precision, recall, F1")
    print(f"  {'ours':<34}{ours[0]:.3f}  {ours[1]:.3f}  {ours[2]:.3f}")
    names = sorted(set(numbers.groups))
    told = kept(read_pairs(path), scores)
    for name, score in (peers([row[side] for row in rows for side in ("name1", "name2")]) | told).items():
        found = np.array([score(row["name1"], row["name2"]) for row in rows])
        order = np.random.default_rng(0).permutation(len(names))
        fold_of = {one: int(order[i]) % 10 for i, one in enumerate(names)}
        folds = np.array([fold_of[one] for one in numbers.groups])
        said = np.zeros(len(rows), bool)
        for number in range(10):
            said[folds == number] = found[folds == number] >= best_threshold(
                found[folds != number], labels[folds != number]
            )
        print(f"  {name:<34}" + "  ".join(f"{one:.3f}" for one in f1(labels, said)))
    scored = np.array([bool(row["peer_logicv2_match"]) for row in rows])
    said = np.array([row["peer_logicv2_match"] == "true" for row in rows])
    published = f1(labels[scored], said[scored])
    print(
        f"  {'nomenklatura logic-v2 (published)':<34}"
        + "  ".join(f"{one:.3f}" for one in published)
        + f"  on {scored.sum()}"
    )
    official()
    chinese(of_chinese)


def official() -> None:
    """The score of the public search of the US list."""
    with (data() / "ofac_parity/ofac_fixtures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    far = []
    for row in rows:
        shown, ours = float(row["ofac_score"]), official_score(row["query_name"], row["result_name"])
        if abs(shown - ours) > 5 if shown >= 0 else ours >= 80:
            whole = min(whole_likeness(row["query_name"], row["result_name"]), key=lambda one: abs(one - shown))
            told = f"shown {shown:.0f}, ours {ours:.0f}, whole texts without bonus {whole:.0f}"
            far.append(f"    {row['query_name']} / {row['result_name']}: {told}")
    print(f"official search: {len(rows) - len(far)} of {len(rows)} rows within 5 points; further:", *far, sep="\n")


def whole_likeness(query: str, name: str) -> list[float]:
    """The Jaro likeness of whole texts, 0 to 100, as they stand and with the words after the comma first."""
    family, _, given = name.partition(",")
    return [100 * Jaro.similarity(fold(query), fold(one)) for one in (f"{family}{given}", f"{given.strip()} {family}")]


def chinese(kept_scores: Path | None = None) -> None:
    """The Chinese benchmark at the cut of screening and at one half, by kind of variation."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    scores = np.array([compare_names(row["name1"], row["name2"], KINDS[row["schema"]]).score for row in rows])
    labels = np.array([row["is_match"] == "true" for row in rows])
    print(f"{len(rows):,} Chinese pairs: precision, recall, F1")
    for cut in (0.5, CUT):
        print(f"  {f'ours, at {cut}':<34}" + "  ".join(f"{one:.3f}" for one in f1(labels, scores >= cut)))
    found = peers([row[side] for row in rows for side in ("name1", "name2")]) | kept(rows, kept_scores)
    for name, score in found.items():
        other = np.array([score(row["name1"], row["name2"]) for row in rows])
        told = f1(labels, other >= best_threshold(other, labels))
        print(f"  {name + ', best cut':<34}" + "  ".join(f"{one:.3f}" for one in told))
    groups: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for row, score, label in zip(rows, scores, labels, strict=True):
        groups[bool(label), row["variation"]].append(bool((score >= CUT) == label))
    for (label, variation), right in groups.items():
        print(
            f"    {'same ' if label else 'other'}  {variation:<36}{sum(right) / len(right):.3f} of {len(right)} right"
        )


def listed(size: int) -> Iterator[tuple[str, Bearer]]:
    """Id and bearer of every listed party, then made-up ones until there are so many names.

    Made-up names join the beginning of one name to the end of another of the same kind; every second has a letter
    changed.
    """
    draw, known, count = random.Random(7), defaultdict(list), 0
    for name in LISTS:
        for entry in read_list(data() / name).entries:
            count += len(entry.names)
            yield entry.id, entry.bearer()
            for one in entry.names:
                if 1 < len(one.split()) < 7:
                    known[entry.kind is Kind.PERSON].append(one.split())
    while count < size:
        person = draw.random() < 0.7
        first, second = draw.choice(known[person]), draw.choice(known[person])
        words = first[: max(1, len(first) // 2)] + second[len(second) // 2 :]
        place = draw.randrange(len(words))
        word = words[place]
        if draw.random() < 0.5 and len(word) > 4:
            cut = draw.randrange(1, len(word) - 1)
            words[place] = word[:cut] + draw.choice("aeioulnrst") + word[cut + draw.choice((0, 1)) :]
        count += 1
        yield f"made up {count}", Bearer((" ".join(words),), Kind.PERSON if person else Kind.ORGANISATION)


def lists(size: int) -> None:
    """Recall, false hits and speed against the published lists and against a grown one."""
    with (data() / "sanctions_queries/positives_un.csv").open(encoding="utf-8") as file:
        positives = [row for row in csv.DictReader(file) if row["expected_un_reference"]]
    negatives = {}
    for kind in ("global", "us"):
        with gzip.open(data() / f"sanctions_queries/negatives_{kind}_names.csv.gz", "rt", encoding="utf-8") as file:
            negatives[kind] = list(csv.DictReader(file))[:QUERIES]
    for names in (0, size):
        known = list(listed(names))
        start = time.process_time()
        matcher = Matcher([bearer for _, bearer in known])
        count = sum(len(bearer.names) for _, bearer in known)
        print(f"{count:,} listed names, index built in {time.process_time() - start:.1f} s of processor")
        for side in ("original", "altered"):
            asked = [(f"query_name_{side}", f"date_of_birth_{side}")] * 2
            for with_day, (name, born) in zip((False, True), asked, strict=True):
                hits = matcher.all_hits(
                    Bearer((row[name],), Kind.PERSON, Facts(born=(row[born],) if with_day and row[born] else ()))
                    for row in positives
                )
                right = [
                    any(known[hit.listed][0] in row["expected_un_reference"].split("|") for hit in found)
                    for row, found in zip(positives, hits, strict=True)
                ]
                print(f"  recall, {side} names{', with birth day' if with_day else '':<18}{np.mean(right):.3f}")
        for kind, rows in negatives.items():
            for with_day in (False, True):
                hits = matcher.all_hits(
                    Bearer((row["full_name"],), Kind.PERSON, Facts(born=(row["date_of_birth"],) if with_day else ()))
                    for row in rows
                )
                share = np.mean([bool(found) for found in hits])
                print(f"  false hits of 1,000, {kind}{', with birth day' if with_day else '':<18}{1000 * share:.1f}")
        speed(matcher, [Bearer((row["full_name"],), Kind.PERSON) for rows in negatives.values() for row in rows])
    slow(matcher, known, [row["query_name_altered"] for row in positives])


def speed(matcher: Matcher, asked: Sequence[Bearer]) -> None:
    """Queries a second in bulk, and milliseconds of one with its explanation; names not met before."""
    parse.cache_clear()
    start = time.process_time()
    count = sum(1 for _ in matcher.all_hits(asked))
    print(f"  {count / (time.process_time() - start):,.0f} queries/s of one core in bulk")
    spent = []
    for bearer in asked[:SINGLE]:
        start = time.process_time()
        matcher.hits(bearer)
        spent.append(1000 * (time.process_time() - start))
    print(f"  one query: median {np.median(spent):.2f} ms, 95 of 100 under {np.percentile(spent, 95):.2f} ms")


def slow(matcher: Matcher, known: Sequence[tuple[str, Bearer]], queries: Sequence[str]) -> None:
    """Peers that compare with every name: queries a second over a few queries."""
    import duckdb

    names = [fold(name) for _, bearer in known for name in bearer.names]
    asked = [fold(name) for name in queries[:SLOW_QUERIES]]
    start = time.process_time()
    for one in asked:
        process.extract(one, names, scorer=fuzz.token_sort_ratio, limit=8, score_cutoff=80)
    print(f"  rapidfuzz, every name: {len(asked) / (time.process_time() - start):.2f} queries/s")
    base = duckdb.connect()
    base.execute("set threads = 1")
    base.execute("create table names as select unnest(?) as name", [names])
    start = time.process_time()
    for one in asked:
        base.execute("select name from names where jaro_winkler_similarity(name, ?) > 0.9 limit 8", [one]).fetchall()
    print(f"  DuckDB, every name: {len(asked) / (time.process_time() - start):.2f} queries/s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["lists"]:
        lists(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
    else:
        pairs(*map(Path, sys.argv[2:4]))
