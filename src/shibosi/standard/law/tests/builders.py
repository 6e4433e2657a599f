"""A folder of tables with the rows a story is about; a row is sound unless the story changes it."""

import csv

from shibosi.standard.law.schemas import SCHEMAS

RATE = {
    "id": "R-1", "place": "DE", "from": "2024-01-01", "to": "", "tax": "VAT", "class": "standard", "rate": "19",
    "kind": "standard", "goods_en": "most goods", "goods_zh": "多数货物", "source": "a notice", "confidence": "high",
    "recorded": "2026-01-01", "replaces": "", "note_en": "", "note_zh": "",
}  # fmt: skip
NORM = {
    "id": "N-1", "place": "CN", "from": "2024-01-01", "to": "", "number": "No. 1", "title_en": "A notice",
    "title_zh": "", "topic": "tax", "issuer": "", "issued": "", "effect_en": "Something", "effect_zh": "某事",
    "effect_confidence": "high", "days_confidence": "high", "replaced_by": "", "source": "a notice",
    "confidence": "high", "recorded": "2026-01-01", "replaces": "", "note_en": "", "note_zh": "",
}  # fmt: skip


def tables(folder, **rows):
    """Write every table, empty but for the rows given by table name, each a change to a sound row."""
    for name, schema in SCHEMAS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write("# rows of a story, 2026-01-01\n")
            written = csv.DictWriter(file, schema.columns, quoting=csv.QUOTE_ALL, lineterminator="\n")
            written.writeheader()
            written.writerows({"rates": RATE, "norms": NORM}[name] | changes for changes in rows.get(name, ()))
    return folder


def there(fact):
    """What was found, where something has to be."""
    assert fact is not None
    return fact
