"""Scores of nomenklatura for labelled pairs of names: an environment of its own, for its pins are not ours.

    uv run --no-project --python 3.11 --with "nomenklatura==3.17.2" --with "rigour<0.10" \\
        python benchmarks/nomenklatura_scores.py PAIRS.csv > SCORES.csv

Columns of PAIRS.csv are those of the labelled pairs (schema, name1, name2); of SCORES.csv one for each algorithm, and
the last line tells comparisons a second of processor time.
"""

import csv
import sys
import time
from pathlib import Path

from followthemoney import model
from followthemoney.proxy import EntityProxy
from nomenklatura.matching import LogicV1, RegressionV1

ALGORITHMS = (LogicV1, RegressionV1)


def entity(schema: str, name: str) -> EntityProxy:
    """A bearer of one name."""
    return EntityProxy.from_dict(model, {"id": name, "schema": schema, "properties": {"name": [name]}})


def main(path: str) -> None:
    """Write the scores."""
    with Path(path).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    writer = csv.writer(sys.stdout)
    writer.writerow([one.NAME for one in ALGORITHMS])
    spent = dict.fromkeys((one.NAME for one in ALGORITHMS), 0.0)
    for row in rows:
        schema = row["schema"] if row["schema"] in model.schemata else "LegalEntity"
        left, right = entity(schema, row["name1"]), entity(schema, row["name2"])
        scores = []
        for one in ALGORITHMS:
            start = time.process_time()
            scores.append(one.compare(left, right).score)
            spent[one.NAME] += time.process_time() - start
        writer.writerow(scores)
    for name, seconds in spent.items():
        print(f"{name}: {len(rows) / seconds:,.0f} comparisons a second", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
