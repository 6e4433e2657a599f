"""Findings held against the truth file of a generated example."""

from pathlib import Path

import polars as pl

COMPARED = ["dossier", "key", "control", "outcome"]


def compare(truth: Path, findings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What the truth has and the findings lack, and the other way round."""
    true = pl.read_csv(truth, infer_schema=False)
    return true.join(findings, on=COMPARED, how="anti"), findings.join(true, on=COMPARED, how="anti")
