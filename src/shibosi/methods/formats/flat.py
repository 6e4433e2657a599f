"""Values for formats that have only plain cells."""

import json

import polars as pl

MOMENT = "%Y-%m-%dT%H:%M:%S%.f"


def flattened(frame: pl.DataFrame, *, times: bool = False) -> pl.DataFrame:
    """The frame with nested values as JSON, durations and bytes as text; with `times` instants as ISO text too."""
    changed = []
    for column in frame:
        if column.dtype.is_nested():
            texts = [None if value is None else json.dumps(_plain(value), ensure_ascii=False) for value in column]
            changed.append(pl.Series(column.name, texts, dtype=pl.String))
        elif column.dtype == pl.Duration:
            changed.append(column.dt.to_string("iso"))
        elif column.dtype == pl.Binary:
            changed.append(column.bin.encode("hex"))
        elif times and isinstance(column.dtype, pl.Datetime):
            changed.append(column.dt.strftime(MOMENT + ("%:z" if column.dtype.time_zone else "")))
    return frame.with_columns(changed)


def _plain(value: object) -> object:
    """Nested values as JSON can hold them; what has no JSON of its own as its text."""
    if isinstance(value, pl.Series):
        return [_plain(member) for member in value]
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, dict):
        return {str(name): _plain(member) for name, member in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)
