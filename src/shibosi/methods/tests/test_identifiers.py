"""Check digits: known numbers, and one text as the column."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import ean
from stdnum.cn import ric, uscc

from shibosi.kernel.expressions.predicates import Predicate
from shibosi.methods.identifiers import (
    BARCODE,
    BARCODE_LENGTHS,
    COMPANY_CODE,
    CREDIT_ALPHABET,
    RESIDENT_CHECKS,
    RESIDENT_NUMBER,
    RESIDENT_WEIGHTS,
    is_barcode,
    is_company_code,
    is_credit_code,
    is_resident_number,
)

PREDICATES = [RESIDENT_NUMBER, COMPANY_CODE, BARCODE]
RESIDENT, CREDIT, EAN = "11010519491231002X", "91110000600037341L", "4006381333931"


def resident(birth: str, place: str = "110105", serial: str = "002") -> str:
    """The number of a person born on that day, with its check character."""
    body = place + birth + serial
    total = sum(int(digit) * weight for digit, weight in zip(body, RESIDENT_WEIGHTS, strict=True))
    return body + RESIDENT_CHECKS[total % 11]


@pytest.mark.parametrize(
    ("story", "number", "good"),
    [
        ("the example of the standard, with X", "11010519491231002X", True),
        ("the other example of the standard", "440524188001010014", True),
        ("a check character off", "110105194912310021", False),
        ("two digits changed places", "11010519491230102X", False),
        ("a small x", "11010519491231002x", False),
        ("fifteen digits of the old kind", "110105491231002", False),
        ("seventeen characters", "1101051949123100X", False),
        ("nineteen characters", "11010519491231002XX", False),
        ("a blank in front", " 1010519491231002X", False),
        ("full-width digits", "１１０１０５１９４９１２３１００２X", False),
        ("digits of another script", "٣١٠١٠٥١٩٤٩١٢٣١٠٠٢X", False),
        ("a letter inside", "1101051949I231002X", False),
        ("X inside", "1101051949X231002X", False),
        ("a passport", "G12345678", False),
        ("nothing", "", False),
    ],
)
def test_resident_numbers(story: str, number: str, good: bool) -> None:
    assert is_resident_number(number) is good


@pytest.mark.parametrize(
    ("story", "birth", "good"),
    [
        ("leap day of a leap year", "20000229", True),
        ("leap day of 2024", "20240229", True),
        ("no leap day in 2023", "20230229", False),
        ("no leap day in 1900", "19000229", False),
        ("no 30th of February", "20000230", False),
        ("the 31st of a long month", "19991231", True),
        ("the 31st of a short month", "19990431", False),
        ("month 13", "19991301", False),
        ("month 0", "19990001", False),
        ("day 0", "19990100", False),
        ("the first year", "18000101", True),
        ("before the first year", "17991231", False),
        ("the last year", "20991231", True),
        ("after the last year", "21000101", False),
    ],
)
def test_a_resident_number_has_a_birth_day_that_was(story: str, birth: str, good: bool) -> None:
    assert is_resident_number(resident(birth)) is good


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.integers(0, 999_999), st.integers(0, 999), st.data())
def test_one_changed_digit_of_a_resident_number_is_seen(
    birth: date, place: int, serial: int, data: st.DataObject
) -> None:
    number = resident(birth.strftime("%Y%m%d").zfill(8), f"{place:06}", f"{serial:03}")
    assert is_resident_number(number)
    at = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from("0123456789X").filter(lambda digit: digit != number[at]))
    assert not is_resident_number(number[:at] + other + number[at + 1 :])


@pytest.mark.parametrize(
    ("story", "code", "good"),
    [
        ("a real code", CREDIT, True),
        ("another real code", "9144030071526726XG", True),
        ("the check character off", "91110000600037341M", False),
        ("a small letter", "91110000600037341l", False),
        ("I is no letter of it", "9111000060003734IL", False),
        ("O is no letter of it", "9111000O600037341L", False),
        ("seventeen characters", "9111000060003734L", False),
        ("nineteen characters", "91110000600037341LL", False),
        ("full-width", "９1110000600037341L", False),
        ("nothing", "", False),
    ],
)
def test_credit_codes(story: str, code: str, good: bool) -> None:
    assert is_credit_code(code) is good
    assert is_company_code(code) is good


@pytest.mark.parametrize(
    ("story", "code", "good"),
    [
        ("ten digits", "3302960123", True),
        ("digits and capitals", "330296K0A1", True),
        ("a small letter", "330296k0A1", False),
        ("nine characters", "330296K0A", False),
        ("eleven characters", "330296K0A12", False),
        ("ten full-width digits", "３３０２９６０１２３", False),
        ("ten digits and a line break", "3302960123\n", False),
        ("none, as export platforms write", "无", False),
        ("not registered", "NO", False),
    ],
)
def test_customs_codes(story: str, code: str, good: bool) -> None:
    assert is_company_code(code) is good


@pytest.mark.parametrize(
    ("story", "code", "good"),
    [
        ("GTIN-13", EAN, True),
        ("GTIN-13, check digit off", "4006381333932", False),
        ("GTIN-13, neighbours changed", "4060381333931", False),
        ("GTIN-8", "96385074", True),
        ("GTIN-8, check digit off", "96385075", False),
        ("GTIN-12", "036000291452", True),
        ("GTIN-12, check digit off", "036000291453", False),
        ("GTIN-14", "10614141000415", True),
        ("GTIN-14, check digit off", "10614141000416", False),
        ("all zeros", "00000000", True),
        ("a length that is none", "12345678901", True),
        ("a number of the company", "SKU-1", True),
        ("full-width digits: not for us to say", "４００６３８１３３３９３２", True),
        ("digits and a line break", "4006381333932\n", True),
        ("nothing", "", True),
    ],
)
def test_barcodes(story: str, code: str, good: bool) -> None:
    assert is_barcode(code) is good


digits = st.text("0123456789", min_size=6, max_size=15)
residents = st.builds(
    lambda body, check: body + check,
    st.from_regex(r"[0-9]{6}(18|19|20|21)[0-9]{2}(0[0-9]|1[0-3])[0-3][0-9][0-9]{3}", fullmatch=True),
    st.sampled_from("0123456789Xx"),
)
credits_ = st.text(CREDIT_ALPHABET + "IOZSV", min_size=18, max_size=18)
good_residents = st.dates(date(1800, 1, 1)).map(lambda day: resident(f"{day.year:04}{day.month:02}{day.day:02}"))
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
texts = st.one_of(
    anything, digits, residents, good_residents, credits_, st.text("0123456789X\n １Ⅻ٣", max_size=19),
    st.sampled_from([RESIDENT, CREDIT, EAN, "3302960123", "无", "", "\x00" * 18, "é" * 9, "1" * 17 + "é"]),
)  # fmt: skip


@pytest.mark.parametrize("predicate", PREDICATES, ids=lambda predicate: predicate.name)
@given(st.lists(st.none() | texts, max_size=12))
@example([])
@example([None, None])
def test_a_column_says_what_each_of_its_texts_says(predicate: Predicate, cells: list[str | None]) -> None:
    column = predicate.column(pl.Series(cells, dtype=pl.String))
    assert column.dtype == pl.Boolean
    assert column.to_list() == [None if cell is None else predicate.plain(cell) for cell in cells]


@given((residents | good_residents).filter(lambda number: number[6:8] in ("18", "19", "20")))
def test_what_another_library_takes_for_a_resident_number_is_one(number: str) -> None:
    assert is_resident_number(number.upper()) or not ric.is_valid(number)


@pytest.mark.parametrize(("own", "other"), [(is_credit_code, uscc.is_valid)])
@given(st.data())
def test_credit_codes_are_those_of_another_library(
    own: Callable[[str], bool], other: Callable[[str], bool], data: st.DataObject
) -> None:
    body = data.draw(st.from_regex(rf"[0-9]{{8}}[{CREDIT_ALPHABET}]{{9}}", fullmatch=True))
    code = body + (
        uscc.calc_check_digit(body) if data.draw(st.booleans()) else data.draw(st.sampled_from(CREDIT_ALPHABET))
    )
    assert own(code) is other(code)


@given(st.sampled_from(BARCODE_LENGTHS).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size)))
def test_barcodes_are_those_of_another_library(code: str) -> None:
    checked = code[:-1] + ean.calc_check_digit(code[:-1])
    assert is_barcode(checked)
    assert is_barcode(code) is (code == checked)
