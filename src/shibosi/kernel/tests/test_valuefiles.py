"""Files of values: what is read, and errors that name the file and the parameter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from shibosi.kernel.parameters import BadValue, UnknownParameter, Values
from shibosi.kernel.valuefiles import TableRow, load, read

KNOWN = "source: a law, confidence: local"


@dataclass(frozen=True)
class Row:
    """A row of a table of values."""

    columns: Mapping[str, str]
    place: str = "CN"
    start: date | None = date(2019, 1, 1)
    end: date | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    source: str = "a table"
    confidence: str = "verified"
    repealed: bool = False

    def value(self, column: str) -> str:
        """The value of a column."""
        return self.columns[column]


ROWS = {
    "limits": [
        Row({"single": "2000"}, start=date(2016, 4, 8), end=date(2018, 12, 31)),
        Row({"single": "5000"}),
    ],
    "deadlines": [
        Row({"amount": "30"}, keys={"deadline": "ask"}),
        Row({"amount": "1"}, keys={"deadline": "years"}),
        Row({"amount": ""}, keys={"deadline": "gone"}, repealed=True),
    ],
    "zones": [
        Row({"name": "A"}, start=date(2015, 3, 7)),
        Row({"name": "B"}, start=date(2016, 1, 12), end=date(2017, 12, 31), confidence="seed"),
    ],
}


def tables(name: str) -> Iterable[TableRow]:
    """The tables of this test."""
    return ROWS[name]


def a_file(folder: Path, text: str, name: str = "values.yaml") -> Path:
    """A file of values."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def one(folder: Path, value: str, parameter: str = "gap") -> Values:
    """The values of a file with one value of one parameter."""
    return load([a_file(folder, f"measure:\n  {parameter}:\n    values:\n      - {{{value}}}\n")], tables)


def test_a_value_with_days_place_source_and_confidence(tmp_path: Path) -> None:
    values = one(tmp_path, f'from: 2019-01-01, to: 2019-12-31, place: CN, value: "0.5", {KNOWN}')
    (found,) = values["measure.gap"]
    assert (found.value, found.first, found.last) == (50_000, date(2019, 1, 1), date(2019, 12, 31))
    assert (found.place, found.source, found.confidence, found.repealed) == ("CN", "a law", "local", False)


@pytest.mark.parametrize("first", ["", "from: unknown, ", "from: null, "])
def test_a_first_day_that_is_not_known(tmp_path: Path, first: str) -> None:
    (found,) = one(tmp_path, f'{first}value: "0.5", {KNOWN}')["measure.gap"]
    assert (found.first, found.place) == (None, "all")


def test_a_repeal_needs_no_value(tmp_path: Path) -> None:
    (found,) = one(tmp_path, f"from: 2020-01-01, place: CN, repealed: true, {KNOWN}")["measure.gap"]
    assert (found.value, found.repealed) == (None, True)


def test_a_list_from_a_file_of_its_own(tmp_path: Path) -> None:
    a_file(tmp_path, "\ufeff# codes\n01012100,horses\n\n 01012900 ,donkeys\n", "list.csv")
    (found,) = one(tmp_path, f"codes_from: list.csv, {KNOWN}", "listed")["measure.listed"]
    assert found.value == frozenset(["01012100", "01012900"])


def test_values_of_law_are_pointed_to(tmp_path: Path) -> None:
    path = a_file(tmp_path, "measure:\n  most:\n    table: {name: limits, column: single}\n")
    old, new = load([path], tables)["measure.most"]
    assert (old.value, old.first, old.last) == (200_000_000, date(2016, 4, 8), date(2018, 12, 31))
    assert (new.value, new.source, new.confidence) == (500_000_000, "a table", "verified")


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("{name: deadlines, where: {deadline: ask}, column: amount}", 30),
        ("{name: deadlines, where: {deadline: years}, column: amount, times: 365}", 365),
        ("{name: deadlines, where: {deadline: gone}, column: amount}", None),
    ],
)
def test_a_pointer_chooses_rows_and_multiplies(tmp_path: Path, pointer: str, expected: int | None) -> None:
    path = a_file(tmp_path, f"measure:\n  days:\n    table: {pointer}\n")
    (found,) = load([path], tables)["measure.days"]
    assert (found.value, found.repealed) == (expected, expected is None)


@pytest.mark.parametrize(
    ("story", "body", "reason"),
    [
        ("no source", 'value: "1", confidence: local', "needs its source"),
        ("no confidence", 'value: "1", source: a law', "confidence must be one of verified"),
        ("a confidence nobody knows", 'value: "1", source: a law, confidence: sure', "confidence must be one of"),
        ("no value", KNOWN, "a value is missing"),
        ("a float", f"value: 0.05, {KNOWN}", "write 0.05 between quotation marks"),
        ("too many decimals", f'value: "0.000001", {KNOWN}', "'0.000001' cannot be read as number"),
        ("words", f"value: many, {KNOWN}", "'many' cannot be read as number"),
        ("not a number", f'value: "NaN", {KNOWN}', "'NaN' cannot be read as number"),
        ("a list for a number", f"value: [1, 2], {KNOWN}", "cannot be read as number"),
        ("a day that is none", f'from: 2019-02-29, value: "1", {KNOWN}', "'2019-02-29' is no day"),
        ("ends before it begins", f'from: 2020-01-01, to: 2019-01-01, value: "1", {KNOWN}', "ends (2019-01-01) before"),
        ("a misspelt key", f'form: 2019-01-01, value: "1", {KNOWN}', "'form' is not known here"),
        ("a list file that is not there", f"codes_from: gone.csv, {KNOWN}", "the list gone.csv cannot be read"),
    ],
)
def test_a_value_that_cannot_be_used_names_file_and_parameter(
    tmp_path: Path, story: str, body: str, reason: str
) -> None:
    with pytest.raises(BadValue) as refused:
        one(tmp_path, body)
    assert (refused.value.facts["file"], refused.value.facts["parameter"]) == ("values.yaml", "measure.gap")
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("story", "text", "parameter", "reason"),
    [
        ("no YAML", "measure: [", "-", "while parsing"),
        ("nested without end", "[" * 100_000, "-", "recursion"),
        ("a list", "- a\n- b\n", "-", "expected sets of parameters"),
        ("a set that is a value", "measure: 5\n", "measure", "expected parameters under the set"),
        ("neither values nor table", "measure:\n  gap: 5\n", "measure.gap", "expected 'values' or 'table'"),
        ("a value that is no mapping", "measure:\n  gap:\n    values: [5]\n", "measure.gap", "expected {from, place"),
        (
            "a table nobody has",
            "measure:\n  gap:\n    table: {name: gone, column: x}\n",
            "measure.gap",
            "table pointer",
        ),
        ("no name", "measure:\n  gap:\n    table: {column: x}\n", "measure.gap", "table pointer"),
        ("no such column", "measure:\n  gap:\n    table: {name: limits, column: x}\n", "measure.gap", "table pointer"),
        (
            "no row fits",
            "measure:\n  gap:\n    table: {name: deadlines, where: {deadline: x}, column: amount}\n",
            "measure.gap",
            "no row of deadlines fits",
        ),
        (
            "a product that does not fit",
            'measure:\n  days:\n    table: {name: deadlines, where: {deadline: ask}, column: amount, times: "0.01"}\n',
            "measure.days",
            "table pointer",
        ),
    ],
)
def test_a_file_that_cannot_be_used_names_file_and_parameter(
    tmp_path: Path, story: str, text: str, parameter: str, reason: str
) -> None:
    with pytest.raises(BadValue) as refused:
        read(a_file(tmp_path, text), tables)
    assert (refused.value.facts["file"], refused.value.facts["parameter"]) == ("values.yaml", parameter)
    assert reason in str(refused.value)


def test_a_list_is_what_the_rows_in_force_say(tmp_path: Path) -> None:
    text = "measure:\n  listed:\n    table: {name: zones, list: [name]}\n"
    found = [
        (one.first, one.last, one.value, one.confidence)
        for one in load([a_file(tmp_path, text)], tables)["measure.listed"]
    ]
    assert found == [
        (None, date(2015, 3, 6), frozenset(), "seed"),
        (date(2015, 3, 7), date(2016, 1, 11), frozenset("A"), "verified"),
        (date(2016, 1, 12), date(2017, 12, 31), frozenset("AB"), "seed"),
        (date(2018, 1, 1), None, frozenset("A"), "verified"),
    ]


def test_a_list_of_all_that_rows_ever_said(tmp_path: Path) -> None:
    text = "measure:\n  listed:\n    table: {name: zones, list: [name], ever: true}\n"
    (found,) = load([a_file(tmp_path, text)], tables)["measure.listed"]
    assert (found.first, found.last, found.value) == (None, None, frozenset("AB"))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "values.yaml"
    path.write_bytes("measure: {gap: 数}".encode("gb18030"))
    with pytest.raises(BadValue) as refused:
        read(path, tables)
    assert refused.value.facts["file"] == "values.yaml"


def test_an_unknown_parameter_is_refused_with_what_was_probably_meant(tmp_path: Path) -> None:
    with pytest.raises(UnknownParameter) as refused:
        one(tmp_path, f'value: "1", {KNOWN}', "gaps")
    assert (refused.value.facts["parameter"], refused.value.hint) == ("measure.gaps", "measure.gap")


def test_an_empty_file_has_no_values(tmp_path: Path) -> None:
    assert dict(load([a_file(tmp_path, "")], tables)) == {}


def test_the_same_parameter_in_two_files_is_refused(tmp_path: Path) -> None:
    text = f'measure:\n  gap:\n    values:\n      - {{value: "1", {KNOWN}}}\n'
    with pytest.raises(BadValue) as refused:
        load([a_file(tmp_path, text, "a.yaml"), a_file(tmp_path, text, "b.yaml")], tables)
    assert refused.value.facts == {
        "file": "b.yaml", "parameter": "measure.gap", "reason": "it already has values in another file",
    }  # fmt: skip
