"""The hand-written SQL over an example's documents: all controls, findings into one Parquet file.

python -m benchmarks.contenders.sql DOCUMENTS OUT.parquet AS-OF [--memory 2GB]
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path

import duckdb

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = (
    "macros", "files", "prepare", "orders", "order_findings", "reuse", "documents", "returns", "years", "findings",
)  # fmt: skip
DAY_ZERO = date(1970, 1, 1)


def statements(documents: Path, out: Path, as_of: date) -> str:
    """All of the SQL, with the folder, the file and the day in their places."""
    text = "\n".join((SQL / f"{name}.sql").read_text(encoding="utf-8") for name in FILES)
    places = {"$folder": _quoted(documents), "$out": _quoted(out), "$today": str((as_of - DAY_ZERO).days)}
    for name, value in places.items():
        text = text.replace(name, value)
    return text


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def run(documents: Path, out: Path, as_of: date, memory: str | None) -> None:
    """Run it with as many threads as there are cores; what does not fit into `memory` goes to disk beside `out`."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder, duckdb.connect() as base:
        base.execute(f"SET temp_directory = {_quoted(Path(folder))}")
        base.execute("SET preserve_insertion_order = false")
        if memory:
            base.execute(f"SET memory_limit = '{memory}'")
        for statement in base.extract_statements(statements(documents, out, as_of)):
            base.execute(statement)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("as_of", type=date.fromisoformat)
    parser.add_argument("--memory", help="as DuckDB writes it; by default as much as DuckDB takes of itself")
    options = parser.parse_args()
    run(options.documents, options.out, options.as_of, options.memory)


if __name__ == "__main__":
    main()
