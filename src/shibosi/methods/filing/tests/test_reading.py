"""Registrations are read from a file; what is wrong is named with its place."""

from datetime import date

import pytest

from shibosi.methods.filing.periods import Registered
from shibosi.methods.filing.reading import UnreadableRegistration, read_registrations

HEAD = "party_code,market,scheme,number,registered_on,ended_on,frequency\n"


def written(tmp_path, *rows):
    path = tmp_path / "registrations.csv"
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8-sig")
    return path


def test_a_file_of_registrations(tmp_path):
    path = written(tmp_path, "F-1,DE,VAT,DE1,2025-01-01,,month", "F-1,EU,IOSS,IM1,2025-02-01,2026-01-31,")
    assert read_registrations(path) == [
        Registered("F-1", "DE", "VAT", date(2025, 1, 1), None, "month"),
        Registered("F-1", "EU", "IOSS", date(2025, 2, 1), date(2026, 1, 31), ""),
    ]


@pytest.mark.parametrize(
    ("story", "row", "column"),
    [
        ("no market", "F-1,,VAT,DE1,2025-01-01,,month", "market"),
        ("no first day", "F-1,DE,VAT,DE1,,,month", "registered_on"),
        ("a day that does not exist", "F-1,DE,VAT,DE1,2025-02-30,,month", "registered_on"),
        ("a last day that is none", "F-1,DE,VAT,DE1,2025-01-01,soon,month", "ended_on"),
        ("a short row", "F-1,DE", "scheme"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, story, row, column):
    with pytest.raises(UnreadableRegistration) as refused:
        read_registrations(written(tmp_path, "F-1,DE,VAT,DE1,2025-01-01,,month", row))
    assert (refused.value.facts["row"], refused.value.facts["column"]) == (3, column)
