"""Impacts as they are read: where the changes of one lie."""

from pathlib import Path

import polars as pl

from shibosi import settings
from shibosi.kernel.errors import ShibosiError
from shibosi.store.models import Impact

JOB = "impact"


class ImpactOpen(ShibosiError):
    """A question that has no answer yet, or whose changes were taken away."""

    code = "impact-open"
    message = "The impact {impact} is not finished, or its changes were taken away."


def file_of(impact: Impact) -> Path:
    """Where the changes of an impact lie, or will lie."""
    return settings.home() / "impacts" / f"{impact.public}.parquet"


def changes_of(impact: Impact) -> pl.LazyFrame:
    """Every change: dossier, key as it is stored, control, before, after; sorted. Raises ImpactOpen."""
    if impact.finished_at is None or not file_of(impact).exists():
        raise ImpactOpen(impact=impact.public)
    return pl.scan_parquet(file_of(impact))
