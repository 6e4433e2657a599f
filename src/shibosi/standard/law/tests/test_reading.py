"""A wrong row refuses everything, and says which row and why."""

from datetime import date

import pytest

from shibosi.standard.errors import RegisterError
from shibosi.standard.law.book import read_book
from shibosi.standard.law.places import read_places
from shibosi.standard.law.tests.builders import tables

FOLLOWING = {"id": "R-2", "from": "2025-01-01"}


@pytest.mark.parametrize(
    ("story", "rows", "code", "row"),
    [
        ("overlap by a day", [{"to": "2025-01-01"}, FOLLOWING], "register-periods-overlap", 4),
        ("open, and yet followed", [{}, FOLLOWING], "register-periods-overlap", 4),
        ("a second row without first day", [{"to": "2024-12-31"}, FOLLOWING | {"from": "unknown"}],
         "register-periods-overlap", 3),
        ("a day of which nothing is said", [{"to": "2024-12-30"}, FOLLOWING], "law-unsaid-gap", 4),
        ("an unknown market", [{"place": "XX"}], "law-unknown-place", 3),
        ("a market among known ones", [{"place": "DE|XX"}], "law-unknown-place", 3),
        ("a day that does not exist", [{"from": "2024-02-30"}], "register-bad-date", 3),
        ("a day written otherwise", [{"from": "20240101"}], "register-bad-date", 3),
        ("no day of recording", [{"recorded": ""}], "register-empty-cell", 3),
        ("last day before the first", [{"to": "2023-12-31"}], "register-period-reversed", 3),
        ("no source", [{"source": ""}], "register-empty-cell", 3),
        ("no Chinese", [{"goods_zh": ""}], "register-empty-cell", 3),
        ("a remark in one language", [{"note_en": "Check."}], "register-empty-cell", 3),
        ("a confidence of its own", [{"confidence": "sure"}], "register-unknown-word", 3),
        ("a rate that is no number", [{"rate": "19 %"}], "register-not-a-number", 3),
        ("an id twice", [{}, {"place": "FR"}], "register-repeated-id", 4),
        ("a correction of nothing", [{"replaces": "R-9"}], "register-unknown-reference", 3),
        ("a correction of itself", [{"replaces": "R-1"}], "law-supersession-cycle", 3),
        ("two that correct each other", [{"replaces": "R-2"}, {"id": "R-2", "replaces": "R-1"}],
         "law-supersession-cycle", 3),
        ("a correction recorded on the same day", [{}, {"id": "R-2", "replaces": "R-1"}],
         "law-correction-unfit", 4),
        ("a correction of another value",
         [{}, {"id": "R-2", "replaces": "R-1", "place": "FR", "recorded": "2026-02-01"}], "law-correction-unfit", 4),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_with_row_and_reason(tmp_path, story, rows, code, row):
    with pytest.raises(RegisterError) as refused:
        read_book(tables(tmp_path, rates=rows))
    assert (refused.value.code, refused.value.facts["file"], refused.value.facts["row"]) == (code, "rates.csv", row)


@pytest.mark.parametrize(
    ("story", "rows", "code", "row"),
    [
        ("replaced by nothing", [{"replaced_by": "N-9"}], "register-unknown-reference", 3),
        ("replaced by itself", [{"replaced_by": "N-1"}], "law-supersession-cycle", 3),
        ("replaced in a circle of three", [
            {"replaced_by": "N-2"}, {"id": "N-2", "replaced_by": "N-3"}, {"id": "N-3", "replaced_by": "N-1"},
        ], "law-supersession-cycle", 3),
    ],
)  # fmt: skip
def test_norms_replace_each_other_in_one_direction(tmp_path, story, rows, code, row):
    with pytest.raises(RegisterError) as refused:
        read_book(tables(tmp_path, norms=rows))
    assert (refused.value.code, refused.value.facts["row"]) == (code, row)


def test_a_gap_that_is_said_is_no_value(tmp_path):
    said = dict.fromkeys(("rate", "kind", "goods_en", "goods_zh"), "repealed")
    rows = [{"to": "2024-06-30"}, said | {"id": "R-2", "from": "2024-07-01", "to": "2024-12-31"},
            {"id": "R-3", "from": "2025-01-01"}]  # fmt: skip
    book = read_book(tables(tmp_path, rates=rows))
    line = book.history("rates/DE/VAT/standard")
    assert [fact.repealed for fact in line] == [False, True, False]
    assert book.as_of("rates/DE/VAT/standard", date(2024, 7, 1)) is None


@pytest.mark.parametrize(
    ("story", "rows", "code"),
    [
        ("within a place that is not there", [("DE", "EU")], "register-unknown-reference"),
        ("within each other", [("DE", "EU"), ("EU", "DE")], "law-supersession-cycle"),
        ("twice", [("DE", ""), ("DE", "")], "register-repeated-id"),
    ],
)
def test_places_lie_within_one_another_without_circle(tmp_path, story, rows, code):
    file = tmp_path / "places.csv"
    head = '# a story\n"code","name_en","name_zh","kind","within","bloc","currency","source"\n'
    lines = [f'"{place}","A place","某地","market","{within}","","","ISO"\n' for place, within in rows]
    file.write_text(head + "".join(lines), encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_places(file)
    assert refused.value.code == code
