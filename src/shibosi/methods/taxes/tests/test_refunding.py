"""Tables of refund rates become other values of a parameter, or are refused with the row."""

import pytest
import yaml

from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.refunding import as_overlay, read_rates

HEAD = "code,from,to,rate\n"


def a_table(folder, text):
    path = folder / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_written_as_other_values(tmp_path):
    rates = read_rates(a_table(tmp_path, HEAD + "61091000,unknown,2026-01-11,13\n61091000,2026-01-12,,0\n"))
    (old, new) = yaml.safe_load(as_overlay(rates, "rates.csv"))["refund_rates"]["rate"]["values"]
    assert (old["place"], old["from"], str(old["to"]), old["value"]) == ("61091000", "unknown", "2026-01-11", "13")
    assert (str(new["from"]), new["value"], new["source"]) == ("2026-01-12", "0", "table of refund rates rates.csv")


@pytest.mark.parametrize(
    ("story", "text", "row"),
    [
        ("no rates", "code,from,to\n", 1),
        ("a code that is none", HEAD + "61091000,unknown,,13\n6109,unknown,,13\n", 3),
        ("a rate above a hundred", HEAD + "61091000,unknown,,113\n", 2),
        ("a rate that is no number", HEAD + "61091000,unknown,,NaN\n", 2),
        ("a day that does not exist", HEAD + "61091000,2026-02-30,,13\n", 2),
        ("an end before its beginning", HEAD + "61091000,2026-02-02,2026-02-01,13\n", 2),
        ("two rates on one day", HEAD + "61091000,unknown,2026-01-12,13\n61091000,2026-01-12,,9\n", 3),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_row(tmp_path, story, text, row):
    with pytest.raises(Unreadable) as refused:
        read_rates(a_table(tmp_path, text))
    assert refused.value.facts["row"] == row
