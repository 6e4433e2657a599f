"""Other values as they are proposed: put in between, or refused with row and reason."""

import csv
from datetime import date

import pytest

from shibosi.batch.impact.asking import Other
from shibosi.batch.impact.moved import moved
from shibosi.batch.impact.proposing import OtherColumns, OverlappingDays, Proposal, ReversedDays, proposed, with_rows
from shibosi.domains import registry
from shibosi.kernel.parameters import BadValue, UnknownParameter
from shibosi.standard import tables
from shibosi.standard.errors import BadDate, EmptyCell, PeriodsOverlap, UnknownTable, WrongColumns
from shibosi.standard.tables import TAIL

SINGLE = "retail_import_limits.single"
TABLE = tables.table("retail_import_limits")
DAY, LATER = date(2027, 1, 1), date(2027, 6, 30)


def limit(day, values, place="CN"):
    found = values.in_force(SINGLE, day, place)
    return None if found is None else found.value // 100_000


def rows(folder, *wanted, columns=TABLE.columns):
    """A file of rows of the table: a draft from 2027 on, but for what a story says."""
    head = ["place", "from", "to", *columns, *TAIL]
    draft = dict.fromkeys(columns, "1") | {
        "place": "CN", "from": "2027-01-01", "to": "", "single": "3000", "annual": "30000", "currency": "CNY",
        "source": "a draft", "confidence": "low", "note_en": "", "note_zh": "",
    }  # fmt: skip
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("# a story\n")
        writer = csv.DictWriter(file, head, quoting=csv.QUOTE_ALL, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(draft | one for one in wanted)
    return path


def test_a_value_holds_in_its_days_and_nothing_else_changes():
    made = proposed(registry.values(), [Proposal(SINGLE, "3000", "CN", DAY, LATER)])
    days = [date(2018, 1, 1), date(2026, 12, 31), DAY, LATER, date(2027, 7, 1)]
    assert [limit(day, made) for day in days] == [2000, 5000, 3000, 3000, 5000]
    assert [(one.first, one.last) for one in moved(registry.values(), made)] == [(DAY, LATER)]


def test_a_value_without_days_holds_always():
    made = proposed(registry.values(), [Proposal(SINGLE, "3000", "CN")])
    assert [limit(day, made) for day in (date(2000, 1, 1), DAY)] == [3000, 3000]


def test_rows_of_a_table_of_law_hold_in_every_parameter_that_points_to_it(tmp_path):
    path = rows(tmp_path, {})
    made = with_rows("retail_import_limits", path)
    assert limit(DAY, made) == 3000
    assert {one.parameter for one in moved(registry.values(), made)} >= {SINGLE, "retail_import_limits.annual"}
    assert {one.first for one in moved(registry.values(), made)} == {DAY}
    assert Other(table="retail_import_limits", rows=path).over(registry.values())[SINGLE] == made[SINGLE]


@pytest.mark.parametrize(
    ("story", "wanted", "refusal", "facts"),
    [
        ("no parameter of this name", [("retail_import_limits.singel", "1")], UnknownParameter, {}),
        ("no amount", [(SINGLE, "much")], BadValue, {"parameter": SINGLE}),
        ("ends before it begins", [(SINGLE, "1"), (SINGLE, "1", "DE", LATER, DAY)], ReversedDays, {"row": 2}),
        ("twice for the same days", [(SINGLE, "1", "CN", DAY), (SINGLE, "2", "CN", LATER)], OverlappingDays,
         {"row": 2, "before": 1}),
    ],
)  # fmt: skip
def test_a_wrong_proposal_is_refused(story, wanted, refusal, facts):
    with pytest.raises(refusal) as mistake:
        proposed(registry.values(), [Proposal(*one) for one in wanted])
    assert facts.items() <= mistake.value.facts.items()


LAW = (
    "# a draft\n"
    '"id","place","from","to","tax","class","rate","kind","goods_en","goods_zh","source","confidence","recorded",'
    '"replaces","note_en","note_zh"\n'
    '"RATE-X","DE|FR","2027-01-01","2027-12-31","VAT","standard","21","standard","all goods","一切货物",'
    '"a draft","low","2026-11-22","","",""\n'
)


def test_a_row_of_a_table_of_law_holds_in_its_places_and_days(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(LAW, encoding="utf-8")
    made = with_rows("law/rates", path)
    found = {
        (place, year): made.in_force("standard_rates.vat", date(year, 6, 1), place)
        for place in ("DE", "FR", "NL") for year in (2026, 2027, 2028)
    }  # fmt: skip
    on = {where: one.value for where, one in found.items() if one is not None}
    assert [on["DE", year] for year in (2026, 2027, 2028)] == [1_900_000, 2_100_000, 1_900_000]
    assert [on["FR", year] for year in (2026, 2027, 2028)] == [2_000_000, 2_100_000, 2_000_000]
    assert on["NL", 2027] == 2_100_000 and {one.place for one in moved(registry.values(), made)} == {"DE", "FR"}
    with pytest.raises(UnknownTable):
        with_rows("law/rate", path)


@pytest.mark.parametrize(
    ("story", "wanted", "refusal", "row"),
    [
        ("no day", [{"from": "2027-13-01"}], BadDate, 3),
        ("no source", [{"source": ""}], EmptyCell, 3),
        ("two for the same days", [{}, {"from": "2028-01-01"}], PeriodsOverlap, 4),
    ],
)
def test_a_wrong_row_is_refused_with_its_number(tmp_path, story, wanted, refusal, row):
    with pytest.raises(refusal) as mistake:
        with_rows("retail_import_limits", rows(tmp_path, *wanted))
    assert mistake.value.facts["row"] == row


def test_rows_of_no_table_or_of_another_one_are_refused(tmp_path):
    with pytest.raises(UnknownTable):
        with_rows("retail_import_limit", rows(tmp_path))
    with pytest.raises(OtherColumns):
        with_rows("simplified_export_limit", rows(tmp_path, {}))
    with pytest.raises(WrongColumns):
        with_rows("retail_import_limits", rows(tmp_path, columns=()))
