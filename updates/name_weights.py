"""Fit the weights of the name matcher anew from labelled pairs, and say how well they hold on pairs not seen.

    python -m updates.name_weights PAIRS.csv [--write]

PAIRS has the columns schema, name1, name2, is_match (labelled pairs of the nomenklatura project, MIT, for
instance). Cross-validation keeps pairs that share a name in one fold. `--write` writes
`methods/names/tables/weights.csv`.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shibosi.methods.names.features import FEATURES, best
from shibosi.methods.names.parsing import Kind, parse
from shibosi.methods.names.scoring import WEIGHTS

KINDS = {"Person": Kind.PERSON, "Company": Kind.ORGANISATION, "Organization": Kind.ORGANISATION, "Vessel": Kind.VESSEL}
FOLDS = 10
SHRINK = 1.0
STEPS = 3000
ANY = (-np.inf, np.inf)
FOR, AGAINST = (0.0, np.inf), (-np.inf, 0.0)
BOUNDS = {
    "agreed_of_shorter": FOR,
    "agreed_of_longer": FOR,
    "leftover_first_letter": FOR,
    "both_have_more": AGAINST,
    "edits": AGAINST,
    "leftover_edits": AGAINST,
    "form_differs": (-2.5, 0.0),
    "order_differs": (-0.5, 0.0),
    "other_script": (-1.0, 0.5),
    "single_word": (-2.5, 0.0),
    "joined": (-1.0, 0.5),
    "initials": (-1.5, 0.5),
}
Matrix = NDArray[np.float64]


class Pairs(NamedTuple):
    """Labelled pairs as numbers."""

    rows: Matrix
    labels: NDArray[np.bool_]
    groups: list[str]
    """Pairs of one group share a name, at least over others."""


def read_pairs(path: Path) -> list[dict[str, str]]:
    """The rows of a file of pairs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_numbers(pairs: Iterable[dict[str, str]]) -> Pairs:
    """The features of pairs; a pair whose names have no words is all zeros."""
    above: dict[str, str] = {}

    def group(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    rows, labels, firsts = [], [], []
    for pair in pairs:
        kind = KINDS.get(pair["schema"], Kind.ANY)
        found = best(parse(pair["name1"], kind), parse(pair["name2"], kind))
        rows.append(found[1] if found else (0.0,) * len(FEATURES))
        labels.append(pair["is_match"] == "true")
        above[group(pair["name1"].lower())] = group(pair["name2"].lower())
        firsts.append(pair["name1"].lower())
    return Pairs(np.array(rows), np.array(labels), [group(name) for name in firsts])


def fitted(rows: Matrix, labels: NDArray[np.bool_]) -> Matrix:
    """Bias and weights of a logistic model with a little ridge, within `BOUNDS`; shape (1 + features,).

    The bounds keep what no small sample may teach: a difference never speaks for a match, another script never
    decides one, and the order of the words of a name, which half the world turns round, tells little.
    """
    scale = np.concatenate([[1.0], rows.std(axis=0) + 1e-9])
    known = np.hstack([np.ones((len(rows), 1)), rows]) / scale
    low = np.array([-np.inf, *(BOUNDS.get(name, ANY)[0] for name in FEATURES)]) * scale
    high = np.array([np.inf, *(BOUNDS.get(name, ANY)[1] for name in FEATURES)]) * scale
    ridge = np.array([0.0] + [SHRINK] * rows.shape[1])
    pace = 1 / (np.linalg.norm(known, 2) ** 2 / 4 + SHRINK)
    weights, ahead, momentum = np.zeros(len(scale)), np.zeros(len(scale)), 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(known @ ahead, -30, 30)))
        after = np.clip(ahead - pace * (known.T @ (chance - labels) + ridge * ahead), low, high)
        faster = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead, weights, momentum = after + (momentum - 1) / faster * (after - weights), after, faster
    return weights / scale


def unseen(pairs: Pairs, seed: int) -> Matrix:
    """For each pair the probability a model gives that was fitted without its group."""
    names = sorted(set(pairs.groups))
    order = np.random.default_rng(seed).permutation(len(names))
    fold_of = {name: int(order[index]) % FOLDS for index, name in enumerate(names)}
    folds = np.array([fold_of[name] for name in pairs.groups])
    out = np.zeros(len(folds))
    for fold in range(FOLDS):
        weights = fitted(pairs.rows[folds != fold], pairs.labels[folds != fold])
        out[folds == fold] = 1 / (1 + np.exp(-np.clip(weights[0] + pairs.rows[folds == fold] @ weights[1:], -30, 30)))
    return out


def f1(labels: NDArray[np.bool_], said: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = float((labels & said).sum())
    precision, recall = right / max(1, said.sum()), right / max(1, labels.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(path: Path, write: bool) -> None:
    """Cross-validate, print, and write where asked."""
    pairs = as_numbers(read_pairs(path))
    found = np.array([f1(pairs.labels, unseen(pairs, seed) > 0.5) for seed in range(5)]).mean(axis=0)
    print(f"{len(pairs.labels)} pairs, {FOLDS} folds by name, 5 times:", end=" ")
    print(f"precision {found[0]:.3f}, recall {found[1]:.3f}, F1 {found[2]:.3f}")
    weights = fitted(pairs.rows, pairs.labels)
    lines = [f"{name},{value:.4f}" for name, value in zip(("bias", *FEATURES), weights, strict=True)]
    print("\n".join(lines))
    if write:
        source = "# Fitted on labelled name pairs of nomenklatura (MIT); python -m updates.name_weights"
        WEIGHTS.write_text("\n".join([source, "feature,weight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--write" in sys.argv)
